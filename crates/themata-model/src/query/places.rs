use themata_text::CharSpan;

use super::Resolved;
use super::evaluate::is_within;
use super::resolve::Test;
use super::universe::Tri;
use crate::DocumentId;

impl Resolved {
    /// Whether the query asks for places in documents: for speakers or sections.
    #[must_use]
    pub fn asks_of_places(&self) -> bool {
        let asks = |root: &Test| {
            root.any(&|test| matches!(test, Test::Speakers(_) | Test::Sections(_)))
        };
        self.root.as_ref().is_some_and(asks)
    }

    /// Whether the query can hold at a stretch where a speaker speaks, whatever was coded
    /// there.
    #[must_use]
    pub fn can_hold_at(&self, at: (DocumentId, CharSpan), speaker: Option<u32>) -> bool {
        self.root.as_ref().is_none_or(|root| possible(root, at, speaker) != Tri::No)
    }
}

fn possible(test: &Test, at: (DocumentId, CharSpan), speaker: Option<u32>) -> Tri {
    let (document, span) = at;
    let known = |holds: bool| if holds { Tri::Yes } else { Tri::No };
    let parts = |parts: &[Test]| -> Vec<Tri> {
        parts.iter().map(|part| possible(part, at, speaker)).collect()
    };
    match test {
        Test::Codes(_)
        | Test::Coders(_)
        | Test::Valence(_)
        | Test::Weight(_)
        | Test::Memo(_)
        | Test::Words(_)
        | Test::Related(_) => Tri::Perhaps,
        Test::Documents(documents) => known(documents.binary_search(&document).is_ok()),
        Test::Speakers(speakers) => known(
            speaker.is_some_and(|speaker| speakers.binary_search(&(document, speaker)).is_ok()),
        ),
        Test::Sections(sections) => known(is_within(sections, document, span)),
        Test::Not(inner) => match possible(inner, at, speaker) {
            Tri::No => Tri::Yes,
            Tri::Perhaps => Tri::Perhaps,
            Tri::Yes => Tri::No,
        },
        Test::And(all) => parts(all).into_iter().min().unwrap_or(Tri::Yes),
        Test::Or(any) => parts(any).into_iter().max().unwrap_or(Tri::No),
    }
}
