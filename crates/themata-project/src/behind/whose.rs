use themata_model::{CoderId, CoderKind};

use super::{Behind, FINAL, all_of, bracketed, coded_by};

/// Whose codings are counted where the study has a consensus: it was made from what people
/// said, so whoever counts it beside them counts much twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of people.
    People,
    /// What was agreed on.
    Agreed,
    /// What was agreed on in documents where something was, else those of people.
    Final,
    /// Those of people, and those of the consensus beside them.
    Both,
}

/// Whose codings are counted, with the same query for each of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoseCodings {
    /// Whose they are now.
    pub now: Whose,
    /// Who could be meant, each with its query.
    pub queries: Vec<(Whose, String)>,
    /// In how many documents the consensus has codings.
    pub agreed_in: usize,
}

impl Behind {
    /// Whose codings are counted, if the study has a consensus beside those of people; `None`
    /// if the query says in its own way whose it means.
    #[must_use]
    pub fn whose(&self) -> Option<WhoseCodings> {
        let agreed = self.consensus()?;
        // Where people have coded nothing, the consensus does not stand aside and is all there is.
        let agreed_in = match self.study.aside().iter().any(|&id| self.is_agreed(id)) {
            true => self.study.settled_documents().len(),
            false => 0,
        };
        if agreed_in == 0 {
            return None;
        }
        let everyone = self.study.coders.iter().filter(|it| it.kind != CoderKind::Machine);
        let both = coded_by(everyone);
        let people = bracketed(&format!("NOT {agreed}"));
        let said: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        let now = if said.contains(&agreed.as_str()) {
            Whose::Agreed
        } else if said.contains(&both.as_str()) {
            Whose::Both
        } else if self.is_final {
            Whose::Final
        } else if said.contains(&people.as_str()) || self.coders.is_none() {
            Whose::People
        } else {
            return None;
        };
        let of_whose = [agreed.as_str(), both.as_str(), people.as_str(), FINAL];
        let says_whose =
            |part: &&str| of_whose.iter().any(|one| one.eq_ignore_ascii_case(part));
        let rest: Vec<&str> = said.into_iter().filter(|part| !says_whose(part)).collect();
        let rest = all_of(&rest);
        let mut queries = vec![
            (Whose::People, rest.clone()),
            (Whose::Agreed, all_of(&[&rest, &agreed])),
            (Whose::Final, all_of(&[&rest, FINAL])),
            (Whose::Both, all_of(&[&rest, &both])),
        ];
        // A coder who is called so is meant by the word.
        queries.retain(|(who, _)| *who != Whose::Final || self.study.knows_final_coding());
        Some(WhoseCodings { now, queries, agreed_in })
    }

    fn is_agreed(&self, id: CoderId) -> bool {
        self.study.coder(id).is_some_and(|coder| coder.kind == CoderKind::Consensus)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::{CoderKind, Session};
    use themata_text::CharSpan;

    use super::Whose;
    use crate::Project;
    use crate::codebook::CodeTexts;
    use crate::codings::PlacedCodes;
    use crate::import::{ImportOptions, Incoming};

    /// A document with the same code of two coders.
    fn coded(coders: &[(&str, CoderKind)]) -> Project {
        let session = |number: u64| Session::fixed("ana", number);
        let mut project = Project::in_memory(&session(1), "a study", &["ana"]).unwrap();
        let files = vec![Incoming::held("a.txt", b"NURSE: We wait for weeks.")];
        project.import(&session(3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
        project.codebook_add(&session(5), "care", None, &CodeTexts::default()).unwrap();
        for (number, (coder, kind)) in (10..).step_by(2).zip(coders) {
            if *coder != "ana" {
                project.add_coder(&session(number), coder, *kind).unwrap();
            }
            let wanted = PlacedCodes {
                document: 1,
                span: CharSpan::new(0, 7),
                whole_words: true,
                codes: vec!["care".to_owned()],
                new_code: None,
                valence: None,
                weight: None,
                memo: None,
            };
            let by =
                Session { coder: Some((*coder).to_owned()), ..Session::fixed("", number + 1) };
            project.code_at(&by, &wanted).unwrap();
        }
        project
    }

    const AGREED: (&str, CoderKind) = ("consensus", CoderKind::Consensus);
    const ANA: (&str, CoderKind) = ("ana", CoderKind::Human);

    #[test]
    fn people_and_the_consensus_are_told_apart_and_back() {
        let mut project = coded(&[ANA, AGREED]);
        for asked in ["", "code:care document:a", "code:care OR document:a"] {
            let whose = project.behind(asked).unwrap().whose().unwrap();
            assert_eq!(whose.now, Whose::People, "{asked}");
            assert_eq!(whose.agreed_in, 1, "{asked}");
            for (who, query) in &whose.queries {
                let behind = project.behind(query).unwrap();
                let codings = if *who == Whose::Both { 2 } else { 1 };
                assert_eq!(behind.codings, codings, "{query}");
                let there = behind.whose().unwrap();
                assert_eq!(there.now, *who, "{query}");
                // From each the others are as near, and the query stays what it was.
                assert_eq!(there.queries, whose.queries, "{query}");
            }
        }
    }

    #[test]
    fn there_is_nothing_to_choose_where_nothing_is_counted_twice() {
        assert_eq!(coded(&[ANA]).behind("").unwrap().whose(), None);
        assert_eq!(coded(&[AGREED]).behind("").unwrap().whose(), None);
        let mut project = coded(&[ANA, AGREED]);
        assert_eq!(project.behind("coder:ana").unwrap().whose(), None);
        assert_eq!(
            project
                .behind("coder:consensus code:care NOT coder:ana")
                .unwrap()
                .whose()
                .unwrap()
                .now,
            Whose::Agreed
        );
        let both = project.behind("coder:ana,consensus").unwrap().whose().unwrap();
        assert_eq!(both.now, Whose::Both);
    }
}
