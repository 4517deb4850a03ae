use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_text::{CharSpan, Segments};

use super::Resolved;
use super::material::Material;
use super::related::Found;
use super::resolve::Test;
use super::universe::Facts;
use super::weight::is_meant;
use crate::{CoderId, Coding, DocumentId, Memo, MemoTarget, Study, Turn};

/// What a query is evaluated over: a study and, where it names speakers, the turns.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The study that the query was resolved against.
    pub study: &'a Study,
    /// The turns of its documents. Needed if [`Needs::turns`](super::Needs::turns) says so;
    /// speakers of documents that are missing here are taken to have said nothing.
    pub turns: &'a BTreeMap<DocumentId, Vec<Turn>>,
}

/// What a query means in a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The query in its standard spelling; empty if it means everything.
    pub query: String,
    /// The codings meant, in the order of the study.
    pub codings: Vec<Coding>,
    /// The documents that the query can hold in: the universe of shares and of agreement.
    pub documents: Vec<DocumentId>,
    /// The codes that the query can hold for, in the order of the codebook.
    pub codes: Vec<CodeIndex>,
    /// The coders that the query can hold for.
    pub coders: Vec<CoderId>,
}

/// A query evaluated over a study: which codings it means, and at which places it holds.
pub struct Evaluated<'a> {
    pub(super) resolved: &'a Resolved,
    pub(super) study: &'a Study,
    pub(super) material: &'a Material,
    /// The turns of every speaker whom the query names.
    spoken: BTreeMap<(DocumentId, u32), Segments>,
    /// For each coding the furthest end of those of its document up to it, so that those
    /// that end before a place are passed over at once.
    furthest: Vec<u32>,
    /// The memos on stretches of each document, in small letters.
    remarks: BTreeMap<DocumentId, Vec<(CharSpan, String)>>,
    /// What each relation holds for, in the order of the relations.
    pub(super) related: Vec<Found>,
}

impl Resolved {
    /// Finds what a query means that needs neither words nor memos nor texts, in time
    /// proportional to the codings.
    #[must_use]
    pub fn ask(&self, scope: Scope<'_>) -> Asked {
        let material = Material { turns: scope.turns.clone(), ..Material::default() };
        self.evaluate(scope.study, &material).asked()
    }

    /// Evaluates the query with all that it needs, in time proportional to the codings, the
    /// places of the words, and the logarithm of those that are related.
    #[must_use]
    pub fn evaluate<'a>(&'a self, study: &'a Study, material: &'a Material) -> Evaluated<'a> {
        let spoken = self.spoken(study, material);
        let mut evaluated = Evaluated {
            resolved: self,
            study,
            material,
            spoken,
            furthest: furthest(study.codings.as_slice()),
            remarks: remarks(&material.memos.on_documents),
            related: Vec::new(),
        };
        for related in &self.related {
            let found = evaluated.relate(related);
            evaluated.related.push(found);
        }
        evaluated
    }

    /// Whether the query asks anything of codings, rather than only of documents, speakers
    /// and words.
    #[must_use]
    pub fn asks_of_codings(&self) -> bool {
        let asks = |root: &Test| {
            root.any(&|test| {
                let of_one = matches!(
                    test,
                    Test::Codes(_)
                        | Test::Coders(_)
                        | Test::Valence(_)
                        | Test::Weight(_)
                        | Test::Memo(_)
                );
                of_one || matches!(test, Test::Related(_))
            })
        };
        self.root.as_ref().is_some_and(asks)
    }

    /// The turns of every speaker whom the query names.
    fn spoken(
        &self,
        study: &Study,
        material: &Material,
    ) -> BTreeMap<(DocumentId, u32), Segments> {
        let sides = self.related.iter().flat_map(|related| [&related.left, &related.right]);
        let mut named = std::collections::BTreeSet::new();
        for root in self.root.iter().chain(sides) {
            root.each(&mut |test| {
                if let Test::Speakers(speakers) = test {
                    named.extend(speakers.iter().copied());
                }
            });
        }
        let known = |id: &DocumentId| study.document(*id).is_some();
        named
            .into_iter()
            .filter(|(document, _)| known(document))
            .map(|(document, speaker)| {
                let turns = material.turns.get(&document).map_or(&[][..], Vec::as_slice);
                let spans: Vec<CharSpan> = turns
                    .iter()
                    .filter(|turn| turn.speaker == Some(speaker) && !turn.span.is_empty())
                    .map(|turn| turn.span)
                    .collect();
                ((document, speaker), Segments::from_sorted(spans).unwrap_or_default())
            })
            .collect()
    }
}

