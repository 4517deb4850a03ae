use rusqlite::Connection;
use rusqlite::types::Value;
use themata_model::{About, CoderKind, DocumentId, MemoTarget, Study};
use themata_text::CharSpan;

use crate::apply::apply;
use crate::snapshot::excerpt_context;
use crate::tables::read_study;
use crate::transact::changes_of;
use crate::{Error, Snapshot, history, migrate};

/// Something that is not as it must be in a study file. It names places, never words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule is broken, in stable kebab-case.
    pub id: &'static str,
    /// What is wrong and where.
    pub message: String,
}

/// The tables that the log gives.
const REPLAYED: [&str; 32] = [
    "study",
    "coder",
    "code",
    "attribute",
    "document",
    "version",
    "provenance",
    "speaker",
    "speaker_value",
    "section",
    "page",
    "turn",
    "value",
    "memo",
    "excerpt",
    "codebook_version",
    "round",
    "assignment",
    "question",
    "answer",
    "adjudication",
    "claim",
    "yield",
    "saved_query",
    "theme",
    "theme_member",
    "map_place",
    "evidence",
    "summary",
    "summary_excerpt",
    "rejection",
    "board_view",
];

/// Checks that the file is sound for SQLite, that sources and texts are what their hashes say,
/// that every excerpt lies inside its text and holds the words that stand there, and that
/// replaying the log gives the tables.
pub(crate) fn verify(snapshot: &Snapshot<'_>) -> Result<Vec<Finding>, Error> {
    let connection = &snapshot.transaction;
    let mut findings = Vec::new();
    integrity(connection, &mut findings)?;
    hashes(connection, &mut findings)?;
    if let Err(error) = read_study(connection).and_then(|_| snapshot.board()) {
        findings.push(Finding { id: "study-unreadable", message: error.to_string() });
        return Ok(findings);
    }
    excerpts(snapshot, &mut findings)?;
    memos(snapshot, &mut findings)?;
    found(&read_study(connection)?, &mut findings);
    replay(connection, &mut findings)?;
    Ok(findings)
}

fn integrity(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Error> {
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let message: String = row.get(0)?;
        if message != "ok" {
            findings.push(Finding { id: "file-damaged", message });
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, other): (String, String) = (row.get(0)?, row.get(2)?);
        let message =
            format!("a row of `{table}` refers to a row of `{other}` that is not there");
        findings.push(Finding { id: "reference-broken", message });
    }
    Ok(())
}

fn hashes(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Error> {
    for sql in ["SELECT hash, bytes FROM source", "SELECT hash, words FROM text"] {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let hash: String = row.get(0)?;
            let found = row.get_ref(1)?.as_bytes().map(crate::hash).unwrap_or_default();
            if found != hash {
                let message = format!("what is kept as {hash} has the hash {found}");
                findings.push(Finding { id: "hash-differs", message });
            }
        }
    }
    Ok(())
}

fn memos(snapshot: &Snapshot<'_>, findings: &mut Vec<Finding>) -> Result<(), Error> {
    let study = read_study(&snapshot.transaction)?;
    for memo in snapshot.all_memos()? {
        let MemoTarget::Passage(document, span) = memo.target else { continue };
        let length = study.document(document).map_or(0, |document| document.version.len);
        if span.end() > length {
            let message = format!("memo {} lies outside its document", memo.id);
            findings.push(Finding { id: "memo-outside", message });
        }
    }
    for question in snapshot.questions()? {
        let About::Document(document, Some(span)) = question.about else { continue };
        let length = study.document(document).map_or(0, |document| document.version.len);
        if span.end() > length {
            let message = format!("question {} lies outside its document", question.id);
            findings.push(Finding { id: "question-outside", message });
        }
    }
    Ok(())
}

/// Whether what themes, summaries and rejections say of documents lies inside those, and
/// whether proposals that were turned down are a machine's.
fn found(study: &Study, findings: &mut Vec<Finding>) {
    let is_outside = |document: DocumentId, span: CharSpan| {
        span.end() > study.document(document).map_or(0, |document| document.version.len)
    };
    let mut add = |id, message| findings.push(Finding { id, message });
    for theme in &study.themes {
        if theme.evidence.iter().any(|one| is_outside(one.document, one.span)) {
            let message = format!("evidence of theme {} lies outside its document", theme.id);
            add("evidence-outside", message);
        }
    }
    for summary in &study.summaries {
        if summary.excerpts.iter().any(|&(document, span)| is_outside(document, span)) {
            let id = summary.id;
            let message = format!("an excerpt of summary {id} lies outside its document");
            add("summary-outside", message);
        }
    }
    for rejection in &study.rejections {
        if is_outside(rejection.document, rejection.span) {
            let message = format!("rejection {} lies outside its document", rejection.id);
            add("rejection-outside", message);
        }
        let coder = study.coder(rejection.machine);
        if coder.is_some_and(|coder| coder.kind != CoderKind::Machine) {
            let message = format!("rejection {} is not of a machine's proposal", rejection.id);
            add("rejection-of-person", message);
        }
    }
}

