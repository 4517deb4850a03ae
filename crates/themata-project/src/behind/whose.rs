use std::collections::BTreeSet;

use themata_model::{Asked, CoderKind, Study};

use super::{Behind, all_of, bracketed};

/// Whose codings a query means, where the study has a consensus: it was made from what people
/// said, so whoever counts it beside them counts much twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of people, and those of the consensus beside them.
    Both,
    /// Those of people.
    People,
    /// What was agreed on.
    Agreed,
}

/// Whose codings are counted, with the same query for each of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoseCodings {
    /// Whose they are now.
    pub now: Whose,
    /// Who could be meant, each with its query.
    pub queries: [(Whose, String); 3],
}

/// The kinds of coders whose codings a query means.
pub(super) fn kinds(study: &Study, asked: &Asked) -> Vec<CoderKind> {
    let coders: BTreeSet<_> = asked.codings.iter().map(|coding| coding.coder).collect();
    coders.into_iter().filter_map(|id| Some(study.coder(id)?.kind)).collect()
}

impl Behind {
    /// Whose codings are counted, if the study has a consensus that could be counted beside
    /// them; `None` if the query says in its own way whose it means.
    #[must_use]
    pub fn whose(&self) -> Option<WhoseCodings> {
        let agreed = self.consensus()?;
        let people = bracketed(&format!("NOT {agreed}"));
        let parts: Vec<String> = self.parts.iter().map(|part| part.text.clone()).collect();
        let now = if parts.contains(&agreed) {
            Whose::Agreed
        } else if parts.contains(&people) {
            Whose::People
        } else if self.coders.is_none() && self.mixes_consensus() {
            Whose::Both
        } else {
            return None;
        };
        let rest: Vec<&str> = parts
            .iter()
            .filter(|part| **part != agreed && **part != people)
            .map(String::as_str)
            .collect();
        let rest = all_of(&rest);
        let of = |term: &str| all_of(&[&rest, term]);
        let queries = [
            (Whose::People, of(&people)),
            (Whose::Agreed, of(&agreed)),
            (Whose::Both, rest.clone()),
        ];
        Some(WhoseCodings { now, queries })
    }

    fn mixes_consensus(&self) -> bool {
        [CoderKind::Human, CoderKind::Consensus].iter().all(|kind| self.kinds.contains(kind))
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
            assert_eq!(whose.now, Whose::Both, "{asked}");
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
        assert_eq!(project.behind("coder:ana,consensus").unwrap().whose(), None);
    }
}
