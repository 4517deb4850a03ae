use std::collections::BTreeSet;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_codebook::{Code, CodeDiff, CodeIndex, CodeState, Codebook, Difference, diff};
use themata_model::{
    Change, CodebookVersion, CoderId, CoderKind, OperationKind, Session, Study,
};
use themata_store::{Action, Recorded, Snapshot};

use crate::codings::turn_of;
use crate::names::{count, list, minute};
use crate::view::seen_by;
use crate::{Failure, Project};

/// What the codebook is called where it is not frozen: as it stands.
const NOW: &str = "now";

/// How the summary of an operation begins that split a code. It is read again from the log, so
/// it stays as it is for ever.
const SPLIT: &str = "split the code";

impl Project {
    /// Freezes the codebook as it stands under the next number, and returns the number.
    ///
    /// # Errors
    ///
    /// If it has no codes, or is as it was when it was frozen last.
    pub fn codebook_freeze(&mut self, session: &Session, note: &str) -> Result<u32, Failure> {
        let mut number = 0;
        self.store.transact(session, |snapshot| {
            let codebook = snapshot.codebook()?;
            if codebook.is_empty() {
                return Err(Failure::new("the codebook has no codes to freeze")
                    .hint("`themata codebook import FILE` brings one in"));
            }
            let versions = snapshot.codebook_versions()?;
            if let Some(last) = versions.last().filter(|last| last.codebook == codebook) {
                return Err(Failure::new(format!(
                    "the codebook is as it was frozen in version {}",
                    last.number
                ))
                .hint("a round that is coded with it takes that number"));
            }
            number = versions.last().map_or(0, |last| last.number) + 1;
            let codes = count(codebook.len(), "code");
            let version = CodebookVersion {
                number,
                by: session.coder.clone(),
                at: session.now.to_string(),
                note: note.trim().to_owned(),
                codebook,
            };
            let after = Some(Box::new(version));
            Ok(Action {
                summary: format!("freeze the codebook as version {number} ({codes})"),
                changes: vec![Change::CodebookVersion { number, before: None, after }],
                ..Action::default()
            })
        })?;
        Ok(number)
    }

