use themata_codebook::{CodeIndex, Codebook};
use themata_model::{Change, CoderKind, Document, Session, Study, Transcript, Valence, Weight};
use themata_store::Action;
use themata_text::{CharSpan, Found, Outcome, QuoteFinder};

use super::apply::{Applying, apply};
use super::place::{of_one_speaker, per_cent, place, turn_of, way};
use crate::names::acting;
use crate::project::coder_named;
use crate::rounds::guard::{may_code, starting};
use crate::{Failure, Project};

/// A passage and what it is to be coded with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeQuestion {
    /// The name of the document.
    pub document: String,
    /// The quoted words.
    pub quote: String,
    /// The names of the codes.
    pub codes: Vec<String>,
    /// Whether it hinders or helps.
    pub valence: Option<Valence>,
    /// How strong or important the passage is for the codes.
    pub weight: Option<Weight>,
    /// A remark.
    pub memo: Option<String>,
    /// The number of the turn that is meant, where the words stand in several.
    pub turn: Option<usize>,
}

/// What applying codes came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// How many codings are new.
    pub added: usize,
    /// How many the coder had made before and say something else now: another valence,
    /// weight or memo.
    pub changed: usize,
    /// How many the coder had made before just so.
    pub known: usize,
    /// How the words were found and where: `found exactly in turn 12 (NURSE)`.
    pub found: String,
    /// The name of the coder, if it is a new one.
    pub new_coder: Option<String>,
}

impl Project {
    /// Applies codes to the words quoted from a document.
    ///
    /// # Errors
    ///
    /// If the document, a code or the words are not found, if the words stand in several
    /// places, or if a code cannot be applied. Nothing is changed then.
    pub fn code(
        &mut self,
        session: &Session,
        question: &CodeQuestion,
    ) -> Result<Coded, Failure> {
        let mut coded = Coded::default();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let name = acting_coder(session, &study)?;
            let next = snapshot.next_ids()?;
            let codes: Vec<CodeIndex> = question
                .codes
                .iter()
                .map(|name| applicable(&study.codebook, name))
                .collect::<Result<_, _>>()?;
            let document = crate::names::document(&study, &question.document)?;
            let transcripts = snapshot.transcripts([document.id])?;
            let transcript = &transcripts[&document.id];

            let (span, found) =
                quoted(&study, document, transcript, &question.quote, question.turn)?;
            coded.found = found;

            let mut next_coder = next.coder;
            let (coder, made) = coder_named(&study, &mut next_coder, name)?;
            coded.new_coder = made.as_ref().map(|_| name.to_owned());
            may_code(&study, document.id, coder)?;
            let memos = snapshot.memos()?;
            let applying = Applying {
                document: document.id,
                span,
                coder,
                valence: question.valence,
                weight: question.weight,
                memo: question.memo.as_deref(),
            };
            let applied = apply(&study, &memos, next.coding, &codes, applying);
            (coded.added, coded.changed) = (applied.added.len(), applied.changed.len());
            coded.known = applied.known;
            let mut changes: Vec<Change> = Vec::new();
            if coded.added > 0 {
                changes.extend(made);
            }
            if coded.added + coded.changed > 0 {
                changes.extend(starting(&study, document.id, coder));
            }
            changes.extend::<Vec<Change>>(applied.into());
            Ok::<_, Failure>(Action {
                summary: format!(
                    "code an excerpt of {} as {}",
                    document.name,
                    crate::names::list(&question.codes)
                ),
                changes,
                ..Action::default()
            })
        })?;
        Ok(coded)
    }
}

/// Where quoted words stand in a document, and how they were found and where in words.
pub(crate) fn quoted(
    study: &Study,
    document: &Document,
    transcript: &Transcript,
    quote: &str,
    turn: Option<usize>,
) -> Result<(CharSpan, String), Failure> {
    let outcome = QuoteFinder::new(&transcript.text).find(quote);
    let outcome = in_turn(of_one_speaker(outcome, transcript), transcript, turn);
    placed(outcome, &|span| place(study, &document.name, transcript, span))
}

/// The coder in whose name something is coded: whoever acts, or the only one who is no machine.
pub(crate) fn acting_coder<'a>(
    session: &'a Session,
    study: &'a Study,
) -> Result<&'a str, Failure> {
    let named = session.coder.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let mut people = study.coders.iter().filter(|coder| coder.kind != CoderKind::Machine);
    match (named, people.next(), people.next()) {
        (Some(name), ..) => Ok(name),
        (None, Some(only), None) => Ok(&only.name),
        (None, ..) => acting(session, "codes"),
    }
}

/// The code of a name, if it can be applied.
pub(crate) fn applicable(book: &Codebook, name: &str) -> Result<CodeIndex, Failure> {
    let code = book.resolve(name)?;
    if !book[code].is_active() {
        return Err(Failure::new(format!("the code `{}` is out of use", book[code].name)));
    }
    if !book[code].assignable {
        let subcodes: Vec<String> =
            book.children(code).iter().map(|&code| book[code].name.clone()).collect();
        return Err(Failure::new(format!(
            "`{}` is a group and cannot be applied",
            book[code].name
        ))
        .hint(format!("apply one of its codes: {}", subcodes.join(", "))));
    }
    Ok(code)
}

/// An outcome with only the places in one turn, if a turn is said.
fn in_turn(outcome: Outcome, transcript: &Transcript, turn: Option<usize>) -> Outcome {
    let Some(turn) = turn else { return outcome };
    let (way, places) = match outcome {
        Outcome::Placed(found) => (found.way, vec![found.span]),
        Outcome::Ambiguous { way, places } => (way, places),
        Outcome::NotFound { .. } => return outcome,
    };
    let meant: Vec<CharSpan> = places
        .iter()
        .copied()
        .filter(|&span| turn_of(transcript, span).map(|at| at + 1) == Some(turn))
        .collect();
    match meant.as_slice() {
        [] => Outcome::Ambiguous { way, places },
        &[span] => Outcome::Placed(Found { span, way }),
        _ => Outcome::Ambiguous { way, places: meant },
    }
}

fn placed(
    outcome: Outcome,
    place: &dyn Fn(CharSpan) -> String,
) -> Result<(CharSpan, String), Failure> {
    match outcome {
        Outcome::Placed(found) => {
            let words = format!("found {} in {}", way(found.way), place(found.span));
            Ok((found.span, words))
        }
        Outcome::Ambiguous { places, .. } => {
            let shown: Vec<String> = places.iter().take(6).map(|&span| place(span)).collect();
            if let &[only] = places.as_slice() {
                return Err(Failure::new("the words do not stand in that turn")
                    .hint(format!("they stand in {}", place(only))));
            }
            Err(Failure::new(format!("the words stand in {} places", places.len()))
                .hint(format!("they are in {}", shown.join(", ")))
                .hint("quote more of the passage, or say which turn is meant: `--turn N`"))
        }
        Outcome::NotFound { nearest } => {
            let failure = Failure::new("the words do not stand in the document");
            Err(match nearest {
                Some(near) => failure.hint(format!(
                    "the most similar passage is in {} ({} % alike)",
                    place(near.span),
                    per_cent(near.similarity)
                )),
                None => failure.hint("`themata search` finds words in all documents"),
            })
        }
    }
}
