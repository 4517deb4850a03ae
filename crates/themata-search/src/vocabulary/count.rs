use std::collections::HashMap;
use std::sync::Arc;

use super::WordAt;
use crate::StopWords;
use crate::analyse::Forms;
use crate::hash::Quick;

/// What counts as one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WordUnit {
    /// The word as written, but for its case.
    #[default]
    Form,
    /// All words with a stem: wait, waits, waiting.
    Stem,
}

/// How often each word occurs in one document, in some parts of it that the caller numbers
/// from 0, such as what different speakers say.
#[derive(Debug)]
pub struct Tally {
    parts: usize,
    /// The words met, by where their forms lie in memory. They are held below, so that no
    /// two can lie in the same place.
    places: HashMap<usize, usize, Quick>,
    words: Vec<(Arc<Forms>, Vec<u64>)>,
}

/// How often each word occurs in documents that were counted one by one.
#[derive(Debug)]
pub struct WordList {
    unit: WordUnit,
    parts: usize,
    places: HashMap<Box<str>, usize, Quick>,
    entries: Vec<WordEntry>,
}

/// A word of a list, with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordEntry {
    /// How often it occurs in each part.
    pub counts: Vec<u64>,
    /// In how many documents it occurs, by parts.
    pub documents_in: Vec<u64>,
    /// In how many documents it occurs at all.
    pub documents: u64,
    /// The forms in which it occurs, and how often in all parts together: the most frequent
    /// first, equals by their letters.
    pub forms: Vec<(Box<str>, u64)>,
}

impl Tally {
    /// A tally of a document that has so many parts.
    #[must_use]
    pub fn new(parts: usize) -> Tally {
        Tally { parts, places: HashMap::default(), words: Vec::new() }
    }

    /// Counts a word once.
    ///
    /// # Panics
    ///
    /// If there is no such part.
    pub fn add(&mut self, word: &WordAt, part: usize) {
        let at = Arc::as_ptr(&word.forms).addr();
        let place = *self.places.entry(at).or_insert_with(|| {
            self.words.push((Arc::clone(&word.forms), vec![0; self.parts]));
            self.words.len() - 1
        });
        self.words[place].1[part] += 1;
    }

    /// Forgets what was counted of stop words. Each different word is looked up once.
    pub fn leave_out(&mut self, stop: &StopWords) {
        self.words.retain(|(forms, _)| !stop.holds_letters(&forms.letters));
        let words = self.words.iter().enumerate();
        self.places =
            words.map(|(place, (forms, _))| (Arc::as_ptr(forms).addr(), place)).collect();
    }
}

impl WordList {
    /// An empty list over so many parts.
    #[must_use]
    pub fn new(unit: WordUnit, parts: usize) -> WordList {
        WordList { unit, parts, places: HashMap::default(), entries: Vec::new() }
    }

    /// Adds the counts of one more document.
    pub fn take(&mut self, document: &Tally) {
        // A word that has several forms is in the document once.
        let mut of_document: HashMap<usize, Vec<u64>, Quick> = HashMap::default();
        let mut met = Vec::new();
        for (forms, counts) in &document.words {
            let key = match self.unit {
                WordUnit::Form => &forms.letters,
                WordUnit::Stem => &forms.stem,
            };
            let place = match self.places.get(key) {
                Some(&place) => place,
                None => {
                    let place = self.entries.len();
                    self.places.insert(key.clone(), place);
                    self.entries.push(WordEntry::new(self.parts));
                    place
                }
            };
            self.entries[place].add_form(&forms.letters, counts.iter().sum());
            let sums = of_document.entry(place).or_insert_with(|| {
                met.push(place);
                vec![0; self.parts]
            });
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        for place in met {
            let (entry, counts) = (&mut self.entries[place], &of_document[&place]);
            for (part, &count) in counts.iter().enumerate() {
                entry.counts[part] += count;
                entry.documents_in[part] += u64::from(count > 0);
            }
            entry.documents += 1;
        }
    }

    /// The words, the most frequent first, equals by their letters.
    #[must_use]
    pub fn into_entries(self) -> Vec<WordEntry> {
        let mut entries = self.entries;
        for entry in &mut entries {
            entry.forms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        }
        entries.sort_by(|a, b| b.count().cmp(&a.count()).then_with(|| a.word().cmp(b.word())));
        entries
    }
}

impl WordEntry {
    fn new(parts: usize) -> WordEntry {
        let zeros = vec![0; parts];
        let (documents_in, forms) = (zeros.clone(), Vec::new());
        WordEntry { counts: zeros, documents_in, documents: 0, forms }
    }

