//! Deciding the clear cases by a rule, after they were listed.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use themata_analysis::{
    Disagreement, DisagreementKind, DisagreementState, Disagreements, disagreements,
};
use themata_model::{Claim, CoderId, CodingId, Decision, DocumentId, Session};
use themata_store::Action;
use themata_text::CharSpan;

use super::decide::said;
use super::draft::{Decided, Draft, Yield};
use super::posed::nothing_compared;
use super::wanted::DecidedBy;
use crate::ask::ask_compared;
use crate::codings::turn_of;
use crate::disagreements::{fingerprint, marked};
use crate::names::count;
use crate::show::with_sign;
use crate::{Cell, Column, Failure, Kind, Project, Table};

/// A rule for clear cases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// What all judges said alike holds.
    Agreed,
    /// Where all judges gave one stretch the same code and valence and only its ends differ,
    /// the code holds.
    SameCode {
        /// The least share of characters that all of them marked, of those that any did.
        overlap: f64,
        /// Which stretch it holds for.
        boundary: Boundary,
    },
    /// Of three judges or more, what more than half of them said alike holds.
    Majority,
}

/// Which of several stretches holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// From the first to the last character that anyone marked.
    Union,
    /// What all marked.
    Intersection,
    /// The longest, of equally long ones that of the coder with the lowest number.
    Longest,
}

/// What a rule decides, as it is listed before it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct RulePlan {
    /// A row for each decision, with the words.
    pub table: Table,
    /// What tells whether the rule decides the same when it is done.
    pub stamp: String,
    /// The rule in words.
    pub rule: String,
    /// How many clear cases there are, also those that have no row.
    pub cases: usize,
    /// The numbers of all of them, by document and place.
    pub numbers: Vec<u32>,
    /// Where each row lies: the number of the document, and the stretch.
    pub places: Vec<(u32, CharSpan)>,
}

impl Boundary {
    /// All of them.
    pub const ALL: [Boundary; 3] = [Boundary::Union, Boundary::Intersection, Boundary::Longest];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Boundary::Union => "union",
            Boundary::Intersection => "intersection",
            Boundary::Longest => "longest",
        }
    }

    /// What a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Boundary> {
        Boundary::ALL.into_iter().find(|boundary| boundary.as_str() == word)
    }
}

impl Rule {
    /// The rule in words, as it is kept with each decision.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Rule::Agreed | Rule::Majority => self.decides().as_str().to_owned(),
            Rule::SameCode { overlap, boundary } => {
                let rule = self.decides().as_str();
                format!("{rule}, overlap {overlap}, {}", boundary.as_str())
            }
        }
    }

    /// By what a decision of the rule is taken, as lists of decisions know it.
    fn decides(self) -> DecidedBy {
        match self {
            Rule::Agreed => DecidedBy::Agreed,
            Rule::SameCode { .. } => DecidedBy::SameCode,
            Rule::Majority => DecidedBy::Majority,
        }
    }
}

/// A clear case and what the rule says of it.
struct Case {
    number: CodingId,
    document: DocumentId,
    claims: Vec<Claim>,
    decision: Decision,
    yields: Vec<Yield>,
}

impl Project {
    /// What a rule decides among the disagreements of a query, without doing it. Only what is
    /// open is decided by rule: not what was put off or decided before.
    ///
    /// # Errors
    ///
    /// If the query or the rule is unsound, the study cannot be read, or nothing can be
    /// compared.
    pub fn rule_plan(&mut self, query: &str, rule: Rule) -> Result<RulePlan, Failure> {
        self.rule_page(query, rule, 0..usize::MAX)
    }

