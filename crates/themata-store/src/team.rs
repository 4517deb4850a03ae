//! Rounds, assignments, discussion and decisions: rows to values and values to rows.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use themata_codebook::CodeIndex;
use themata_model::{
    About, Adjudication, AdjudicationId, Answer, AnswerId, Assignment, AssignmentState, Claim,
    CodebookVersion, CoderId, CodingId, Decision, DocumentId, Question, QuestionId, Round,
    RoundId, Settled, Valence,
};
use themata_text::CharSpan;

use crate::log::{DrawShape, about, codebook, codes_json};
use crate::tables::{all, span};
use crate::{Error, Snapshot};

impl Snapshot<'_> {
    /// The frozen states of the codebook, the first first.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn codebook_versions(&self) -> Result<Vec<CodebookVersion>, Error> {
        let sql = "SELECT number, by, at, note, title, rules, codes FROM codebook_version \
                   ORDER BY number";
        all(&self.transaction, sql, |row| {
            let codes: String = row.get(6)?;
            Ok(CodebookVersion {
                number: row.get(0)?,
                by: row.get(1)?,
                at: row.get(2)?,
                note: row.get(3)?,
                codebook: codebook(row.get(4)?, row.get(5)?, &codes)
                    .ok_or_else(|| Error::damaged("a frozen codebook is unsound"))?,
            })
        })
    }

    /// The questions to the team, by number.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn questions(&self) -> Result<Vec<Question>, Error> {
        let sql = "SELECT id, code, document, start, \"end\", author, at, words, settled_by, \
                   settled_at FROM question ORDER BY id";
        all(&self.transaction, sql, |row| {
            let (start, end): (Option<u32>, Option<u32>) = (row.get(3)?, row.get(4)?);
            let (by, since): (Option<String>, Option<String>) = (row.get(8)?, row.get(9)?);
            Ok(Question {
                id: QuestionId(row.get(0)?),
                about: about(row.get(1)?, row.get(2)?, start.zip(end))
                    .ok_or_else(|| Error::damaged("a question is about nothing"))?,
                author: row.get(5)?,
                at: row.get(6)?,
                words: row.get(7)?,
                resolved: since.map(|at| Settled { by, at }),
            })
        })
    }

    /// The answers to questions, by number.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn answers(&self) -> Result<Vec<Answer>, Error> {
        let sql = "SELECT id, question, author, at, words FROM answer ORDER BY id";
        all(&self.transaction, sql, |row| {
            Ok(Answer {
                id: AnswerId(row.get(0)?),
                question: QuestionId(row.get(1)?),
                author: row.get(2)?,
                at: row.get(3)?,
                words: row.get(4)?,
            })
        })
    }

    /// The decisions on disagreements, by number.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn adjudications(&self) -> Result<Vec<Adjudication>, Error> {
        let connection = &self.transaction;
        let mut claims = claims(connection)?;
        let mut yields: BTreeMap<u32, Vec<CodingId>> = BTreeMap::new();
        let sql = "SELECT adjudication, coding FROM yield ORDER BY adjudication, place";
        for (id, coding) in
            all(connection, sql, |row| Ok((row.get(0)?, CodingId(row.get(1)?))))?
        {
            yields.entry(id).or_default().push(coding);
        }
        let sql = "SELECT id, document, version, round, decision, by, at, reason, rule \
                   FROM adjudication ORDER BY id";
        all(connection, sql, |row| {
            let id: u32 = row.get(0)?;
            let decision: String = row.get(4)?;
            Ok(Adjudication {
                id: AdjudicationId(id),
                document: DocumentId(row.get(1)?),
                version: row.get(2)?,
                round: row.get::<_, Option<u32>>(3)?.map(RoundId),
                decision: Decision::from_word(&decision)
                    .ok_or_else(|| Error::damaged("a decision"))?,
                by: row.get(5)?,
                at: row.get(6)?,
                reason: row.get(7)?,
                rule: row.get(8)?,
                about: claims.remove(&id).unwrap_or_default(),
                yields: yields.remove(&id).unwrap_or_default(),
            })
        })
    }
}

fn claims(connection: &Connection) -> Result<BTreeMap<u32, Vec<Claim>>, Error> {
    let mut claims: BTreeMap<u32, Vec<Claim>> = BTreeMap::new();
    let sql = "SELECT adjudication, coding, coder, code, start, \"end\", valence FROM claim \
               ORDER BY adjudication, place";
    let rows = all(connection, sql, |row| {
        let valence: Option<String> = row.get(6)?;
        let claim = Claim {
            coding: CodingId(row.get(1)?),
            coder: CoderId(row.get(2)?),
            code: CodeIndex::new(row.get(3)?),
            span: span(row.get(4)?, row.get(5)?)?,
            valence: valence.and_then(|word| Valence::from_word(&word)),
        };
        Ok((row.get(0)?, claim))
    })?;
    for (id, claim) in rows {
        claims.entry(id).or_default().push(claim);
    }
    Ok(claims)
}

pub(crate) fn rounds(connection: &Connection) -> Result<Vec<Round>, Error> {
    let sql = "SELECT id, name, codebook_version, blind, opened, draw FROM round ORDER BY id";
    all(connection, sql, |row| {
        let draw: String = row.get(5)?;
        let draw: DrawShape = serde_json::from_str(&draw)
            .map_err(|_| Error::damaged("how a round was drawn cannot be read"))?;
        Ok(Round {
            id: RoundId(row.get(0)?),
            name: row.get(1)?,
            codebook_version: row.get(2)?,
            blind: row.get(3)?,
            opened: row.get(4)?,
            draw: draw.into(),
        })
    })
}

