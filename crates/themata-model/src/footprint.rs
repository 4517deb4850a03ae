//! Whether two actions can be told apart: what one of them did is not what the other rests on.

mod lay;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::mem::{Discriminant, discriminant};

use themata_codebook::CodeIndex;

use crate::{
    AdjudicationId, AnswerId, AttributeId, BoardViewId, Change, CoderId, CodingId, DocumentId,
    MemoId, QuestionId, RejectionId, RoundId, SavedQueryId, SummaryId, ThemeId,
};

/// What carrying out some changes writes, and what has to be so that they can be carried out.
///
/// Two lists of changes whose footprints are not [entangled](Footprint::is_entangled) can be
/// carried out in either order, and the study is the same: so one of them can be taken back
/// while the other stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// What is another thing, or another state of a thing, afterwards.
    writes: BTreeSet<Thing>,
    /// Those of what is written that come, go or become of another kind: a thing that rests on
    /// one of them is concerned. What a thing is called and says is no shape.
    shapes: BTreeSet<Thing>,
    /// What has to be there, in the shape that it has.
    needs: BTreeSet<Thing>,
    /// Names that are taken and that only one thing can have.
    takes: BTreeSet<(Namespace, String)>,
    /// Names that nothing has any more, in lower case.
    frees: BTreeSet<String>,
    /// The texts of saved queries that are put in, in lower case.
    queries: Vec<String>,
}

/// Something that changes write or need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Thing {
    Title,
    CodebookRules,
    /// How many codes there are: places are given one after the other and never left empty.
    CodePlaces,
    Code(CodeIndex),
    Coder(CoderId),
    Attribute(AttributeId),
    Document(DocumentId),
    /// Which version of a document is current: places in its text are those of that one.
    Version(DocumentId),
    DocumentName(DocumentId),
    Value(DocumentId, AttributeId),
    Speaker(DocumentId, u32),
    SpeakerValue(DocumentId, u32, AttributeId),
    Memo(MemoId),
    CodebookVersion(u32),
    Round(RoundId),
    Assignment(RoundId, DocumentId, CoderId),
    /// Whether a coder may code a document, and has begun to, over all rounds.
    Turn(DocumentId, CoderId),
    Question(QuestionId),
    Answer(AnswerId),
    Adjudication(AdjudicationId),
    SavedQuery(SavedQueryId),
    Theme(ThemeId),
    /// Where a theme was put on the thematic map, which says nothing about the theme.
    ThemePlace(ThemeId),
    Summary(SummaryId),
    BoardView(BoardViewId),
    Rejection(RejectionId),
    Coding(CodingId),
}

/// Things of one kind that cannot have one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Namespace {
    Coders,
    Codes,
    Attributes,
    Documents,
    Rounds,
    SavedQueries,
    Themes,
    /// Cells of the framework matrix, each of which has one summary.
    Cells,
}

impl Footprint {
    /// The footprint of changes that are carried out in this order and direction. That of
    /// taking them back is the one of their inverses.
    #[must_use]
    pub fn of(changes: &[Change]) -> Footprint {
        let mut footprint = Footprint::default();
        for change in changes {
            footprint.lay(change);
        }
        footprint
    }

    /// Whether the order of two lists of changes matters, or the first can only be carried out
    /// where the second was.
    ///
    /// It matters if both write one thing, if one gives or takes a shape that the other needs,
    /// if both take one name, or if one frees a name that a saved query of the other says. It is
    /// said to matter now and then where it would not, and never the other way round.
    #[must_use]
    pub fn is_entangled(&self, other: &Footprint) -> bool {
        meet(&self.writes, &other.writes)
            || meet(&self.shapes, &other.needs)
            || meet(&self.needs, &other.shapes)
            || meet(&self.takes, &other.takes)
            || self.frees_what_is_said_by(other)
            || other.frees_what_is_said_by(self)
    }

    /// Whether both write things of one sort. Some rules hold for all things of a sort
    /// together, such as that no code stands under itself.
    #[must_use]
    pub fn is_akin(&self, other: &Footprint) -> bool {
        let sorts = |footprint: &Footprint| -> Vec<Discriminant<Thing>> {
            let mut sorts: Vec<_> = footprint.writes.iter().map(discriminant).collect();
            // Things are in order of their sorts.
            sorts.dedup();
            sorts
        };
        let own = sorts(self);
        sorts(other).iter().any(|sort| own.contains(sort))
    }

    fn frees_what_is_said_by(&self, other: &Footprint) -> bool {
        let says = |name: &String| other.queries.iter().any(|query| says(query, name));
        self.frees.iter().any(says)
    }
}

/// Whether two sets have something in common, at the cost of the smaller one.
fn meet<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    small.iter().any(|thing| large.contains(thing))
}

/// Whether a name stands in a query, as words of their own.
fn says(query: &str, name: &str) -> bool {
    let apart = |beside: Option<char>| !beside.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && query.match_indices(name).any(|(at, found)| {
            let behind = &query[at + found.len()..];
            apart(query[..at].chars().next_back()) && apart(behind.chars().next())
        })
}
