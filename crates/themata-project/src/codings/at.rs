use themata_codebook::{Code, Codebook};
use themata_model::{Change, CodingId, DocumentId, Session, Valence, Weight};
use themata_store::Action;
use themata_text::{CharSpan, to_characters, to_words};

use super::apply::{Applying, apply};
use super::{acting_coder, applicable};
use crate::codebook::changes;
use crate::project::coder_named;
use crate::rounds::guard::{may_code, starting};
use crate::{Failure, Project};

/// A stretch of a document and what it is to be coded with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedCodes {
    /// The number of the document.
    pub document: u32,
    /// The stretch as it was picked.
    pub span: CharSpan,
    /// Whether its ends move outwards to the edges of words; else to those of characters.
    pub whole_words: bool,
    /// The names of the codes.
    pub codes: Vec<String>,
    /// A code that is made for it, and the name of the one that it stands under.
    pub new_code: Option<(String, Option<String>)>,
    /// Whether what is said hinders or helps.
    pub valence: Option<Valence>,
    /// How strong the passage is for the codes.
    pub weight: Option<Weight>,
    /// A remark.
    pub memo: Option<String>,
}

/// What applying codes to a stretch came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where the codings lie.
    pub span: CharSpan,
    /// The numbers of the codings that are new, or say something else now.
    pub codings: Vec<u32>,
    /// How many the coder had made before just so.
    pub known: usize,
}

impl Project {
    /// Applies codes to a stretch of a document, and makes a new code for it if wanted, as one
    /// action.
    ///
    /// # Errors
    ///
    /// If there is no such document or code, nothing is picked but white space, a code cannot
    /// be applied, or the coder has finished the document in a round. Nothing is changed then.
    pub fn code_at(
        &mut self,
        session: &Session,
        wanted: &PlacedCodes,
    ) -> Result<Placed, Failure> {
        let mut placed = Placed { span: wanted.span, codings: Vec::new(), known: 0 };
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let id = DocumentId(wanted.document);
            let document = study.document(id).ok_or_else(|| gone("document"))?;
            let transcripts = snapshot.transcripts([id])?;
            let text = &transcripts[&id].text;
            let snapped = if wanted.whole_words {
                to_words(text, wanted.span)
            } else {
                to_characters(text, wanted.span)
            };
            let span = snapped.ok_or_else(|| Failure::new("no words are picked"))?;

            let mut book = study.codebook.clone();
            let mut codes = Vec::new();
            for name in &wanted.codes {
                codes.push(applicable(&book, name)?);
            }
            if let Some((name, parent)) = &wanted.new_code {
                let (with, place) = added(&book, name, parent.as_deref())?;
                book = with;
                codes.push(place);
            }
            if codes.is_empty() {
                return Err(Failure::new("no code was named"));
            }
            let next = snapshot.next_ids()?;
            let mut next_coder = next.coder;
            let (coder, made) =
                coder_named(&study, &mut next_coder, acting_coder(session, &study)?)?;
            may_code(&study, id, coder)?;

            let memos = snapshot.remarks_on([id])?;
            let applying = Applying {
                document: id,
                span,
                coder,
                valence: wanted.valence,
                weight: wanted.weight,
                memo: wanted.memo.as_deref(),
            };
            let applied = apply(&study, &memos, next.coding, &codes, applying);
            placed.span = span;
            placed.known = applied.known;
            placed.codings = applied.codings().map(|CodingId(id)| id).collect();
            let mut all = changes(&study.codebook, &book);
            if !placed.codings.is_empty() {
                all.extend(made);
                all.extend(starting(&study, id, coder));
            }
            let names: Vec<String> =
                codes.iter().map(|&code| book[code].name.clone()).collect();
            all.extend::<Vec<Change>>(applied.into());
            Ok::<_, Failure>(Action {
                summary: format!(
                    "code an excerpt of {} as {}",
                    document.name,
                    crate::names::list(&names)
                ),
                changes: all,
                ..Action::default()
            })
        })?;
        Ok(placed)
    }
}

/// A codebook with a new code in it, and where that stands.
fn added(
    book: &Codebook,
    name: &str,
    parent: Option<&str>,
) -> Result<(Codebook, themata_codebook::CodeIndex), Failure> {
    let parent = parent.map(|parent| book.resolve(parent)).transpose()?;
    Ok(book.add(Code { parent, ..Code::named(name.trim()) })?)
}

/// What is said when something is changed that another has taken away meanwhile.
pub(crate) fn gone(what: &str) -> Failure {
    Failure::nothing(format!("there is no such {what} any more"))
        .hint("it was taken away meanwhile; look again")
}
