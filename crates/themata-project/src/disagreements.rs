//! Listing what coders say differently.

use std::collections::BTreeMap;
use std::sync::Arc;

use themata_analysis::{Disagreement, Disagreements, disagreements};
use themata_model::{Claim, CoderId, DocumentId, Study, Transcript};
use themata_text::{CharSpan, Text};

use crate::adjudicate::nothing_compared;
use crate::ask::ask_compared;
use crate::codings::turn_of;
use crate::show::with_sign;
use crate::view::View;
use crate::{Cell, Column, DisagreementKind, DisagreementsBy, Failure, Kind, Project, Table};

/// How many code points before and behind what was said are shown with it.
pub(crate) const CONTEXT: u32 = 48;

/// Which disagreements are wanted, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisagreementQuestion {
    /// The query.
    pub query: String,
    /// Only those that are not decided.
    pub open: bool,
    /// Only those of a kind, be it the first of their kinds or another.
    pub kind: Option<DisagreementKind>,
    /// How they are laid out.
    pub shape: DisagreementShape,
}

/// How disagreements are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisagreementShape {
    /// A row for each, or for so many of those that cost most.
    List(Option<usize>),
    /// Counted and summed up.
    By(DisagreementsBy),
    /// Codes against codes that were taken for them.
    Confusion,
}

impl Default for DisagreementShape {
    fn default() -> DisagreementShape {
        DisagreementShape::List(None)
    }
}

impl Project {
    /// What coders who judged the same documents say differently, those that cost agreement
    /// most first, each with the words. The listing has empty columns for decisions, so that as
    /// CSV it is the table that [`Project::adjudicate_from`] takes.
    ///
    /// # Errors
    ///
    /// If the query is unsound, the study cannot be read, or nothing can be compared; the
    /// failure says why and what to do.
    pub fn disagreements(&mut self, question: &DisagreementQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let (study, mut found) = found(&snapshot, &question.query)?;
        if found.documents.is_empty() {
            return Err(nothing_compared(&found.remarks));
        }
        let all = found.rows.len();
        found.rows.retain(|row| {
            let is_meant = question.kind.is_none_or(|kind| row.kinds.contains(&kind));
            is_meant && (!question.open || row.state.is_open())
        });
        if found.rows.len() < all {
            // The definition begins with the number of all that the query means.
            found.definition = format!("{} of {}", found.rows.len(), found.definition);
        }
        match question.shape {
            DisagreementShape::By(by) => Ok(found.to_summary(&study, by)),
            DisagreementShape::Confusion => Ok(found.to_confusion(&study)),
            DisagreementShape::List(limit) => {
                let shown = limit.unwrap_or(found.rows.len()).min(found.rows.len());
                list(&snapshot, &study, &found, shown)
            }
        }
    }
}

/// What coders say differently, as the viewer may see it.
pub(crate) fn found(
    view: &View<'_>,
    query: &str,
) -> Result<(Arc<Study>, Disagreements), Failure> {
    let answer = ask_compared(view, query)?;
    let found = disagreements(&answer.study, &answer.asked, &view.adjudications()?);
    Ok((answer.study, found))
}

/// The texts of the documents that some disagreements are in.
pub(crate) fn texts_of<'a>(
    view: &View<'_>,
    rows: impl IntoIterator<Item = &'a Disagreement>,
) -> Result<BTreeMap<DocumentId, Transcript>, Failure> {
    let documents: std::collections::BTreeSet<DocumentId> =
        rows.into_iter().map(|row| row.document).collect();
    Ok(view.transcripts(documents)?)
}