fn excerpts(snapshot: &Snapshot<'_>, findings: &mut Vec<Finding>) -> Result<(), Error> {
    let study = read_study(&snapshot.transaction)?;
    let sql = "SELECT start, \"end\", words, before, behind FROM excerpt WHERE document = ?1";
    let mut statement = snapshot.transaction.prepare(sql)?;
    for document in &study.documents {
        let transcripts = snapshot.transcripts([document.id])?;
        let transcript = &transcripts[&document.id];
        let text = &transcript.text;
        if text.len() != document.version.len {
            let message = format!("the length of `{}` is not that of its text", document.name);
            findings.push(Finding { id: "length-differs", message });
        }
        if transcript.turns.iter().any(|turn| !text.span().encloses(turn.span)) {
            let message = format!("a turn of `{}` lies outside its text", document.name);
            findings.push(Finding { id: "turn-outside", message });
        }
        let sections = document.version.sections.iter().map(|section| section.span);
        let pages = transcript.pages.iter().map(|page| page.span);
        if sections.chain(pages).any(|span| !text.span().encloses(span)) {
            let message = format!("a section or page of `{}` lies outside", document.name);
            findings.push(Finding { id: "section-outside", message });
        }
        let mut rows = statement.query([document.id.0])?;
        while let Some(row) = rows.next()? {
            let span = crate::tables::span(row.get(0)?, row.get(1)?)?;
            let kept: [String; 3] = [row.get(2)?, row.get(3)?, row.get(4)?];
            let Some(words) = text.slice(span) else {
                let message =
                    format!("an excerpt of `{}` at {span} lies outside", document.name);
                findings.push(Finding { id: "excerpt-outside", message });
                continue;
            };
            let (before, behind) = excerpt_context(text, span);
            if kept != [words, before, behind] {
                let message = format!(
                    "the words kept for the excerpt of `{}` at {span} are not those of its text",
                    document.name
                );
                findings.push(Finding { id: "excerpt-differs", message });
            }
        }
    }
    for coding in &study.codings {
        if study.codebook.get(coding.code).is_none() {
            let message = format!("coding {} has a code that is not there", coding.id);
            findings.push(Finding { id: "code-missing", message });
        }
    }
    Ok(())
}

fn replay(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Error> {
    let mut again = Connection::open_in_memory()?;
    let transaction = again.transaction()?;
    migrate::create(&transaction)?;
    transaction.execute("INSERT INTO study VALUES (1, '', '', '')", [])?;
    // Texts are deposited by their hash and are not in the log. Sources are only named.
    copy(connection, &transaction, "text", "SELECT hash, words FROM text")?;
    copy(connection, &transaction, "source", "SELECT hash, x'' FROM source")?;
    for operation in history::operations(connection)? {
        let target = match operation.kind {
            themata_model::OperationKind::Do => operation.id,
            themata_model::OperationKind::Undo(target)
            | themata_model::OperationKind::Redo(target) => target,
        };
        let applied = changes_of(connection, target, operation.kind)
            .and_then(|changes| apply(&transaction, &changes));
        if let Err(error) = applied {
            let message = format!("operation {} cannot be replayed: {error}", operation.id);
            findings.push(Finding { id: "log-unreadable", message });
            return Ok(());
        }
    }
    for table in REPLAYED.into_iter().chain(["coding"]) {
        if rows(connection, table)? != rows(&transaction, table)? {
            let message = format!("the log does not give the rows of `{table}`");
            findings.push(Finding { id: "log-differs", message });
        }
    }
    Ok(())
}

fn copy(from: &Connection, to: &Connection, table: &str, select: &str) -> Result<(), Error> {
    let mut statement = from.prepare(select)?;
    let mut insert = to.prepare(&format!("INSERT INTO {table} VALUES (?1, ?2)"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        insert.execute((row.get::<_, Value>(0)?, row.get::<_, Value>(1)?))?;
    }
    Ok(())
}

/// The rows of a table in a fixed order, as a hash.
fn rows(connection: &Connection, table: &str) -> Result<String, Error> {
    let key = match table {
        "study" => "only_row",
        "version" => "document, number",
        "provenance" => "document, version",
        "speaker" | "page" => "document, version, place",
        "speaker_value" => "document, version, place, attribute",
        "turn" | "section" => "document, version, number",
        "value" => "document, attribute",
        "codebook_version" => "number",
        "assignment" => "round, document, coder",
        "claim" | "yield" => "adjudication, place",
        "theme_member" | "evidence" => "theme, place",
        "map_place" => "theme",
        "summary_excerpt" => "summary, place",
        "excerpt" => "document, start, \"end\"",
        _ => "id",
    };
    let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY {key}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut digest = RowDigest::default();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            digest.add(row.get_ref(column)?);
        }
    }
    Ok(digest.finish())
}

#[derive(Default)]
struct RowDigest(sha2::Sha256);

impl RowDigest {
    fn add(&mut self, value: rusqlite::types::ValueRef<'_>) {
        use rusqlite::types::ValueRef;
        use sha2::Digest;

        // The kind and length stand before each value, so that no two rows look alike.
        let (kind, bytes): (u8, &[u8]) = match value {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(integer) => {
                self.0.update([1]);
                self.0.update(integer.to_le_bytes());
                return;
            }
            ValueRef::Real(real) => {
                self.0.update([2]);
                self.0.update(real.to_le_bytes());
                return;
            }
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(blob) => (4, blob),
        };
        self.0.update([kind]);
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn finish(self) -> String {
        use sha2::Digest;

        crate::hash(&self.0.finalize())
    }
}