    /// The same with rows for a part of the clear cases only, counted from 0. The texts of
    /// other documents are not read.
    ///
    /// # Errors
    ///
    /// As [`Project::rule_plan`].
    pub fn rule_page(
        &mut self,
        query: &str,
        rule: Rule,
        part: Range<usize>,
    ) -> Result<RulePlan, Failure> {
        check(rule)?;
        let snapshot = self.snapshot()?;
        let answer = ask_compared(&snapshot, query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let found = disagreements(study, asked, &snapshot.adjudications()?);
        if found.documents.is_empty() {
            return Err(nothing_compared(&found.remarks));
        }
        let cases = cases(&found, rule);
        let shown = &cases[part.start.min(cases.len())..part.end.min(cases.len())];
        let documents: BTreeSet<DocumentId> = shown.iter().map(|case| case.document).collect();
        let transcripts = snapshot.transcripts(documents)?;
        let mut places = Vec::with_capacity(shown.len());
        let text = |key: &str, heading: &str| Column::new(key, heading, Kind::Text);
        let mut table = Table::new(
            "clear-cases",
            "Clear cases",
            [
                Column::new("number", "No.", Kind::Count),
                text("document", "Document"),
                Column::new("turn", "Turn", Kind::Count),
                text("decision", "Decision"),
                text("code", "Code"),
                Column::new("words", "Words", Kind::Passage),
            ],
        );
        for case in shown {
            let Some(transcript) = transcripts.get(&case.document) else { continue };
            let spans: Vec<CharSpan> = case.yields.iter().map(|(_, span, _)| *span).collect();
            let around = spans.iter().copied().reduce(CharSpan::hull);
            let around = around.unwrap_or_else(|| hull(&case.claims));
            let codes: BTreeSet<String> =
                case.yields.iter().map(|y| with_sign(study, y.0, y.2)).collect();
            let document = study.document(case.document);
            let turn = turn_of(transcript, around);
            places.push((case.document.0, around));
            table.push([
                Cell::Count(u64::from(case.number.0)),
                document.map_or(Cell::Empty, |document| Cell::text(&document.name)),
                turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
                Cell::text(case.decision.as_str()),
                if codes.is_empty() {
                    Cell::Empty
                } else {
                    Cell::text(codes.into_iter().collect::<Vec<_>>().join("; "))
                },
                Cell::text(marked(&transcript.text, around, &spans)),
            ]);
        }
        table.definition = format!(
            "What the rule decides ({}): {}. {}",
            rule.in_words(),
            count(cases.len(), "clear case"),
            found.definition
        );
        table.remarks = found.remarks;
        Ok(RulePlan {
            table,
            stamp: stamp(&cases),
            rule: rule.in_words(),
            cases: cases.len(),
            numbers: cases.iter().map(|case| case.number.0).collect(),
            places,
        })
    }

    /// Decides the clear cases by a rule, in one operation, and returns how many it decided
    /// and how many codings the consensus has got.
    ///
    /// # Errors
    ///
    /// If the rule would decide something else than was listed (`stamp`), or the study cannot
    /// be written. Nothing is changed then.
    pub fn adjudicate_by_rule(
        &mut self,
        session: &Session,
        query: &str,
        rule: Rule,
        stamp: Option<&str>,
        reason: Option<&str>,
    ) -> Result<(usize, usize), Failure> {
        self.adjudicate_by_rule_except(session, query, rule, stamp, reason, &[])
    }

    /// The same without some of the clear cases, by their numbers, which stay open.
    ///
    /// # Errors
    ///
    /// As [`Project::adjudicate_by_rule`].
    pub fn adjudicate_by_rule_except(
        &mut self,
        session: &Session,
        query: &str,
        rule: Rule,
        stamp: Option<&str>,
        reason: Option<&str>,
        except: &[u32],
    ) -> Result<(usize, usize), Failure> {
        check(rule)?;
        let except: BTreeSet<u32> = except.iter().copied().collect();
        let mut done = (0, 0);
        self.store.transact(session, |snapshot| {
            let mut draft = Draft::new(snapshot, session, query)?;
            let mut cases = cases(&draft.found, rule);
            if stamp.is_some_and(|stamp| stamp != self::stamp(&cases)) {
                return Err(Failure::new(
                    "the clear cases are others than those that were listed: the study has \
                     changed meanwhile",
                )
                .hint("list them again, and say `--yes` then"));
            }
            cases.retain(|case| !except.contains(&case.number.0));
            let words = rule.in_words();
            done.0 = cases.len();
            for case in cases {
                let (added, _) = draft.record(Decided {
                    document: case.document,
                    about: case.claims,
                    decision: case.decision,
                    right: None,
                    yields: case.yields,
                    reason,
                    rule: Some(&words),
                });
                done.1 += added;
            }
            if done.0 == 0 {
                return Ok(Action::default());
            }
            let cases = count(done.0, "clear case");
            let summary = format!("adjudicate {cases} by the rule {words}");
            Ok(draft.finish(summary, reason.map(str::to_owned)))
        })?;
        Ok(done)
    }
}

fn check(rule: Rule) -> Result<(), Failure> {
    match rule {
        Rule::SameCode { overlap, .. } if !(overlap > 0.0 && overlap <= 1.0) => {
            Err(Failure::new(format!("an overlap of {overlap} cannot be asked for"))
                .hint("it is a share of characters above 0 and up to 1, such as 0.8"))
        }
        _ => Ok(()),
    }
}

/// What tells whether the clear cases are the same, and what is decided of each: by majority
/// the same claims decide something else once others have finished who marked nothing.
fn stamp(cases: &[Case]) -> String {
    let lines: Vec<String> = cases
        .iter()
        .map(|case| {
            let yields = case.yields.iter().map(|(code, span, valence)| {
                let (start, end) = (span.start(), span.end());
                let valence = valence.map_or("", |valence| valence.as_str());
                format!(", {} {start} {end} {valence}", code.get())
            });
            let yields: String = yields.collect();
            format!("{} {}{yields}", fingerprint(&case.claims), case.decision.as_str())
        })
        .collect();
    themata_store::hash(lines.join("\n").as_bytes())
}

/// The clear cases, by document, place and number.
fn cases(found: &Disagreements, rule: Rule) -> Vec<Case> {
    if rule == Rule::Agreed {
        // Who agrees now has said something else since it was decided otherwise.
        let open =
            |state| matches!(state, DisagreementState::Open | DisagreementState::Changed(_));
        let agreed = found.agreed.iter().filter(|one| open(one.state));
        return agreed
            .map(|one| Case {
                number: one.number,
                document: one.document,
                claims: one.claims.clone(),
                decision: Decision::Accept,
                yields: one.valences.iter().map(|&v| (one.code, one.span, v)).collect(),
            })
            .collect();
    }
    let mut open: Vec<&Disagreement> =
        found.rows.iter().filter(|row| row.state == DisagreementState::Open).collect();
    open.sort_by_key(|row| (row.document, row.span, row.number));
    open.into_iter()
        .filter_map(|row| {
            let (decision, yields) = match rule {
                Rule::SameCode { overlap, boundary } => same_code(row, overlap, boundary)?,
                Rule::Majority => majority(row)?,
                Rule::Agreed => return None,
            };
            let (number, document) = (row.number, row.document);
            let claims = row.claims().copied().collect();
            Some(Case { number, document, claims, decision, yields })
        })
        .collect()
}

fn same_code(
    row: &Disagreement,
    overlap: f64,
    boundary: Boundary,
) -> Option<(Decision, Vec<Yield>)> {
    let only_ends = row.kinds.iter().eq([&DisagreementKind::Boundary]);
    if !only_ends || row.overlap.is_none_or(|share| share < overlap) {
        return None;
    }
    // One stretch of each coder, though perhaps marked in several pieces that touch.
    let stretches: Vec<CharSpan> = row
        .judges
        .iter()
        .filter_map(|&judge| {
            let of = row.claims().filter(|claim| claim.coder == judge);
            of.map(|claim| claim.span).reduce(CharSpan::hull)
        })
        .collect();
    let span = match boundary {
        Boundary::Union => stretches.iter().copied().reduce(CharSpan::hull)?,
        Boundary::Intersection => {
            let start = stretches.iter().map(|span| span.start()).max()?;
            CharSpan::checked(start, stretches.iter().map(|span| span.end()).min()?)
                .filter(|span| !span.is_empty())?
        }
        // Of equally long ones the first stays.
        Boundary::Longest => stretches
            .iter()
            .copied()
            .reduce(|best, next| if next.len() > best.len() { next } else { best })?,
    };
    let first = row.claims().next()?;
    let valences: BTreeSet<_> = row.claims().map(|c| c.valence).collect();
    let decision = if stretches.contains(&span) { Decision::Accept } else { Decision::Redraw };
    Some((decision, valences.into_iter().map(|v| (first.code, span, v)).collect()))
}

/// What more than half of three judges or more said alike, be it nothing.
fn majority(row: &Disagreement) -> Option<(Decision, Vec<Yield>)> {
    if row.judges.len() < 3 {
        return None;
    }
    let of = |judge: CoderId| said(row.claims().filter(|claim| claim.coder == judge));
    let mut counts: BTreeMap<Vec<Yield>, usize> = BTreeMap::new();
    for &judge in &row.judges {
        *counts.entry(of(judge)).or_default() += 1;
    }
    let (yields, _) = counts.into_iter().find(|(_, count)| 2 * count > row.judges.len())?;
    let decision = if yields.is_empty() { Decision::Reject } else { Decision::Accept };
    Some((decision, yields))
}

fn hull(claims: &[Claim]) -> CharSpan {
    let spans = claims.iter().map(|claim| claim.span);
    spans.reduce(CharSpan::hull).unwrap_or(CharSpan::new(0, 0))
}
