use rusqlite::{Connection, Row};
use themata_codebook::{Code, CodeIndex, CodeState, Codebook};
use themata_model::{
    Attribute, AttributeId, Coder, CoderId, CoderKind, Coding, CodingId, Codings, DocumentId,
    Kind, Study, Valence, Weight,
};
use themata_text::CharSpan;

use crate::documents::documents;
use crate::{Error, findings, team};

/// Reads the study from its tables.
pub(crate) fn read_study(connection: &Connection) -> Result<Study, Error> {
    let attributes = attributes(connection)?;
    Ok(Study {
        title: title(connection)?,
        coders: coders(connection)?,
        codebook: codebook(connection)?,
        documents: documents(connection, &attributes)?,
        attributes,
        rounds: team::rounds(connection)?,
        assignments: team::assignments(connection)?,
        queries: findings::saved_queries(connection)?,
        themes: findings::themes(connection)?,
        summaries: findings::summaries(connection)?,
        rejections: findings::rejections(connection)?,
        codings: codings(connection)?,
    })
}

pub(crate) fn title(connection: &Connection) -> Result<String, Error> {
    Ok(connection.query_row("SELECT title FROM study", [], |row| row.get(0))?)
}

pub(crate) fn codebook(connection: &Connection) -> Result<Codebook, Error> {
    let sql = "SELECT codebook_title, codebook_rules FROM study";
    let (title, rules): (String, String) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Codebook::new(title, rules, codes(connection)?)
        .map_err(|error| Error::damaged(format!("its codebook is unsound: {error}")))
}

pub(crate) fn coders(connection: &Connection) -> Result<Vec<Coder>, Error> {
    all(connection, "SELECT id, name, kind FROM coder ORDER BY id", |row| {
        let kind: String = row.get(2)?;
        Ok(Coder {
            id: CoderId(row.get(0)?),
            name: row.get(1)?,
            kind: CoderKind::from_word(&kind)
                .ok_or_else(|| Error::damaged("a coder's kind"))?,
        })
    })
}

fn codes(connection: &Connection) -> Result<Vec<Code>, Error> {
    let sql = "SELECT id, name, short, definition, use_when, do_not_use_when, examples, colour, \
               parent, assignable, state, merged_into FROM code ORDER BY id";
    let codes = all(connection, sql, |row| Ok((row.get::<_, u32>(0)?, code(row)?)))?;
    codes
        .into_iter()
        .enumerate()
        .map(|(place, (id, code))| {
            let in_place = id as usize == place;
            in_place.then_some(code).ok_or_else(|| Error::damaged("a code is out of its place"))
        })
        .collect()
}

fn code(row: &Row<'_>) -> Result<Code, Error> {
    let examples: String = row.get(6)?;
    let colour: Option<String> = row.get(7)?;
    let state: String = row.get(10)?;
    let merged_into: Option<u32> = row.get(11)?;
    Ok(Code {
        name: row.get(1)?,
        short: row.get(2)?,
        definition: row.get(3)?,
        use_when: row.get(4)?,
        do_not_use_when: row.get(5)?,
        examples: serde_json::from_str(&examples)
            .map_err(|_| Error::damaged("a code's examples are no list of texts"))?,
        colour: colour
            .map(|colour| colour.parse().map_err(|_| Error::damaged("a code's colour")))
            .transpose()?,
        parent: row.get::<_, Option<u32>>(8)?.map(CodeIndex::new),
        assignable: row.get(9)?,
        state: match (state.as_str(), merged_into) {
            ("retired", _) => CodeState::Retired,
            (_, Some(into)) => CodeState::Merged { into: CodeIndex::new(into) },
            _ => CodeState::Active,
        },
    })
}

pub(crate) fn attributes(connection: &Connection) -> Result<Vec<Attribute>, Error> {
    all(connection, "SELECT id, name, kind FROM attribute ORDER BY id", |row| {
        let kind: String = row.get(2)?;
        Ok(Attribute {
            id: AttributeId(row.get(0)?),
            name: row.get(1)?,
            kind: Kind::from_word(&kind)
                .ok_or_else(|| Error::damaged("an attribute's kind"))?,
        })
    })
}

fn codings(connection: &Connection) -> Result<Codings, Error> {
    let sql = "SELECT id, document, start, \"end\", code, coder, valence, weight FROM coding";
    let codings = all(connection, sql, |row| {
        // Reading the word without making a text of it matters with a million rows.
        let valence = match row.get_ref(6)?.as_bytes_or_null() {
            Ok(Some(b"barrier")) => Some(Valence::Barrier),
            Ok(Some(_)) => Some(Valence::Facilitator),
            _ => None,
        };
        let weight: Option<u8> = row.get(7)?;
        let weight = weight
            .map(|number| {
                Weight::new(number).ok_or_else(|| Error::damaged("a coding's weight"))
            })
            .transpose()?;
        Ok(Coding {
            id: CodingId(row.get(0)?),
            document: DocumentId(row.get(1)?),
            span: span(row.get(2)?, row.get(3)?)?,
            code: CodeIndex::new(row.get(4)?),
            coder: CoderId(row.get(5)?),
            valence,
            weight,
        })
    })?;
    Ok(Codings::new(codings))
}

pub(crate) fn span(start: u32, end: u32) -> Result<CharSpan, Error> {
    CharSpan::checked(start, end)
        .ok_or_else(|| Error::damaged("a stretch ends before it starts"))
}

pub(crate) fn all<T>(
    connection: &Connection,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    all_of(connection, sql, [], read)
}

/// What a statement with parameters finds.
pub(crate) fn all_of<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        values.push(read(row)?);
    }
    Ok(values)
}