    /// The frozen versions of the codebook, the first first, with what changed from each to
    /// the next.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn codebook_versions(&mut self) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let versions = snapshot.codebook_versions()?;
        let mut table = Table::new(
            "codebook-versions",
            "Versions of the codebook",
            [
                Column::new("version", "Version", Kind::Text),
                Column::new("at", "Frozen (UTC)", Kind::Text),
                Column::new("by", "By", Kind::Text),
                Column::new("codes", "Codes", Kind::Count),
                Column::new("changed", "Changed", Kind::Count),
                Column::new("rounds", "Rounds", Kind::Text),
                Column::new("note", "Note", Kind::Passage),
            ],
        );
        let mut before: Option<&Codebook> = None;
        let rows = versions.iter().map(|version| (Some(version), &version.codebook));
        for (version, book) in rows.chain([(None, &study.codebook)]) {
            let changed = before.map(|before| diff(before, book, &[]).len());
            let active = book.codes().filter(|(_, code)| code.is_active()).count();
            let rounds: Vec<String> = study
                .rounds
                .iter()
                .filter(|round| round.codebook_version == version.map(|v| v.number))
                .filter(|_| version.is_some())
                .map(|round| round.name.clone())
                .collect();
            let text = |text: Option<&String>| text.map_or(Cell::Empty, Cell::text);
            table.push([
                Cell::text(
                    version.map_or(NOW.to_owned(), |version| version.number.to_string()),
                ),
                version.map_or(Cell::Empty, |version| Cell::text(minute(&version.at))),
                text(version.and_then(|version| version.by.as_ref())),
                Cell::from(active),
                changed.map_or(Cell::Empty, Cell::from),
                if rounds.is_empty() { Cell::Empty } else { Cell::text(rounds.join(", ")) },
                text(version.map(|version| &version.note).filter(|note| !note.is_empty())),
            ]);
            before = Some(book);
        }
        table.definition = format!(
            "{} frozen. Codes counts those in use, themes among them; Changed how many codes \
             differ from the version above.",
            count(versions.len(), "version")
        );
        Ok(table)
    }

    /// How the codebook changed from one version to another: a row for each way in which a
    /// code differs. A version is a number, or `now`.
    ///
    /// # Errors
    ///
    /// If there is no such version, or the study cannot be read.
    pub fn codebook_diff(&mut self, from: &str, to: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let versions = snapshot.codebook_versions()?;
        let (before, after) =
            (state(&versions, &study.codebook, from)?, state(&versions, &study.codebook, to)?);
        let splits = splits(&snapshot)?;
        let diffs = diff(before, after, &splits);
        let counts = to_reread(&study);
        let mut table = Table::new(
            "codebook-diff",
            format!("From {} to {}", named(from), named(to)),
            [
                Column::new("change", "Change", Kind::Text),
                Column::new("code", "Code", Kind::Text),
                Column::new("before", "Before", Kind::Passage),
                Column::new("after", "After", Kind::Passage),
                Column::new("codings", "Codings to re-read", Kind::Count),
            ],
        );
        for code_diff in &diffs {
            let name = &after.get(code_diff.code).or(before.get(code_diff.code));
            let name = name.map_or("", |code| code.name.as_str());
            for difference in &code_diff.differences {
                for (change, was, is) in told(code_diff, difference, before, after) {
                    let reread = matches!(
                        difference,
                        Difference::Redefined { .. } | Difference::Split { .. }
                    );
                    let codings = counts.get(code_diff.code.get() as usize).copied();
                    table.push([
                        Cell::text(change),
                        Cell::text(name),
                        filled(was),
                        filled(is),
                        match codings.filter(|_| reread) {
                            Some(codings) => Cell::from(codings),
                            None => Cell::Empty,
                        },
                    ]);
                }
            }
        }
        if before.rules != after.rules {
            table.push([
                Cell::text("rules"),
                Cell::Empty,
                filled(before.rules.clone()),
                filled(after.rules.clone()),
                Cell::Empty,
            ]);
        }
        table.definition = format!(
            "{} of {} changed. A code is the same whatever it is called and wherever it stands. \
             Codings to re-read are all that carry a redefined or split code now, of every coder that may be seen but the consensus.",
            count(diffs.len(), "code"),
            after.len().max(before.len())
        );
        Ok(table)
    }

    /// The codings that have to be read again because their code was redefined or split
    /// between two versions, a row each.
    ///
    /// # Errors
    ///
    /// If there is no such version, or the study cannot be read.
    pub fn codebook_reread(&mut self, from: &str, to: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let versions = snapshot.codebook_versions()?;
        let (before, after) =
            (state(&versions, &study.codebook, from)?, state(&versions, &study.codebook, to)?);
        let again: BTreeSet<CodeIndex> = diff(before, after, &splits(&snapshot)?)
            .into_iter()
            .filter(|diff| {
                diff.differences.iter().any(|difference| {
                    matches!(
                        difference,
                        Difference::Redefined { .. } | Difference::Split { .. }
                    )
                })
            })
            .map(|diff| diff.code)
            .collect();
        let mut codings: Vec<_> = study
            .codings
            .into_iter()
            .filter(|coding| again.contains(&coding.code))
            .filter(|coding| !is_read_anew_by_nobody(&study, coding.coder))
            .collect();
        codings.sort_by_key(|coding| (coding.code, coding.document, coding.span));
        let documents: BTreeSet<_> = codings.iter().map(|coding| coding.document).collect();
        let transcripts = snapshot.transcripts(documents)?;
        let mut table = Table::new(
            "codings-to-re-read",
            format!("Codings to re-read, from {} to {}", named(from), named(to)),
            [
                Column::new("code", "Code", Kind::Text),
                Column::new("coding", "Coding", Kind::Count),
                Column::new("document", "Document", Kind::Text),
                Column::new("turn", "Turn", Kind::Count),
                Column::new("coder", "Coder", Kind::Text),
                Column::new("quote", "Quote", Kind::Passage),
            ],
        );
        for coding in &codings {
            let (Some(document), Some(transcript)) =
                (study.document(coding.document), transcripts.get(&coding.document))
            else {
                continue;
            };
            table.push([
                Cell::text(&study.codebook[coding.code].name),
                Cell::Count(u64::from(coding.id.0)),
                Cell::text(&document.name),
                turn_of(transcript, coding.span)
                    .map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
                study.coder(coding.coder).map_or(Cell::Empty, |coder| Cell::text(&coder.name)),
                Cell::text(transcript.text.slice(coding.span).unwrap_or_default()),
            ]);
        }
        table.definition = format!(
            "{} of {} that was redefined or split, by every coder, whenever they were made.",
            count(codings.len(), "coding"),
            count(again.len(), "code")
        );
        Ok(table)
    }

    /// Splits a code: other codes are added where it stands, and it is taken out of use. Its
    /// codings stay with it until they are coded again one by one.
    ///
    /// # Errors
    ///
    /// If there is no such code, it is out of use, fewer than two names are said, or a name
    /// is taken.
    pub fn codebook_split(
        &mut self,
        session: &Session,
        name: &str,
        into: &[String],
    ) -> Result<usize, Failure> {
        if into.len() < 2 {
            return Err(Failure::new("a code is split into two codes or more")
                .hint("say for instance `--into grants --into salaries`"));
        }
        let mut codings = 0;
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let before = &study.codebook;
            let code = before.resolve(name)?;
            let Code { parent, colour, .. } = before[code].clone();
            let mut after = before.retire(code)?;
            for new in into {
                let new = Code { parent, colour, ..Code::named(new.trim()) };
                after = after.add(new)?.0;
            }
            let summary = format!("{SPLIT} `{}` into {}", before[code].name, list(into));
            let changes = super::change::changes(before, &after);
            let mut seen = study.clone();
            seen_by(&mut seen, session.coder.as_deref());
            codings = to_reread(&seen)[code.get() as usize];
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(codings)
    }
}