impl Test {
    /// Shows a visitor every part of the test. Relations are tests of their own.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Test)) {
        visit(self);
        match self {
            Test::Not(inner) => inner.each(visit),
            Test::And(parts) | Test::Or(parts) => {
                parts.iter().for_each(|part| part.each(visit));
            }
            _ => {}
        }
    }
}

impl Evaluated<'_> {
    /// The study that it was evaluated over.
    #[must_use]
    pub fn study(&self) -> &Study {
        self.study
    }

    /// The codings that the query means, and its universe.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let (study, resolved) = (self.study, self.resolved);
        let may = |facts: Facts| resolved.can_mean(facts);
        let documents: Vec<DocumentId> = study
            .documents
            .iter()
            .map(|document| document.id)
            .filter(|&id| may(Facts { document: Some(id), ..Facts::default() }))
            .collect();
        let codes = study
            .codebook
            .in_tree_order()
            .iter()
            .copied()
            .filter(|&code| study.codebook[code].assignable)
            .filter(|&code| may(Facts { code: Some(code), ..Facts::default() }))
            .collect();
        let coders = study
            .coders
            .iter()
            .map(|coder| coder.id)
            .filter(|&id| self.resolved.takes_part(id))
            .filter(|&id| may(Facts { coder: Some(id), ..Facts::default() }))
            .collect();
        let codings = match &resolved.root {
            Some(root) => self.meant(root).map(|(_, coding)| *coding).collect(),
            None if self.some_stand_aside() => {
                let all = study.codings.into_iter();
                all.filter(|coding| self.resolved.takes_part(coding.coder)).copied().collect()
            }
            None => study.codings.as_slice().to_vec(),
        };
        Asked { query: resolved.query().to_string(), codings, documents, codes, coders }
    }

    /// Whether the query holds at a place, which lies in a passage where a speaker speaks.
    /// What one coder said of excerpts that overlap the place is taken together; a place that
    /// nobody coded carries no codes, so `NOT code:funding` holds there. Words hold if they
    /// stand in the passage.
    #[must_use]
    pub fn holds_at(&self, place: Place) -> bool {
        let Some(root) = &self.resolved.root else { return true };
        if !self.resolved.asks_of_codings() {
            return self.holds_for(root, place, &[]);
        }
        let first = self.first_on(place.document);
        let of_document = self.study.codings.on(place.document);
        let ends = &self.furthest[first..first + of_document.len()];
        let over = ends.partition_point(|&end| end <= place.span.start());
        let here = (first + over..)
            .zip(&of_document[over..])
            .take_while(|(_, coding)| coding.span.start() < place.span.end())
            .filter(|(_, coding)| coding.span.overlaps(place.span));
        self.holds_among(place, here.map(|(coding, _)| coding))
    }

    /// Whether the query holds at a place with some codings, given by their places among those
    /// of the study, in any order: as [`Evaluated::holds_at`], for one who knows already which
    /// codings lie there.
    #[must_use]
    pub fn holds_among(&self, place: Place, codings: impl Iterator<Item = usize>) -> bool {
        let Some(root) = &self.resolved.root else { return true };
        let all = self.study.codings.as_slice();
        let mut here: Vec<(usize, &Coding)> = codings
            .map(|coding| (coding, &all[coding]))
            .filter(|(_, coding)| self.resolved.takes_part(coding.coder))
            .collect();
        here.sort_by_key(|(_, coding)| coding.coder);
        if here.is_empty() {
            return self.holds_for(root, place, &[]);
        }
        here.chunk_by(|a, b| a.1.coder == b.1.coder)
            .any(|of_coder| self.holds_for(root, place, of_coder))
    }

    /// Whether what was coded can decide whether the query holds at a place.
    #[must_use]
    pub fn asks_of_codings(&self) -> bool {
        self.resolved.asks_of_codings()
    }

    /// The codings that a test means, with their places among all.
    pub(super) fn meant<'s>(
        &'s self,
        test: &'s Test,
    ) -> impl Iterator<Item = (usize, &'s Coding)> + 's {
        let all = self.study.codings.as_slice();
        // The codings stand in order of document, span and coder, so that what one coder
        // said of one excerpt stands together.
        let mut next = 0;
        all.chunk_by(|a, b| (a.document, a.span, a.coder) == (b.document, b.span, b.coder))
            .map(move |excerpt| {
                let first = next;
                next += excerpt.len();
                (first, excerpt)
            })
            .filter(|(_, excerpt)| self.resolved.takes_part(excerpt[0].coder))
            .flat_map(move |(first, excerpt)| {
                (first..).zip(excerpt).filter(move |&(place, coding)| {
                    let (holds, meant) =
                        self.holds(test, About { place, coding, excerpt, first });
                    holds && meant.unwrap_or(true)
                })
            })
    }

    /// The place of a document's first coding among all.
    pub(super) fn first_on(&self, document: DocumentId) -> usize {
        self.study.codings.as_slice().partition_point(|coding| coding.document < document)
    }

    fn some_stand_aside(&self) -> bool {
        self.study.coders.iter().any(|coder| !self.resolved.takes_part(coder.id))
    }

    /// Whether a test holds for a coding; and, if it names codes, whether the coding's own
    /// code is among those named.
    fn holds(&self, test: &Test, about: About<'_>) -> (bool, Option<bool>) {
        let coding = about.coding;
        match test {
            Test::Codes(codes) => {
                let named = |coding: &Coding| codes.binary_search(&coding.code).is_ok();
                (about.excerpt.iter().any(named), Some(named(coding)))
            }
            Test::Coders(coders) => (coders.binary_search(&coding.coder).is_ok(), None),
            Test::Documents(documents) => {
                (documents.binary_search(&coding.document).is_ok(), None)
            }
            Test::Valence(valences) => (valences.contains(&coding.valence), None),
            Test::Weight(weights) => (is_meant(weights, coding.weight), None),
            Test::Speakers(speakers) => (self.is_spoken(speakers, coding), None),
            Test::Sections(sections) => {
                (is_within(sections, coding.document, coding.span), None)
            }
            Test::Memo(words) => (self.has_memo(words, coding), None),
            Test::Words(place) => {
                let found = self.material.found.get(*place);
                (found.is_some_and(|found| is_inside(found, coding)), None)
            }
            Test::Related(place) => match &self.related[*place] {
                Found::Codings(holds) => {
                    let excerpt = about.first..about.first + about.excerpt.len();
                    (holds[excerpt].contains(&true), Some(holds[about.place]))
                }
                Found::Words(places) => (is_inside(places, coding), None),
            },
            Test::Not(inner) => (!self.holds(inner, about).0, None),
            Test::And(parts) => {
                let mut all = (true, None);
                for part in parts {
                    let (holds, meant) = self.holds(part, about);
                    all.0 &= holds;
                    all.1 = match (all.1, meant) {
                        (Some(a), Some(b)) => Some(a || b),
                        (a, b) => a.or(b),
                    };
                }
                all
            }
            Test::Or(parts) => {
                let parts: Vec<(bool, Option<bool>)> =
                    parts.iter().map(|part| self.holds(part, about)).collect();
                let names_codes = parts.iter().any(|(_, meant)| meant.is_some());
                // Beside a branch with codes, one without means every coding it holds for.
                let means =
                    |&(holds, meant): &(bool, Option<bool>)| holds && meant.unwrap_or(true);
                let holds = parts.iter().any(|&(holds, _)| holds);
                (holds, names_codes.then(|| parts.iter().any(means)))
            }
        }
    }

    /// Whether a test holds at a place where one coder applied some codings, or none.
    pub(super) fn holds_for(
        &self,
        test: &Test,
        place: Place,
        codings: &[(usize, &Coding)],
    ) -> bool {
        let Place { document, span, passage, speaker } = place;
        let holds = |part: &Test| self.holds_for(part, place, codings);
        let any_in = |found: &BTreeMap<DocumentId, Vec<CharSpan>>, whole: CharSpan| {
            found.get(&document).is_some_and(|places| {
                let first = places.partition_point(|place| place.start() < whole.start());
                places[first..]
                    .iter()
                    .take_while(|place| place.start() < whole.end())
                    .any(|&place| whole.encloses(place))
            })
        };
        match test {
            Test::Codes(codes) => {
                codings.iter().any(|(_, c)| codes.binary_search(&c.code).is_ok())
            }
            Test::Coders(coders) => {
                codings.iter().any(|(_, c)| coders.binary_search(&c.coder).is_ok())
            }
            Test::Valence(valences) => {
                codings.iter().any(|(_, c)| valences.contains(&c.valence))
            }
            Test::Weight(weights) => codings.iter().any(|(_, c)| is_meant(weights, c.weight)),
            Test::Memo(words) => codings.iter().any(|(_, c)| self.has_memo(words, c)),
            Test::Documents(documents) => documents.binary_search(&document).is_ok(),
            Test::Speakers(speakers) => {
                speaker.is_some_and(|s| speakers.binary_search(&(document, s)).is_ok())
            }
            Test::Sections(sections) => is_within(sections, document, span),
            Test::Words(at) => {
                self.material.found.get(*at).is_some_and(|found| any_in(found, passage))
            }
            Test::Related(at) => match &self.related[*at] {
                Found::Codings(holds) => codings.iter().any(|&(place, _)| holds[place]),
                Found::Words(places) => any_in(places, passage),
            },
            Test::Not(inner) => !holds(inner),
            Test::And(parts) => parts.iter().all(holds),
            Test::Or(parts) => parts.iter().any(holds),
        }
    }

    fn is_spoken(&self, speakers: &[(DocumentId, u32)], coding: &Coding) -> bool {
        let first = speakers.partition_point(|&(document, _)| document < coding.document);
        speakers[first..]
            .iter()
            .take_while(|&&(document, _)| document == coding.document)
            .filter_map(|speaker| self.spoken.get(speaker))
            .any(|turns| !turns.touching(coding.span).is_empty())
    }

    /// Whether a coder remarked so on a coding, or someone on a stretch that it overlaps.
    fn has_memo(&self, words: &[String], coding: &Coding) -> bool {
        let said = |memo: &str| words.iter().any(|words| holds_words(memo, words));
        let own = self.material.memos.on_codings.get(&coding.id);
        own.is_some_and(|memo| said(&memo.to_lowercase()))
            || self.remarks.get(&coding.document).is_some_and(|remarks| {
                let near = |&(span, _): &&(CharSpan, String)| span.overlaps(coding.span);
                remarks.iter().filter(near).any(|(_, memo)| said(memo))
            })
    }
}

