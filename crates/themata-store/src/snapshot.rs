use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{OptionalExtension, Transaction};
use themata_codebook::Codebook;
use themata_model::{
    AdjudicationId, AnswerId, Assignment, AttributeId, Change, Coder, CoderId, CodingId,
    Document, DocumentId, DocumentRecord, Memo, MemoId, OperationId, QuestionId, RejectionId,
    Round, RoundId, SavedQueryId, Study, SummaryId, ThemeId, Transcript, Turn,
};
use themata_text::{CharSpan, Text};

use crate::documents::{pages, text, turns};
use crate::kept::Kept;
use crate::log::target;
use crate::tables::{all, codebook, coders, title};
use crate::transact::changes_in;
use crate::{Error, Finding, Recorded, history, team, verify};

/// How many code points before and behind an excerpt are kept with its words.
pub(crate) const CONTEXT: u32 = 24;

/// A study file at one moment.
pub struct Snapshot<'a> {
    pub(crate) transaction: Transaction<'a>,
    kept: Arc<Kept>,
}

impl<'a> Snapshot<'a> {
    pub(crate) fn new(transaction: Transaction<'a>, kept: &Arc<Kept>) -> Snapshot<'a> {
        Snapshot { transaction, kept: Arc::clone(kept) }
    }

    /// The study without its texts. Read for the first time it costs time proportional to the
    /// codings; then it is kept, for all connections that share it (see [`Opener`](crate::Opener)).
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn study(&self) -> Result<Arc<Study>, Error> {
        self.kept.study(&self.transaction)
    }

    /// What the study is called.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn title(&self) -> Result<String, Error> {
        title(&self.transaction)
    }

