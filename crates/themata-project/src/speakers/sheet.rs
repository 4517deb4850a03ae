use std::collections::{BTreeMap, BTreeSet};

use themata_exchange::{SpeakerRow, SpeakerRows};
use themata_model::{Speaker, SpeakerRole};

use crate::Failure;
use crate::attributes::Description;

/// What a table says of those who speak: names, roles and attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerSheet {
    attributes: Vec<String>,
    rows: Vec<Row>,
    /// The rows by document, if they name one, and speaker, in lower case.
    places: BTreeMap<(Option<String>, String), Vec<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    said: SpeakerRow,
    role: Option<SpeakerRole>,
}

/// What a sheet says of one speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) name: Option<String>,
    pub(crate) role: Option<SpeakerRole>,
    pub(crate) description: Description,
    /// The rows that say it.
    pub(crate) rows: Vec<usize>,
}

impl SpeakerSheet {
    /// Reads a sheet of speakers: CSV with a column `speaker` for the names in the transcript
    /// and, where they are wanted, `document`, `name`, `role` and attributes.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or a role is neither `interviewer` nor `participant`.
    pub fn read(bytes: &[u8]) -> Result<SpeakerSheet, Failure> {
        let SpeakerRows { attributes, rows } = themata_exchange::speaker_rows(bytes)?;
        let rows = rows.into_iter().map(Row::of).collect::<Result<Vec<_>, _>>()?;
        let mut places: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, Row { said, .. }) in rows.iter().enumerate() {
            let document = said.document.as_ref().map(|name| name.to_lowercase());
            let speaker = said.speaker.to_lowercase();
            // A document may be named by its file.
            if let Some((stem, ending)) = document.as_deref().and_then(|d| d.rsplit_once('.'))
                && ending.len() <= 5
            {
                let place = (Some(stem.to_owned()), speaker.clone());
                places.entry(place).or_default().push(at);
            }
            places.entry((document, speaker)).or_default().push(at);
        }
        Ok(SpeakerSheet { attributes, rows, places })
    }

    /// What the sheet says of a speaker in a document. Rows that name the document say it
    /// over those that do not.
    pub(crate) fn said(&self, document: &str, speaker: &Speaker) -> Said {
        // A row means whom the transcript spells so. The name that the study gives counts only
        // where the sheet does not know the transcript's: two people may have swapped names.
        let names = [speaker.heard_as.to_lowercase(), speaker.name.to_lowercase()];
        let mut said = Said::default();
        for document in [None, Some(document.to_lowercase())] {
            let rows = |name: &String| self.places.get(&(document.clone(), name.clone()));
            for &at in names.iter().find_map(rows).into_iter().flatten() {
                self.take(at, &mut said);
            }
        }
        said
    }

    fn take(&self, at: usize, said: &mut Said) {
        let row = &self.rows[at];
        said.rows.push(at);
        said.name = row.said.name.clone().or(said.name.take());
        said.role = row.role.or(said.role);
        for (name, value) in self.attributes.iter().zip(&row.said.values) {
            if !value.is_empty() {
                said.description.retain(|(known, _)| known != name);
                said.description.push((name.clone(), value.clone()));
            }
        }
    }

    /// The speakers of those rows that are not among the used ones, and of which documents.
    pub(crate) fn unused(&self, used: &BTreeSet<usize>) -> Vec<String> {
        let rows = self.rows.iter().enumerate().filter(|(at, _)| !used.contains(at));
        rows.map(|(_, row)| match &row.said.document {
            Some(document) => format!("`{}` of `{document}`", row.said.speaker),
            None => format!("`{}`", row.said.speaker),
        })
        .collect()
    }
}

impl Row {
    fn of(said: SpeakerRow) -> Result<Row, Failure> {
        let role = match &said.role {
            None => None,
            Some(word) => Some(SpeakerRole::from_word(word).ok_or_else(|| {
                let line = said.line;
                Failure::new(format!(
                    "line {line} of the sheet of speakers: `{word}` is no role"
                ))
                .hint("a speaker's role is interviewer or participant, or left empty")
            })?),
        };
        Ok(Row { said, role })
    }
}

#[cfg(test)]
mod tests {
    use themata_model::Speaker;

    use super::SpeakerSheet;

    #[test]
    fn a_row_for_one_document_goes_before_one_for_all() {
        let table =
            b"document,speaker,name,role,age\n,I,Ines,interviewer,\nP2,i,Ivo,,41\n,X,Y,,\n";
        let sheet = SpeakerSheet::read(table).unwrap();
        let check = |document: &str, expect: &str| {
            let said = sheet.said(document, &Speaker::heard("I"));
            let role = said.role.map_or("-", |role| role.as_str());
            let name = said.name.unwrap_or_default();
            let described: Vec<String> =
                said.description.iter().map(|(n, v)| format!("{n}={v}")).collect();
            assert_eq!(format!("{name} {role} {}", described.join(" ")), expect);
        };
        check("P1", "Ines interviewer ");
        check("p2", "Ivo interviewer age=41");
        assert_eq!(sheet.unused(&[0, 1].into()), ["`X`"]);
    }

    #[test]
    fn people_who_swapped_names_stay_two() {
        let sheet = SpeakerSheet::read(b"document,speaker,name\nd,I,P\nd,P,I\n").unwrap();
        let heard = |heard_as: &str, name: &str| Speaker {
            name: name.to_owned(),
            ..Speaker::heard(heard_as)
        };
        assert_eq!(sheet.said("d", &heard("I", "P")).name.as_deref(), Some("P"));
        assert_eq!(sheet.said("d", &heard("P", "I")).name.as_deref(), Some("I"));
    }

    #[test]
    fn a_role_that_is_none_is_an_error() {
        let error = SpeakerSheet::read(b"speaker,role\nAnn,boss\n").unwrap_err();
        assert_eq!(error.message, "line 2 of the sheet of speakers: `boss` is no role");
    }
}