    fn add_form(&mut self, letters: &str, count: u64) {
        match self.forms.iter_mut().find(|(form, _)| **form == *letters) {
            Some((_, sum)) => *sum += count,
            None => self.forms.push((letters.into(), count)),
        }
    }

    /// How often it occurs in all parts.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The word as it is shown: its most frequent form.
    #[must_use]
    pub fn word(&self) -> &str {
        self.forms.first().map_or("", |(form, _)| form)
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, WordEntry, WordList, WordUnit};
    use crate::{Language, StopWords, Vocabulary};

    #[test]
    fn stop_words_are_forgotten_and_the_others_counted_on() {
        let mut vocabulary = Vocabulary::default();
        let stop = StopWords::read("and the", Language::English);
        let mut tally = Tally::new(1);
        let mut add = |tally: &mut Tally, text: &str| {
            for word in vocabulary.words_of(Language::English, text) {
                tally.add(&word, 0);
            }
        };
        add(&mut tally, "And the list and the nurse");
        tally.leave_out(&stop);
        add(&mut tally, "list nurse nurse");
        let mut list = WordList::new(WordUnit::Form, 1);
        list.take(&tally);
        let entries = list.into_entries();
        let entries: Vec<(&str, u64)> =
            entries.iter().map(|it| (it.word(), it.count())).collect();
        assert_eq!(entries, [("nurse", 3), ("list", 2)]);
    }

    /// Counts documents, in each of which `/` parts the first part from the second.
    fn counted(documents: &[&str], unit: WordUnit) -> Vec<WordEntry> {
        let mut vocabulary = Vocabulary::default();
        let mut list = WordList::new(unit, 2);
        for document in documents {
            let mut tally = Tally::new(2);
            for (part, text) in document.split('/').enumerate() {
                for word in vocabulary.words_of(Language::English, text) {
                    tally.add(&word, part);
                }
            }
            list.take(&tally);
        }
        list.into_entries()
    }

    #[track_caller]
    fn check(documents: &[&str], unit: WordUnit, expect: &[(&str, [u64; 2], [u64; 2], u64)]) {
        let entries = counted(documents, unit);
        let got: Vec<_> = entries
            .iter()
            .map(|entry| {
                let of = |of: &[u64]| [of[0], of[1]];
                (entry.word(), of(&entry.counts), of(&entry.documents_in), entry.documents)
            })
            .collect();
        assert_eq!(got, expect);
    }

    const DOCUMENTS: [&str; 2] = ["Waits and waiting / Waiting", "wait / and Café"];

    #[test]
    fn forms_are_counted_by_part_and_document() {
        check(
            &DOCUMENTS,
            WordUnit::Form,
            &[
                ("and", [1, 1], [1, 1], 2),
                ("waiting", [1, 1], [1, 1], 1),
                ("café", [0, 1], [0, 1], 1),
                ("wait", [1, 0], [1, 0], 1),
                ("waits", [1, 0], [1, 0], 1),
            ],
        );
    }

    #[test]
    fn a_stem_is_shown_by_its_most_frequent_form() {
        check(
            &DOCUMENTS,
            WordUnit::Stem,
            &[
                ("waiting", [3, 1], [2, 1], 2),
                ("and", [1, 1], [1, 1], 2),
                ("café", [0, 1], [0, 1], 1),
            ],
        );
        let forms = &counted(&DOCUMENTS, WordUnit::Stem)[0].forms;
        let forms: Vec<_> = forms.iter().map(|(form, count)| (&**form, *count)).collect();
        assert_eq!(forms, [("waiting", 2), ("wait", 1), ("waits", 1)]);
    }
}