fn furthest(codings: &[Coding]) -> Vec<u32> {
    let of_document = |codings: &[Coding]| {
        let mut end = 0;
        let ends = codings.iter().map(|coding| {
            end = coding.span.end().max(end);
            end
        });
        ends.collect::<Vec<u32>>()
    };
    codings.chunk_by(|a, b| a.document == b.document).flat_map(of_document).collect()
}

fn remarks(memos: &[Memo]) -> BTreeMap<DocumentId, Vec<(CharSpan, String)>> {
    let mut remarks: BTreeMap<DocumentId, Vec<(CharSpan, String)>> = BTreeMap::new();
    for memo in memos {
        if let MemoTarget::Passage(document, span) = memo.target {
            let words = memo.words.to_lowercase();
            remarks.entry(document).or_default().push((span, words));
        }
    }
    remarks
}

/// Whether a memo holds words, all in small letters, as words and not as parts of others. A
/// star behind the words stands for any end of the last of them.
fn holds_words(memo: &str, words: &str) -> bool {
    let (words, open) = match words.strip_suffix('*') {
        Some(words) => (words, true),
        None => (words, false),
    };
    memo.match_indices(words).any(|(at, _)| {
        let before = memo[..at].chars().next_back();
        let behind = memo[at + words.len()..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        words.is_empty() || !is_letter(before) && (open || !is_letter(behind))
    })
}

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// The place itself.
    pub span: CharSpan,
    /// The turn or paragraph that it lies in.
    pub passage: CharSpan,
    /// Who speaks there, as a place among the document's speakers, if that is known.
    pub speaker: Option<u32>,
}

/// A coding, and what is seen from it.
#[derive(Clone, Copy)]
struct About<'a> {
    /// Its place among all codings.
    place: usize,
    coding: &'a Coding,
    /// The codings of the same coder on the same excerpt, itself included.
    excerpt: &'a [Coding],
    /// The place of the first of them among all codings.
    first: usize,
}

/// Whether a place lies inside the excerpt of a coding.
fn is_inside(found: &BTreeMap<DocumentId, Vec<CharSpan>>, coding: &Coding) -> bool {
    found.get(&coding.document).is_some_and(|places| {
        let first = places.partition_point(|place| place.start() < coding.span.start());
        places[first..]
            .iter()
            .take_while(|place| place.start() < coding.span.end())
            .any(|&place| coding.span.encloses(place))
    })
}

/// Whether a stretch begins in a section: it belongs to the section that it begins in.
pub(super) fn is_within(
    sections: &[(DocumentId, CharSpan)],
    document: DocumentId,
    stretch: CharSpan,
) -> bool {
    let first = sections.partition_point(|&(known, _)| known < document);
    let start = stretch.start();
    sections[first..]
        .iter()
        .take_while(|&&(known, _)| known == document)
        .any(|(_, span)| span.start() <= start && start < span.end())
}
