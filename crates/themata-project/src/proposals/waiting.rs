use super::chosen;
use crate::asking::QueryNames;
use crate::found::{Drawing, by_code};
use crate::{Failure, Found, FoundQuestion, ListedAs, Project};

impl Project {
    /// A part of the proposals that nobody has decided on, each as an excerpt with its one
    /// coding: the coder is the machine, the memo the query that it was made by. They are
    /// counted by code.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn waiting(&mut self, question: &FoundQuestion) -> Result<Found, Failure> {
        let snapshot = self.snapshot()?;
        let (study, codings, query) =
            chosen::of(snapshot.study()?, &snapshot, snapshot.viewer(), &question.query)?;
        let wanted = &codings[question.from.min(codings.len())..];
        let wanted = &wanted[..question.most.min(wanted.len())];
        let drawing = Drawing::new(&snapshot, &study, wanted.iter().map(|it| it.document))?;
        let results = wanted.iter().filter_map(|coding| {
            drawing.excerpt(coding.document, coding.span, std::slice::from_ref(coding))
        });
        Ok(Found {
            query,
            listed_as: ListedAs::Codings,
            has_words: false,
            total: codings.len(),
            codings: codings.len(),
            documents: codings.chunk_by(|a, b| a.document == b.document).count(),
            results: results.collect(),
            counts: vec![by_code(&study, &codings, usize::MAX)],
            remarks: Vec::new(),
            names: QueryNames::of(&study),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::Session;

    use crate::codebook::CodeTexts;
    use crate::import::{ImportOptions, Incoming};
    use crate::proposals::{AutocodeQuestion, Chosen};
    use crate::{FoundQuestion, Project};

    #[test]
    fn what_waits_is_told_until_it_is_decided() {
        let start = Session::fixed("ana", 1);
        let mut project = Project::in_memory(&start, "a study", &["ana"]).unwrap();
        let files = vec![Incoming::held("a.txt", b"We wait. They call. No wait.")];
        let options = ImportOptions::default();
        project.import(&Session::fixed("ana", 3), files, &options, &|_, _| {}).unwrap();
        let session = Session::fixed("ana", 4);
        project.codebook_add(&session, "waiting", None, &CodeTexts::default()).unwrap();
        let question = AutocodeQuestion {
            query: "wait".to_owned(),
            code: "waiting".to_owned(),
            reach: None,
            machine: "autocode".to_owned(),
            valence: None,
            everyone: true,
            regardless: false,
            limit: None,
            dry_run: false,
        };
        project.autocode(&Session::fixed("ana", 5), &question).unwrap();
        let all = FoundQuestion { most: 1, from: 1, ..FoundQuestion::default() };
        let waiting = project.waiting(&all).unwrap();
        assert_eq!((waiting.total, waiting.results.len()), (2, 1));
        let result = &waiting.results[0];
        assert_eq!((result.words.as_str(), result.codings.len()), ("No wait.", 1));
        assert_eq!(result.codings[0].coder, "autocode");
        assert_eq!(result.codings[0].memo.as_deref(), Some("wait"));
        assert_eq!(waiting.counts[0].rows[0].1, 2);
        let one = Chosen::Numbers(vec![result.codings[0].id]);
        project.proposals_reject(&Session::fixed("ana", 6), &one, None).unwrap();
        assert_eq!(project.waiting(&all).unwrap().total, 1);
    }
}
