//! Sentences that are plausible enough to be searched, and mean nothing.

use super::chance::Chance;

const OPENERS: [&str; 14] = [
    "well,",
    "I mean,",
    "to be honest,",
    "you know,",
    "at first",
    "in the end",
    "yes,",
    "no,",
    "so",
    "and then",
    "most weeks",
    "back then",
    "to start with",
    "if you ask me,",
];
const SUBJECTS: [&str; 24] = [
    "we",
    "I",
    "they",
    "the nurses",
    "our manager",
    "the GPs",
    "the trust",
    "the council",
    "the hospital",
    "nobody here",
    "everyone on the team",
    "the patients",
    "the families",
    "a colleague of mine",
    "the coordinators",
    "the IT people",
    "the board",
    "social care",
    "the community team",
    "the new doctor",
    "the other site",
    "half of us",
    "the pharmacist",
    "the people upstairs",
];
const VERBS: [&str; 28] = [
    "wanted",
    "needed",
    "lost",
    "changed",
    "asked for",
    "talked about",
    "never saw",
    "waited for",
    "worked around",
    "kept",
    "paid for",
    "pushed back on",
    "relied on",
    "noticed",
    "understood",
    "shared",
    "used",
    "fought over",
    "planned",
    "gave up on",
    "depended on",
    "trusted",
    "welcomed",
    "wrote down",
    "heard about",
    "didn’t mind",
    "couldn’t open",
    "argued about",
];
const OBJECTS: [&str; 30] = [
    "the shared record",
    "the money for staff",
    "the weekly meeting",
    "the referral form",
    "the rota",
    "the phone line",
    "the new system",
    "the care plan",
    "two logins",
    "the budget",
    "a decent connection",
    "the leadership",
    "the discharge letters",
    "that decision",
    "the training",
    "the waiting list",
    "the home visits",
    "the targets",
    "our own way of doing things",
    "the contract",
    "the inspection",
    "a proper handover",
    "the laptop",
    "the paperwork",
    "someone to call",
    "the café downstairs",
    "the hand-written notes",
    "the pooled budget",
    "the agency staff",
    "the risk scores",
];
const TAILS: [&str; 20] = [
    "on the ward",
    "every single week",
    "in the first year",
    "out in the villages",
    "for months",
    "when it mattered",
    "without telling anyone",
    "after the merger",
    "between the two sites",
    "on top of everything else",
    "at the end of the day",
    "before the winter",
    "because of the rules",
    "with no time for it",
    "as far as I know",
    "in 2024",
    "at half past 7",
    "like everybody else",
    "on a Friday afternoon",
    "the way we used to",
];
const JOINTS: [&str; 9] =
    ["and", "but", "because", "so", "which meant that", "although", "and then", "while", "–"];
const QUESTIONS: [&str; 8] = [
    "what happened with",
    "can you tell me more about",
    "who decided on",
    "how did it go with",
    "and what about",
    "when did you first hear of",
    "what would you change about",
    "how do you feel about",
];

/// How many names there are that nobody has, so that the vocabulary grows with the text.
const NAMES: usize = 20_000;

const CONSONANTS: [&str; 16] =
    ["b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w"];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "é"];

/// Adds a sentence to some text and says how many words it has.
pub(super) fn sentence(chance: &mut Chance, text: &mut String) -> usize {
    let mut words = Vec::new();
    if chance.in_hundred(40) {
        words.push(chance.one_of(&OPENERS).to_owned());
    }
    clause(chance, &mut words);
    for _ in 0..chance.below(3) {
        words.push(chance.one_of(&JOINTS).to_owned());
        clause(chance, &mut words);
    }
    write(&words, if chance.in_hundred(6) { "…" } else { "." }, text)
}

/// Adds a question to some text and says how many words it has.
pub(super) fn question(chance: &mut Chance, text: &mut String) -> usize {
    let words = [&QUESTIONS[..], &OBJECTS, &TAILS].map(|all| chance.one_of(all).to_owned());
    write(&words, "?", text)
}

fn clause(chance: &mut Chance, words: &mut Vec<String>) {
    words.push(if chance.in_hundred(12) {
        name(chance.rank(NAMES))
    } else {
        chance.one_of(&SUBJECTS).to_owned()
    });
    words.push(chance.one_of(&VERBS).to_owned());
    words.push(chance.one_of(&OBJECTS).to_owned());
    if chance.in_hundred(50) {
        words.push(chance.one_of(&TAILS).to_owned());
    }
}

/// The name of a number.
fn name(number: usize) -> String {
    let syllables = CONSONANTS.len() * VOWELS.len();
    let mut rest = number + syllables;
    let mut name = String::new();
    while rest > 0 {
        let syllable = rest % syllables;
        name.push_str(CONSONANTS[syllable / VOWELS.len()]);
        name.push_str(VOWELS[syllable % VOWELS.len()]);
        rest /= syllables;
    }
    with_capital(&name)
}

fn write(words: &[String], end: &str, text: &mut String) -> usize {
    let sentence = words.join(" ");
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&with_capital(&sentence));
    text.push_str(end);
    sentence.split_whitespace().count()
}

fn with_capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{NAMES, name, question, sentence};
    use crate::synth::chance::Chance;

    #[test]
    fn sentences_look_like_speech() {
        let mut chance = Chance::new(1, 0);
        let mut text = String::new();
        let words = sentence(&mut chance, &mut text) + question(&mut chance, &mut text);
        assert_eq!(
            text,
            "If you ask me, Rébri trusted our own way of doing things out in the villages. How \
             do you feel about the rota in 2024?"
        );
        assert_eq!(words, text.split_whitespace().count());
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: BTreeSet<String> = (0..NAMES).map(name).collect();
        assert!(names.len() > NAMES * 9 / 10, "{}", names.len());
    }
}