fn list(
    view: &View<'_>,
    study: &Study,
    found: &Disagreements,
    shown: usize,
) -> Result<Table, Failure> {
    let total = found.cost();
    let rows = &found.rows[..shown];
    let transcripts = texts_of(view, rows)?;
    let text = |key: &str, heading: &str| Column::new(key, heading, Kind::Text);
    let mut table = Table::new(
        "disagreements",
        "Disagreements",
        [
            Column::new("number", "No.", Kind::Count),
            text("document", "Document"),
            Column::new("turn", "Turn", Kind::Count),
            text("kind", "Kind"),
            text("codes", "Codes"),
            Column::new("said", "Who said what", Kind::Passage),
            Column::new("words", "Words", Kind::Passage),
            Column::new("overlap", "Overlap", Kind::Share),
            Column::new("cost", "Cost", Kind::Measure),
            Column::new("share", "Share", Kind::Share),
            text("state", "State"),
            text("decision", "Decision"),
            text("coder", "Coder"),
            Column::new("quote", "Quote", Kind::Passage),
            Column::new("in_turn", "In turn", Kind::Count),
            text("code", "Code"),
            text("valence", "Valence"),
            text("reason", "Reason"),
            text("codings", "Codings"),
        ],
    );
    for row in rows {
        let (Some(document), Some(transcript)) =
            (study.document(row.document), transcripts.get(&row.document))
        else {
            continue;
        };
        let share = if total > 0.0 { Cell::Number(row.cost() / total) } else { Cell::Empty };
        let turn = turn_of(transcript, row.span);
        let mut cells = vec![
            Cell::Count(u64::from(row.number.0)),
            Cell::text(&document.name),
            turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
            Cell::text(row.kinds_in_words()),
            Cell::text(row.codes_in_words(study)),
            Cell::text(said(study, row, &transcript.text)),
            Cell::text(marked(&transcript.text, row.span, &[row.span])),
            row.overlap.map_or(Cell::Empty, Cell::Number),
            Cell::Number(row.cost()),
            share,
            Cell::text(row.state.as_str()),
        ];
        cells.extend((0..7).map(|_| Cell::Empty));
        cells.push(Cell::text(fingerprint(row.claims())));
        table.push(cells);
    }
    table.definition.clone_from(&found.definition);
    table.remarks.clone_from(&found.remarks);
    if shown < found.rows.len() {
        table.definition = format!("The first {shown} of {}", table.definition);
    }
    Ok(table)
}

/// Who said what, in words: `ana: funding − [all of it]; ben: nothing`.
fn said(study: &Study, row: &Disagreement, text: &Text) -> String {
    let voices = row.judges.iter().map(|&judge| {
        let name = study.coder(judge).map_or("", |coder| coder.name.as_str());
        let of: Vec<String> = by_code(row, judge)
            .into_iter()
            .map(|(code, spans)| {
                let words: Vec<String> = spans
                    .iter()
                    .map(|&span| {
                        format!("[{}]", shortened(text.slice(span).unwrap_or_default()))
                    })
                    .collect();
                format!("{} {}", in_words(study, code), words.join(" "))
            })
            .collect();
        match of.is_empty() {
            true => format!("{name}: nothing"),
            false => format!("{name}: {}", of.join(" + ")),
        }
    });
    voices.collect::<Vec<_>>().join("; ")
}

type SaidCode = (themata_codebook::CodeIndex, Option<themata_model::Valence>);

/// The stretches that a judge marked, by code and valence.
pub(crate) fn by_code(row: &Disagreement, judge: CoderId) -> Vec<(SaidCode, Vec<CharSpan>)> {
    let mut of: Vec<(SaidCode, Vec<CharSpan>)> = Vec::new();
    for claim in row.claims().filter(|claim| claim.coder == judge) {
        let code = (claim.code, claim.valence);
        match of.iter_mut().find(|(known, _)| *known == code) {
            Some((_, spans)) => spans.push(claim.span),
            None => of.push((code, vec![claim.span])),
        }
    }
    of.iter_mut().for_each(|(_, spans)| spans.sort_unstable());
    of
}

pub(crate) fn in_words(study: &Study, (code, valence): SaidCode) -> String {
    with_sign(study, code, valence)
}

