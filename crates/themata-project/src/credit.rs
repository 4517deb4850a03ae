use themata_model::{Document, SpeakerRole, Study};

use crate::Failure;

/// How quoted words are credited: a template such as
/// `{participant|speaker|document}, site {site}, {kind}`.
///
/// Names in braces are attributes of the document, or `document`, `speaker` and `turn`; of
/// several names the first that is known counts. A part between commas in which nothing is
/// known is left out. The attribute `participant` says who is asked, so it credits nothing
/// that an interviewer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    parts: Vec<Vec<Piece>>,
    /// Whether someone wrote the template, so that a name in it that nothing has is a slip.
    is_custom: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    OneOf(Vec<String>),
}

/// What was quoted.
#[derive(Clone, Copy)]
pub(crate) struct Quoted<'a> {
    pub(crate) study: &'a Study,
    pub(crate) document: &'a Document,
    /// The speaker's name, if one person said it.
    pub(crate) speaker: Option<&'a str>,
    /// The number of the turn that it begins in, counted from 1.
    pub(crate) turn: Option<usize>,
}

/// The attribute that says of a document who is asked in it.
const PARTICIPANT: &str = "participant";

impl Quoted<'_> {
    fn is_interviewer(&self) -> bool {
        let speakers = self.document.version.speakers.iter();
        let mut named = speakers.filter(|speaker| Some(speaker.name.as_str()) == self.speaker);
        named.any(|speaker| speaker.role == Some(SpeakerRole::Interviewer))
    }
}

impl Default for Credit {
    fn default() -> Credit {
        let template = "{participant|speaker|document}, site {site}, {kind}";
        let credit = Credit::parse(template).expect("the template is sound");
        Credit { is_custom: false, ..credit }
    }
}

impl Credit {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// If a brace is not closed.
    pub fn parse(template: &str) -> Result<Credit, Failure> {
        let mut parts = vec![Vec::new()];
        let mut rest = template;
        while let Some(at) = rest.find([',', '{']) {
            let part = parts.last_mut().expect("there is always a part");
            part.push(Piece::Words(rest[..at].to_owned()));
            if rest[at..].starts_with(',') {
                parts.push(Vec::new());
                rest = &rest[at + 1..];
            } else {
                let close = rest[at..].find('}').ok_or_else(|| {
                    Failure::new("a brace of the credit template is never closed")
                        .hint("write names in braces: {participant}, site {site}")
                })?;
                let names = rest[at + 1..at + close].split('|').map(|n| n.trim().to_owned());
                part.push(Piece::OneOf(names.collect()));
                rest = &rest[at + close + 1..];
            }
        }
        parts.last_mut().expect("there is always a part").push(Piece::Words(rest.to_owned()));
        Ok(Credit { parts, is_custom: true })
    }

    /// Makes sure that the study knows the names in the template.
    pub(crate) fn check(&self, study: &Study) -> Result<(), Failure> {
        let known = |name: &String| {
            study.attribute_named(name).is_some()
                || ["document", "speaker", "turn"].contains(&name.as_str())
        };
        let pieces = self.parts.iter().flatten().filter(|_| self.is_custom);
        for piece in pieces {
            if let Piece::OneOf(names) = piece
                && !names.iter().any(known)
            {
                let all: Vec<&str> = study.attributes.iter().map(|a| a.name.as_str()).collect();
                return Err(Failure::new(format!(
                    "the credit template names `{}`, which no document has",
                    names.join("|")
                ))
                .hint(format!("there are: document, speaker, turn, {}", all.join(", "))));
            }
        }
        Ok(())
    }

    pub(crate) fn of(&self, quoted: Quoted<'_>) -> String {
        let written: Vec<String> =
            self.parts.iter().filter_map(|part| written(part, quoted)).collect();
        if written.is_empty() { quoted.document.name.clone() } else { written.join(", ") }
    }
}

fn written(part: &[Piece], quoted: Quoted<'_>) -> Option<String> {
    let mut words = String::new();
    for piece in part {
        match piece {
            Piece::Words(fixed) => words.push_str(fixed),
            Piece::OneOf(names) => {
                words.push_str(&names.iter().find_map(|name| known(name, quoted))?);
            }
        }
    }
    Some(words.trim().to_owned())
}

fn known(name: &str, quoted: Quoted<'_>) -> Option<String> {
    // Who is asked is known of the document; what an interviewer says is not theirs.
    if name.eq_ignore_ascii_case(PARTICIPANT) && quoted.is_interviewer() {
        return None;
    }
    if let Some(attribute) = quoted.study.attribute_named(name) {
        return quoted.document.values.get(&attribute.id).map(ToString::to_string);
    }
    match name.to_lowercase().as_str() {
        "document" => Some(quoted.document.name.clone()),
        "speaker" => quoted.speaker.map(str::to_owned),
        "turn" => quoted.turn.map(|turn| turn.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Credit, Quoted};

    fn check(template: &str, documents: &str, expect: &str) {
        let fixture = themata_testkit::fixture("IT", documents);
        let study = &fixture.study;
        let document = &study.documents[0];
        let quoted = Quoted { study, document, speaker: Some("NURSE"), turn: Some(3) };
        assert_eq!(Credit::parse(template).unwrap().of(quoted), expect);
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let template = "{participant|speaker|document}, site {site}, {kind}";
        check(
            template,
            "//- P3 participant:Manager-1 site:04 kind:interview\nWords.",
            "Manager-1, site 04, interview",
        );
        check(template, "//- P3 kind:interview\nWords.", "NURSE, interview");
        check("{nobody}", "//- P3\nWords.", "P3");
        check("{document} turn {turn}", "//- P3\nWords.", "P3 turn 3");
    }

    #[test]
    fn what_an_interviewer_says_is_not_credited_to_who_is_asked() {
        let mut fixture =
            themata_testkit::fixture("IT", "//- P3 participant:Nurse-1 site:04\nASKER: Words.");
        let speaker = &mut fixture.study.documents[0].version.speakers[0];
        let credit = |study: &themata_model::Study| {
            let document = &study.documents[0];
            let quoted = Quoted { study, document, speaker: Some("ASKER"), turn: Some(1) };
            Credit::default().of(quoted)
        };
        speaker.role = Some(themata_model::SpeakerRole::Interviewer);
        assert_eq!(credit(&fixture.study), "ASKER, site 04");
        fixture.study.documents[0].version.speakers[0].role = None;
        assert_eq!(credit(&fixture.study), "Nurse-1, site 04");
    }
}