    /// The codebook. Costs time proportional to the codes.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn codebook(&self) -> Result<Codebook, Error> {
        codebook(&self.transaction)
    }

    /// The coders, by number.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn coders(&self) -> Result<Vec<Coder>, Error> {
        coders(&self.transaction)
    }

    /// The rounds, by number. Costs nothing where there are none.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn rounds(&self) -> Result<Vec<Round>, Error> {
        team::rounds(&self.transaction)
    }

    /// Who is to code what, in order of round, document and coder.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn assignments(&self) -> Result<Vec<Assignment>, Error> {
        team::assignments(&self.transaction)
    }

    /// The transcripts of some documents, in their current versions.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn transcripts(
        &self,
        documents: impl IntoIterator<Item = DocumentId>,
    ) -> Result<BTreeMap<DocumentId, Transcript>, Error> {
        let mut transcripts = BTreeMap::new();
        for id in documents {
            let text = Text::new(text(&self.transaction, id)?);
            let turns = turns(&self.transaction, id)?;
            let pages = pages(&self.transaction, id)?;
            transcripts.insert(id, Transcript { text, turns, pages });
        }
        Ok(transcripts)
    }

    /// The turns of some documents, in their current versions.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn turns(
        &self,
        documents: impl IntoIterator<Item = DocumentId>,
    ) -> Result<BTreeMap<DocumentId, Vec<Turn>>, Error> {
        documents.into_iter().map(|id| Ok((id, turns(&self.transaction, id)?))).collect()
    }

    /// The remarks on codings, by coding.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn memos(&self) -> Result<BTreeMap<CodingId, String>, Error> {
        let sql = "SELECT id, memo FROM coding WHERE memo IS NOT NULL";
        let memos =
            all(&self.transaction, sql, |row| Ok((CodingId(row.get(0)?), row.get(1)?)))?;
        Ok(memos.into_iter().collect())
    }

    /// The remarks on the codings of some documents, by coding. Costs time proportional to those.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn remarks_on(
        &self,
        documents: impl IntoIterator<Item = DocumentId>,
    ) -> Result<BTreeMap<CodingId, String>, Error> {
        let sql = "SELECT id, memo FROM coding WHERE document = ?1 AND memo IS NOT NULL";
        let mut statement = self.transaction.prepare_cached(sql)?;
        let mut remarks = BTreeMap::new();
        for document in documents {
            let mut rows = statement.query([document.0])?;
            while let Some(row) = rows.next()? {
                remarks.insert(CodingId(row.get(0)?), row.get(1)?);
            }
        }
        Ok(remarks)
    }

    /// The memos apart from codings, by number: on the study, on codes, on documents and
    /// stretches of them.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn all_memos(&self) -> Result<Vec<Memo>, Error> {
        let sql = "SELECT id, document, start, \"end\", code, title, author, at, words, own \
                   FROM memo ORDER BY id";
        all(&self.transaction, sql, |row| {
            let ends: (Option<u32>, Option<u32>) = (row.get(2)?, row.get(3)?);
            let target = target(row.get(1)?, ends.0.zip(ends.1), row.get(4)?)
                .ok_or_else(|| Error::damaged("what a memo is about"))?;
            Ok(Memo {
                id: MemoId(row.get(0)?),
                target,
                title: row.get(5)?,
                author: row.get(6)?,
                at: row.get(7)?,
                words: row.get(8)?,
                own: row.get(9)?,
            })
        })
    }

    /// The document as it stands, in the shape in which a change takes it up.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn record(&self, document: &Document) -> Result<DocumentRecord, Error> {
        let sql = "SELECT text_hash FROM version WHERE document = ?1 AND number = ?2";
        let ids = [document.id.0, document.version.number];
        Ok(DocumentRecord {
            name: document.name.clone(),
            version: document.version.clone(),
            text_hash: self.transaction.query_row(sql, ids, |row| row.get(0))?,
            turns: turns(&self.transaction, document.id)?,
            pages: pages(&self.transaction, document.id)?,
        })
    }

    /// The sources of every version of every document.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn sources(&self) -> Result<Vec<KnownSource>, Error> {
        let sql = "SELECT v.source_hash, v.source_name, p.part, v.text_hash, d.name \
                   FROM version v JOIN document d ON d.id = v.document \
                   LEFT JOIN provenance p ON p.document = v.document AND p.version = v.number \
                   ORDER BY v.document, v.number";
        all(&self.transaction, sql, |row| {
            Ok(KnownSource {
                hash: row.get(0)?,
                name: row.get(1)?,
                part: row.get(2)?,
                text_hash: row.get(3)?,
                document: row.get(4)?,
            })
        })
    }

    /// The bytes of a source, if the study keeps one of that hash.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn source(&self, hash: &str) -> Result<Option<Vec<u8>>, Error> {
        Ok(self
            .transaction
            .query_row("SELECT bytes FROM source WHERE hash = ?1", [hash], |row| row.get(0))
            .optional()?)
    }

    /// Every operation, the first first.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn history(&self) -> Result<Vec<Recorded>, Error> {
        history::operations(&self.transaction)
    }

    /// The operations behind a moment, the first first, for what they changed; whether they are
    /// in force is not told.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn history_since(&self, moment: OperationId) -> Result<Vec<Recorded>, Error> {
        history::operations_since(&self.transaction, moment)
    }

    /// What an operation changed. An undoing changed what its target had, backwards.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn changes(&self, operation: &Recorded) -> Result<Vec<Change>, Error> {
        changes_in(&self.transaction, operation)
    }

    /// The number of the latest operation: what the study is as it is because of.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn head(&self) -> Result<OperationId, Error> {
        let sql = "SELECT coalesce(max(id), 0) FROM operation";
        Ok(OperationId(self.transaction.query_row(sql, [], |row| row.get(0))?))
    }

    /// What stands for the text and the turns of each document: it is another one as soon as
    /// one of them is another one. In order of the documents.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn text_stamps(&self) -> Result<Vec<(DocumentId, String)>, Error> {
        let sql = "SELECT d.id, v.text_hash || ':' || \
                   (SELECT count(*) || ' ' || coalesce(sum(t.start * t.number), 0) || ' ' || \
                   coalesce(sum(t.\"end\" * t.number), 0) FROM turn t \
                   WHERE t.document = d.id AND t.version = d.version) FROM document d \
                   JOIN version v ON v.document = d.id AND v.number = d.version ORDER BY d.id";
        let stamp = |text: String| {
            let mut hash = crate::hash(text.as_bytes());
            hash.truncate(16);
            hash
        };
        all(&self.transaction, sql, |row| Ok((DocumentId(row.get(0)?), stamp(row.get(1)?))))
    }

    /// Where the file lies; `None` if it is in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.transaction.path().filter(|path| !path.is_empty()).map(Path::new)
    }

    /// The numbers that the next of each kind gets. Numbers of coders and codings that a
    /// decision still names are not given again: it would then be about something else.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn next_ids(&self) -> Result<NextIds, Error> {
        let next = |columns: &[(&str, &str)]| -> Result<u32, Error> {
            let mut next = 1;
            for (table, column) in columns {
                let sql = format!("SELECT coalesce(max({column}), 0) + 1 FROM {table}");
                next = next.max(self.transaction.query_row(&sql, [], |row| row.get(0))?);
            }
            Ok(next)
        };
        let codings = [("coding", "id"), ("claim", "coding"), ("yield", "coding")];
        Ok(NextIds {
            coder: CoderId(next(&[("coder", "id"), ("claim", "coder")])?),
            attribute: AttributeId(next(&[("attribute", "id")])?),
            document: DocumentId(next(&[("document", "id")])?),
            coding: CodingId(next(&codings)?),
            memo: MemoId(next(&[("memo", "id")])?),
            round: RoundId(next(&[("round", "id")])?),
            question: QuestionId(next(&[("question", "id")])?),
            answer: AnswerId(next(&[("answer", "id")])?),
            adjudication: AdjudicationId(next(&[("adjudication", "id")])?),
            query: SavedQueryId(next(&[("saved_query", "id")])?),
            theme: ThemeId(next(&[("theme", "id")])?),
            summary: SummaryId(next(&[("summary", "id")])?),
            rejection: RejectionId(next(&[("rejection", "id")])?),
        })
    }

    /// The number that the next memo gets: one that no memo ever had. What somebody keeps of a
    /// memo, or of its removal, is then never taken for another one's. Unlike
    /// [`Snapshot::next_ids`] it costs reading the log.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn next_memo(&self) -> Result<MemoId, Error> {
        // A change of a memo begins with its number; no words look like it, as quotes within
        // words stand behind a stroke.
        let sql = "SELECT coalesce(max(json_extract(c.value, '$.memo[0]')), 0) + 1 \
                   FROM operation o, json_each(o.changes) c \
                   WHERE instr(o.changes, '\"memo\":[') > 0";
        let logged = MemoId(self.transaction.query_row(sql, [], |row| row.get(0))?);
        Ok(logged.max(self.next_ids()?.memo))
    }

    /// Checks everything that must be true of the file: see [`Finding`].
    ///
    /// # Errors
    ///
    /// If the file cannot be read at all.
    pub fn verify(&self) -> Result<Vec<Finding>, Error> {
        verify::verify(self)
    }
}