/// The codebook that a number or `now` means.
pub(super) fn state<'a>(
    versions: &'a [CodebookVersion],
    now: &'a Codebook,
    version: &str,
) -> Result<&'a Codebook, Failure> {
    let version = version.trim();
    if version.eq_ignore_ascii_case(NOW) {
        return Ok(now);
    }
    let number = version.trim_start_matches(['v', 'V']).parse::<u32>().ok();
    match versions.iter().find(|known| Some(known.number) == number) {
        Some(known) => Ok(&known.codebook),
        None => {
            let failure = Failure::new(format!("the codebook has no version `{version}`"));
            let numbers: Vec<String> =
                versions.iter().map(|known| known.number.to_string()).collect();
            Err(match numbers.is_empty() {
                true => failure.hint(
                    "no version is frozen yet: `themata codebook freeze` makes the first",
                ),
                false => failure.hint(format!("there are {} and `now`", numbers.join(", "))),
            })
        }
    }
}

fn named(version: &str) -> String {
    match version.trim().eq_ignore_ascii_case(NOW) {
        true => "the codebook as it stands".to_owned(),
        false => format!("version {}", version.trim().trim_start_matches(['v', 'V'])),
    }
}

/// Which codes were split, from the record: an operation in force that takes one code out of
/// use and adds two or more where it stood.
fn splits(snapshot: &Snapshot<'_>) -> Result<Vec<(CodeIndex, Vec<CodeIndex>)>, Failure> {
    let is_candidate = |operation: &&Recorded| {
        operation.in_force
            && operation.kind == OperationKind::Do
            && operation.summary.starts_with(SPLIT)
    };
    let mut splits = Vec::new();
    for operation in snapshot.history()?.iter().filter(is_candidate) {
        let (mut split, mut into) = (None, Vec::new());
        for change in snapshot.changes(operation)? {
            match change {
                Change::Code { place, before: None, .. } => into.push(place),
                Change::Code { place, after: Some(after), .. }
                    if after.state == CodeState::Retired =>
                {
                    split = Some(place);
                }
                _ => {}
            }
        }
        splits.extend(split.map(|code| (code, into)));
    }
    Ok(splits)
}

/// A difference in words: what changed, what was there, what is there.
fn told(
    code_diff: &CodeDiff,
    difference: &Difference,
    before: &Codebook,
    after: &Codebook,
) -> Vec<(String, String, String)> {
    let code = code_diff.code;
    let name = |book: &Codebook, code: CodeIndex| {
        book.get(code).map_or_else(String::new, |code| code.name.clone())
    };
    let place = |book: &Codebook, parent: Option<CodeIndex>| {
        parent.map_or("at the top".to_owned(), |parent| format!("under {}", name(book, parent)))
    };
    let one = |change: &str, was: String, is: String| vec![(change.to_owned(), was, is)];
    let (empty, now) = (String::new, |book: &Codebook| {
        place(book, book.get(code).and_then(|code| code.parent))
    });
    match difference {
        Difference::Added => one("added", empty(), now(after)),
        Difference::Gone => one("not there", now(before), empty()),
        Difference::Merged { into } => {
            one("merged", empty(), format!("into {}", name(after, *into)))
        }
        Difference::Split { into } => {
            let names: Vec<String> = into.iter().map(|&code| name(after, code)).collect();
            one("split", empty(), format!("into {}", list(&names)))
        }
        Difference::Retired => one("retired", empty(), empty()),
        Difference::Restored => one("restored", empty(), empty()),
        Difference::Renamed { from } => one("renamed", from.clone(), name(after, code)),
        Difference::Moved { from } => one("moved", place(before, *from), now(after)),
        Difference::Opened => one("may be applied", empty(), empty()),
        Difference::Closed => one("may not be applied", empty(), empty()),
        Difference::Redefined { texts } => texts
            .iter()
            .map(|&text| {
                let of = |book: &Codebook| book.get(code).map(|code| text.of(code));
                let change = format!("redefined: {}", text.as_str());
                (change, of(before).unwrap_or_default(), of(after).unwrap_or_default())
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn filled(text: String) -> Cell {
    if text.trim().is_empty() { Cell::Empty } else { Cell::text(text) }
}

/// How many codings each code has that would be read again. What was agreed on is decided anew
/// when the coders have coded again, so the consensus is not among them; nor are proposals.
fn to_reread(study: &Study) -> Vec<usize> {
    let mut counts = vec![0; study.codebook.len()];
    for coding in study.codings.into_iter().filter(|c| !is_read_anew_by_nobody(study, c.coder))
    {
        counts[coding.code.get() as usize] += 1;
    }
    counts
}

fn is_read_anew_by_nobody(study: &Study, coder: CoderId) -> bool {
    study.coder(coder).is_some_and(|coder| coder.kind != CoderKind::Human)
}
