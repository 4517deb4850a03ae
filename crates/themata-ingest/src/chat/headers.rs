//! What the headers of a CHAT transcript say of it and of those who speak.

use std::collections::{HashMap, HashSet};

use crate::{Speaker, SpeakerRole};

/// The fields of an `@ID` line behind language, corpus and code.
const ID_FIELDS: [(usize, &str); 8] = [
    (0, "language"),
    (1, "corpus"),
    (3, "age"),
    (4, "sex"),
    (5, "group"),
    (6, "SES"),
    (8, "education"),
    (9, "custom"),
];
/// Headers that are said of a speaker.
const OF_PERSON: [(&str, &str); 3] =
    [("Birth of ", "birth"), ("Birthplace of ", "birthplace"), ("L1 of ", "L1")];
/// Headers that are said of the whole.
const OF_WHOLE: [(&str, &str); 7] = [
    ("Languages", "language"),
    ("Date", "date"),
    ("Location", "location"),
    ("Situation", "situation"),
    ("Activities", "activities"),
    ("Media", "media"),
    ("Transcriber", "transcriber"),
];

#[derive(Debug, Default)]
pub(super) struct Headers {
    pub(super) people: People,
    pub(super) attributes: Vec<(String, String)>,
}

/// Those who speak, by their codes.
#[derive(Debug, Default)]
pub(super) struct People {
    known: Vec<Speaker>,
    by_code: HashMap<String, usize>,
    names: HashSet<String>,
}

impl Headers {
    /// Takes in a header without its `@`.
    pub(super) fn learn(&mut self, header: &str) {
        let Some((name, value)) = header.split_once(':') else { return };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            return;
        }
        match name {
            "Participants" => {
                for person in value.split(',') {
                    self.people.introduce(person);
                }
            }
            "ID" => self.people.identify(&value),
            _ => {
                if let Some((_, attribute)) = OF_WHOLE.iter().find(|(known, _)| *known == name)
                {
                    self.attributes.push(((*attribute).to_owned(), value.clone()));
                }
                for (opening, attribute) in OF_PERSON {
                    if let Some(code) = name.strip_prefix(opening) {
                        let at = self.people.place(code.trim());
                        self.people.set(at, attribute, &value);
                    }
                }
            }
        }
    }
}

impl People {
    /// What a code's speaker is called.
    pub(super) fn name(&self, code: &str) -> String {
        match self.by_code.get(code) {
            Some(&at) => self.known[at].name.clone(),
            None => code.to_owned(),
        }
    }

    pub(super) fn into_speakers(self) -> Vec<Speaker> {
        self.known
    }

    /// `CHI Alex Target_Child`, `MOT Mother` or `MOT`.
    fn introduce(&mut self, person: &str) {
        let mut words: Vec<&str> = person.split_whitespace().collect();
        if words.is_empty() {
            return;
        }
        let code = words.remove(0);
        let at = self.place(code);
        if let Some(role) = words.pop() {
            self.has_role(at, role);
        }
        let name = words.join(" ").replace('_', " ");
        if !name.is_empty() && !self.names.contains(&name) && self.known[at].name == code {
            self.names.insert(name.clone());
            self.known[at].name = name;
            self.set(at, "code", code);
        }
    }

    /// `eng|corpus|CHI|2;03.|female|group|SES|Target_Child|education|custom|`
    fn identify(&mut self, value: &str) {
        let fields: Vec<&str> = value.split('|').map(str::trim).collect();
        let Some(code) = fields.get(2).filter(|code| !code.is_empty()) else { return };
        let at = self.place(code);
        for (place, attribute) in ID_FIELDS {
            if let Some(value) = fields.get(place).filter(|value| !value.is_empty()) {
                self.set(at, attribute, value);
            }
        }
        if let Some(role) = fields.get(7).filter(|role| !role.is_empty()) {
            self.has_role(at, role);
        }
    }

    fn has_role(&mut self, at: usize, role: &str) {
        self.set(at, "role", role);
        let role = match role.to_ascii_lowercase().as_str() {
            "investigator" | "interviewer" => Some(SpeakerRole::Interviewer),
            "participant" | "subject" | "informant" => Some(SpeakerRole::Participant),
            role if role.starts_with("target_") => Some(SpeakerRole::Participant),
            _ => None,
        };
        // Of two headers the one that says what somebody does in the interview counts.
        self.known[at].role = self.known[at].role.or(role);
    }

    /// Keeps what is said first: later headers repeat it.
    fn set(&mut self, at: usize, attribute: &str, value: &str) {
        let attributes = &mut self.known[at].attributes;
        if !attributes.iter().any(|(known, _)| known == attribute) {
            attributes.push((attribute.to_owned(), value.to_owned()));
        }
    }

    fn place(&mut self, code: &str) -> usize {
        if let Some(&at) = self.by_code.get(code) {
            return at;
        }
        let at = self.known.len();
        self.known.push(Speaker { name: code.to_owned(), ..Speaker::default() });
        self.names.insert(code.to_owned());
        self.by_code.insert(code.to_owned(), at);
        at
    }
}
