use std::collections::BTreeMap;

use themata_model::Document;

use super::asks;

/// The forms that a study's questionnaires were filled in on. Two questionnaires are on one
/// form if they share a question, or each shares one with a third.
pub(super) struct Forms {
    /// For each form its questions with their numbers, in order of their first appearance.
    pub(super) questions: Vec<Vec<(usize, String)>>,
    numbers: BTreeMap<String, usize>,
    /// For each question the place of its form.
    of: Vec<usize>,
}

impl Forms {
    pub(super) fn of(documents: &[&Document]) -> Forms {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut titles: Vec<&str> = Vec::new();
        // For each question another one of its form, or itself.
        let mut parents: Vec<usize> = Vec::new();
        for document in documents {
            let mut first = None;
            for section in asks(document) {
                let next = titles.len();
                let number = *numbers.entry(section.title.to_lowercase()).or_insert(next);
                if number == next {
                    titles.push(&section.title);
                    parents.push(next);
                }
                let root = root(&mut parents, number);
                let first = *first.get_or_insert(root);
                let first = self::root(&mut parents, first);
                parents[root.max(first)] = root.min(first);
            }
        }
        let mut questions: Vec<Vec<(usize, String)>> = Vec::new();
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        let mut of = Vec::with_capacity(titles.len());
        for (number, title) in titles.iter().enumerate() {
            let next = questions.len();
            let place = *places.entry(root(&mut parents, number)).or_insert(next);
            if place == next {
                questions.push(Vec::new());
            }
            questions[place].push((number, (*title).to_owned()));
            of.push(place);
        }
        Forms { questions, numbers, of }
    }

    /// The number of a question among all.
    pub(super) fn question(&self, title: &str) -> Option<usize> {
        self.numbers.get(&title.to_lowercase()).copied()
    }

    /// The place of the form that a questionnaire was filled in on.
    pub(super) fn form(&self, document: &Document) -> usize {
        let first = asks(document).next().and_then(|section| self.question(&section.title));
        first.map_or(0, |number| self.of[number])
    }
}

/// The question that stands for the form of another; the way to it becomes shorter.
fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}