/// The words around a stretch on one line, with brackets around some stretches.
pub(crate) fn marked(text: &Text, around: CharSpan, spans: &[CharSpan]) -> String {
    let (before, behind) = text.around(around, CONTEXT);
    let words = |span| text.slice(span).unwrap_or_default();
    // No word at the ends is cut, where the room has another.
    let is_space = |c: char| c.is_whitespace();
    let skipped = match before.start() {
        0 => 0,
        _ => words(before).find(is_space).map_or(0, |at| words(before)[..at].chars().count()),
    };
    let dropped = match behind.end() < text.len() {
        true => {
            words(behind).rfind(is_space).map_or(0, |at| words(behind)[at..].chars().count())
        }
        false => 0,
    };
    let whole = CharSpan::new(before.start() + skipped as u32, behind.end() - dropped as u32);
    let mut edges: Vec<(u32, &str)> = Vec::new();
    for span in spans {
        edges.extend([(span.start(), "["), (span.end(), "]")]);
    }
    // Where one stretch ends and another begins, the end comes first.
    edges.sort_by_key(|&(at, edge)| (at, edge == "["));
    let mut line = String::new();
    let mut from = whole.start();
    let piece = |from: u32, to: u32| {
        let words = CharSpan::checked(from, to).and_then(|span| text.slice(span));
        shortened(words.unwrap_or_default())
    };
    for (at, edge) in edges {
        line.push_str(&piece(from, at));
        line.push_str(edge);
        from = at.max(from);
    }
    line.push_str(&piece(from, whole.end()));
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let (start, end) = (cut(whole.start() > 0), cut(whole.end() < text.len()));
    format!("{start}{}{end}", line.trim())
}

/// Words on one line, with a stroke between paragraphs; of many, the beginning and the end.
fn shortened(words: &str) -> String {
    const SHOWN: usize = 160;
    let line = words.replace('\n', " / ");
    let length = line.chars().count();
    if length <= SHOWN {
        return line;
    }
    let beginning: String = line.chars().take(SHOWN / 2).collect();
    let end: String = line.chars().skip(length - SHOWN / 2).collect();
    format!("{beginning} … {end}")
}

/// What tells whether a disagreement is still the one that somebody looked at: the numbers of
/// its codings, and a check sum of all that they say.
pub(crate) fn fingerprint<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> String {
    let mut claims: Vec<&Claim> = claims.into_iter().collect();
    claims.sort_unstable();
    let told: Vec<String> = claims
        .iter()
        .map(|claim| {
            let (start, end) = (claim.span.start(), claim.span.end());
            let valence = claim.valence.map_or("", |valence| valence.as_str());
            let Claim { coding, coder, code, .. } = claim;
            format!("{coding} {coder} {} {start} {end} {valence}", code.get())
        })
        .collect();
    let numbers: Vec<String> = claims.iter().map(|claim| claim.coding.to_string()).collect();
    let hash = themata_store::hash(told.join("\n").as_bytes());
    format!("{}@{}", numbers.join("+"), &hash[..8])
}

#[cfg(test)]
mod tests {
    use themata_text::{CharSpan, Text};

    use super::marked;

    #[track_caller]
    fn check(text: &str, around: (u32, u32), spans: &[(u32, u32)], expect: &str) {
        let span = |(start, end): (u32, u32)| CharSpan::new(start, end);
        let spans: Vec<CharSpan> = spans.iter().map(|&ends| span(ends)).collect();
        assert_eq!(marked(&Text::new(text), span(around), &spans), expect);
    }

    #[test]
    fn words_are_marked_on_one_line() {
        check("It never loads.", (3, 8), &[(3, 8)], "It [never] loads.");
        check("It never loads.", (0, 15), &[(0, 2), (3, 15)], "[It] [never loads.]");
        check("One.\nTwo 🙂 three.", (5, 10), &[(5, 10)], "One. / [Two 🙂] three.");
        check("ab", (0, 2), &[(0, 1), (1, 2)], "[a][b]");
        check("ab", (0, 2), &[], "ab");
    }

    #[test]
    fn no_word_is_cut_at_the_ends() {
        let text = format!("{} here {}", "before ".repeat(10), "behind ".repeat(10));
        let at = 71;
        let line = marked(
            &Text::new(text.as_str()),
            CharSpan::new(at, at + 4),
            &[CharSpan::new(at, at + 4)],
        );
        assert!(line.starts_with("…before before") || line.starts_with("… before"), "{line}");
        assert!(line.ends_with("behind…"), "{line}");
        assert!(line.contains("before  [here] behind"), "{line}");
    }

    #[test]
    fn of_a_long_stretch_both_ends_are_shown() {
        let text = format!("{}end", "word ".repeat(200));
        let line = marked(&Text::new(text.as_str()), CharSpan::new(0, 1003), &[]);
        assert!(line.chars().count() < 200 && line.contains(" … "), "{line}");
        assert!(line.starts_with("word word") && line.ends_with("word end"), "{line}");
    }
}