impl std::fmt::Debug for Snapshot<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").finish_non_exhaustive()
    }
}

/// What a version of a document was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSource {
    /// The hash of the file.
    pub hash: String,
    /// The file's name.
    pub name: String,
    /// The part of the file that it is, if it is not the whole.
    pub part: Option<String>,
    /// The hash of the text.
    pub text_hash: String,
    /// What the document is called.
    pub document: String,
}

/// The numbers that come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextIds {
    /// Of the next coder.
    pub coder: CoderId,
    /// Of the next attribute.
    pub attribute: AttributeId,
    /// Of the next document.
    pub document: DocumentId,
    /// Of the next coding.
    pub coding: CodingId,
    /// Of the next memo.
    pub memo: MemoId,
    /// Of the next round.
    pub round: RoundId,
    /// Of the next question.
    pub question: QuestionId,
    /// Of the next answer.
    pub answer: AnswerId,
    /// Of the next decision.
    pub adjudication: AdjudicationId,
    /// Of the next saved query.
    pub query: SavedQueryId,
    /// Of the next theme.
    pub theme: ThemeId,
    /// Of the next summary.
    pub summary: SummaryId,
    /// Of the next rejection.
    pub rejection: RejectionId,
}

/// What stands before and behind an excerpt, as it is kept with the excerpt's words.
#[must_use]
pub fn excerpt_context(text: &Text, span: CharSpan) -> (&str, &str) {
    let (before, behind) = text.around(span, CONTEXT);
    (text.slice(before).unwrap_or_default(), text.slice(behind).unwrap_or_default())
}