pub(crate) fn assignments(connection: &Connection) -> Result<Vec<Assignment>, Error> {
    let sql = "SELECT round, document, coder, state FROM assignment \
               ORDER BY round, document, coder";
    all(connection, sql, |row| {
        let state: String = row.get(3)?;
        Ok(Assignment {
            round: RoundId(row.get(0)?),
            document: DocumentId(row.get(1)?),
            coder: CoderId(row.get(2)?),
            state: AssignmentState::from_word(&state)
                .ok_or_else(|| Error::damaged("an assignment's state"))?,
        })
    })
}

pub(crate) fn put_codebook_version(
    connection: &Connection,
    version: &CodebookVersion,
) -> Result<(), Error> {
    let book = &version.codebook;
    let codes = codes_json(book).map_err(|error| Error::unfitting(error.to_string()))?;
    connection.execute(
        "INSERT INTO codebook_version VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
         ON CONFLICT (number) DO UPDATE SET note = excluded.note",
        params![
            version.number,
            version.by,
            version.at,
            version.note,
            book.title,
            book.rules,
            codes
        ],
    )?;
    Ok(())
}

pub(crate) fn put_round(connection: &Connection, round: &Round) -> Result<(), Error> {
    let draw = serde_json::to_string(&DrawShape::from(&round.draw))
        .map_err(|error| Error::unfitting(error.to_string()))?;
    connection.execute(
        "INSERT INTO round VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET \
         name = excluded.name, codebook_version = excluded.codebook_version, \
         blind = excluded.blind, opened = excluded.opened, draw = excluded.draw",
        params![
            round.id.0,
            round.name,
            round.codebook_version,
            round.blind,
            round.opened,
            draw
        ],
    )?;
    Ok(())
}

pub(crate) fn put_assignment(
    connection: &Connection,
    (round, document, coder): (RoundId, DocumentId, CoderId),
    state: Option<AssignmentState>,
) -> Result<(), Error> {
    match state {
        Some(state) => connection
            .prepare_cached(
                "INSERT INTO assignment VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT DO UPDATE SET state = excluded.state",
            )?
            .execute(params![round.0, document.0, coder.0, state.as_str()])?,
        None => connection
            .prepare_cached(
                "DELETE FROM assignment WHERE round = ?1 AND document = ?2 AND coder = ?3",
            )?
            .execute(params![round.0, document.0, coder.0])?,
    };
    Ok(())
}

pub(crate) fn put_question(connection: &Connection, question: &Question) -> Result<(), Error> {
    let (code, document, span) = match question.about {
        About::Code(code) => (Some(code.get()), None, None),
        About::Document(document, span) => (None, Some(document.0), span),
    };
    let (start, end) = (span.map(CharSpan::start), span.map(CharSpan::end));
    let settled = question.resolved.as_ref();
    connection.execute(
        "INSERT INTO question VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, document = excluded.document, \
         start = excluded.start, \"end\" = excluded.\"end\", words = excluded.words, \
         settled_by = excluded.settled_by, settled_at = excluded.settled_at",
        params![
            question.id.0,
            code,
            document,
            start,
            end,
            question.author,
            question.at,
            question.words,
            settled.and_then(|settled| settled.by.clone()),
            settled.map(|settled| settled.at.clone())
        ],
    )?;
    Ok(())
}

pub(crate) fn put_answer(connection: &Connection, answer: &Answer) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO answer VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (id) DO UPDATE SET words = excluded.words",
        params![answer.id.0, answer.question.0, answer.author, answer.at, answer.words],
    )?;
    Ok(())
}

pub(crate) fn put_adjudication(
    connection: &Connection,
    adjudication: &Adjudication,
) -> Result<(), Error> {
    let id = adjudication.id.0;
    take_adjudication(connection, id)?;
    connection
        .prepare_cached("INSERT INTO adjudication VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute(params![
            id,
            adjudication.document.0,
            adjudication.version,
            adjudication.round.map(|round| round.0),
            adjudication.decision.as_str(),
            adjudication.by,
            adjudication.at,
            adjudication.reason,
            adjudication.rule
        ])?;
    let mut row = connection
        .prepare_cached("INSERT INTO claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (place, claim) in (0u32..).zip(&adjudication.about) {
        row.execute(params![
            id,
            place,
            claim.coding.0,
            claim.coder.0,
            claim.code.get(),
            claim.span.start(),
            claim.span.end(),
            claim.valence.map(Valence::as_str)
        ])?;
    }
    let mut row = connection.prepare_cached("INSERT INTO yield VALUES (?1, ?2, ?3)")?;
    for (place, coding) in (0u32..).zip(&adjudication.yields) {
        row.execute(params![id, place, coding.0])?;
    }
    Ok(())
}

/// Takes a decision away with what hangs on it, if it is there.
pub(crate) fn take_adjudication(connection: &Connection, id: u32) -> Result<(), Error> {
    for table in ["claim", "yield"] {
        let sql = format!("DELETE FROM {table} WHERE adjudication = ?1");
        connection.prepare_cached(&sql)?.execute([id])?;
    }
    connection.prepare_cached("DELETE FROM adjudication WHERE id = ?1")?.execute([id])?;
    Ok(())
}
