use std::collections::BTreeSet;

use serde_json::{Value, json};
use themata_project::codebook::CodeTexts;
use themata_project::import::{ImportOptions, Incoming};
use themata_project::{FailureKind, Session};

use crate::specimen::Specimen;

/// The places in which somebody's words are kept, each by the number of the string.
pub(super) type Kept = BTreeSet<(&'static str, usize)>;

/// A study in which words stand wherever a study keeps words.
pub(super) struct Filled {
    pub(super) bench: Specimen,
    pub(super) kept: Kept,
    /// What was said where words were refused.
    pub(super) refusals: Vec<String>,
    /// The names of codes, as they were given.
    pub(super) codes: Vec<(usize, String)>,
}

impl Filled {
    /// Puts words everywhere, or only where others were kept.
    pub(super) async fn with(strings: &[String], only: Option<&Kept>) -> Filled {
        let mut filled = Filled {
            bench: Specimen::new(),
            kept: Kept::new(),
            refusals: Vec::new(),
            codes: Vec::new(),
        };
        filled.documents(strings);
        for (number, words) in strings.iter().enumerate() {
            filled.of_one(number, words, only).await;
        }
        filled
    }

    /// A transcript for each string, in which somebody says it, and one in which all are said.
    fn documents(&self, strings: &[String]) {
        let folder = tempfile::tempdir().unwrap();
        let study = self.bench.app.studies.named("care").unwrap();
        let mut files = Vec::new();
        let mut all = String::new();
        for (number, words) in strings.iter().enumerate() {
            let said = |all: &mut String| {
                all.push_str(&format!(
                    "I: How is it here today?\n\nP{number}: We say this: {words}\n\nI: Why is \
                     that?\n\nP{number}: Because it is so.\n\n"
                ));
            };
            let mut one = String::new();
            said(&mut one);
            said(&mut all);
            let called = format!("{number:03}.txt");
            let path = folder.path().join(&called);
            std::fs::write(&path, one).unwrap();
            files.extend(Incoming::received(path, &called));
        }
        let path = folder.path().join("all.txt");
        std::fs::write(&path, all).unwrap();
        files.extend(Incoming::received(path, "all.txt"));
        let options = ImportOptions::default();
        let session = Session::fixed("ana", 50);
        study
            .looked_at(|project| project.import(&session, files, &options, &|_, _| ()))
            .unwrap();
    }

    async fn of_one(&mut self, number: usize, words: &str, only: Option<&Kept>) {
        let named = format!("{words} s{number}");
        // The specimen has one document, two codes and no attribute before these.
        let (document, code) = (number + 2, self.codes.len() + 2);
        let is_wanted = |kind| only.is_none_or(|only| only.contains(&(kind, number)));
        if is_wanted("code") && self.made(number, &named, words) {
            // Each field also in the way of the page, now here and now there.
            let field =
                ["short", "definition", "use_when", "do_not_use_when", "examples"][number % 5];
            let value = if field == "examples" { json!([words]) } else { json!(words) };
            if is_wanted(field) {
                let body = json!({ "field": field, "value": value });
                self.does(field, number, &format!("codebook/{code}/field"), body).await;
            }
            if is_wanted("memo") {
                let body = json!({
                    "start": 0, "end": 4, "codes": [named.trim()], "memo": words,
                });
                self.does("memo", number, &format!("read/{document}/code"), body).await;
            }
        }
        // Each on something else in its turn.
        let place = match number % 4 {
            0 => "study".to_owned(),
            1 => format!("document-{document}"),
            2 => format!("passage-{document}-0-4"),
            _ => "code-0".to_owned(),
        };
        if is_wanted("own memo") {
            let body = json!({ "place": place, "words": words, "title": named });
            self.does("own memo", number, "memos/write", body).await;
        }
        if is_wanted("question") && number.is_multiple_of(3) {
            let body = json!({ "place": "code-0", "words": words });
            self.does("question", number, "reconcile/questions/ask", body).await;
        }
        let speaker = json!({ "from": format!("P{number}"), "to": named });
        let query = json!({ "name": named, "q": "code:record" });
        let attribute = json!({ "name": named, "kind": "text" });
        for (kind, path, body) in [
            ("speaker", "people/rename".to_owned(), speaker),
            ("document", format!("documents/{document}/rename"), json!({ "name": named })),
            ("query", "excerpts/save".to_owned(), query),
            ("coder", "people/coders".to_owned(), json!({ "name": named })),
        ] {
            // Each takes a moment to be written, and half of them tell as much.
            let is_its_turn = match kind {
                "query" => number.is_multiple_of(2),
                "coder" => !number.is_multiple_of(2),
                _ => true,
            };
            if is_its_turn && is_wanted(kind) {
                self.does(kind, number, &path, body).await;
            }
        }
        // A column for every string would make a sheet that nobody could look at.
        if number.is_multiple_of(4)
            && is_wanted("attribute")
            && self.does("attribute", number, "documents/attributes", attribute).await
        {
            let attribute = self.kept.iter().filter(|(kind, _)| *kind == "attribute").count();
            let cell = json!({ "document": document, "attribute": attribute, "value": words });
            if is_wanted("value") {
                let body = json!({ "cells": [cell] });
                self.does("value", number, "documents/fill", body).await;
            }
        }
        if number == 0 {
            let rules = json!({ "text": words });
            self.does("rules", number, "codebook/rules", rules).await;
            self.does("note", number, "codebook/freeze", json!({ "note": words })).await;
        }
    }

    /// Makes a code that says the words in every field.
    fn made(&mut self, number: usize, name: &str, words: &str) -> bool {
        let said = Some(words.to_owned());
        let texts = CodeTexts {
            short: said.clone(),
            definition: said.clone(),
            use_when: said.clone(),
            do_not_use_when: said,
            examples: vec![words.to_owned(), name.to_owned()],
            ..CodeTexts::default()
        };
        let session = Session::fixed("ana", 5_000 + number as u64);
        let study = self.bench.app.studies.named("care").unwrap();
        match study.looked_at(|project| project.codebook_add(&session, name, None, &texts)) {
            Ok(()) => {
                self.kept.insert(("code", number));
                self.codes.push((number, name.trim().to_owned()));
                true
            }
            Err(failure) => {
                assert_ne!(failure.kind, FailureKind::Ours, "{name:?}: {failure}");
                self.refusals.push(format!("code {number}: {failure}"));
                false
            }
        }
    }

    async fn does(
        &mut self,
        kind: &'static str,
        number: usize,
        path: &str,
        body: Value,
    ) -> bool {
        let path = format!("/s/care/{path}");
        let answer = self.bench.done(&path, &body.to_string()).await;
        assert!(answer.status < 500, "{path} {body}: {}", answer.body);
        if answer.status == 200 {
            self.kept.insert((kind, number));
            return true;
        }
        let told: Value = serde_json::from_str(&answer.body).unwrap();
        let message = told["message"].as_str().unwrap();
        assert!(message.ends_with('.') && message.len() > 10, "{path} {body}: {message}");
        self.refusals.push(format!("{kind} {number}: {message}"));
        false
    }

    /// Every page of the study.
    pub(super) fn pages(&self, strings: usize) -> Vec<String> {
        let mut pages = vec!["/".to_owned()];
        for page in [
            "documents",
            "documents?sort=-document",
            "codebook",
            "codebook?all=1",
            "codebook/versions",
            "codebook/versions?from=1&to=now&again=1",
            "excerpts",
            "proposals",
            "people",
            "memos",
            "memos?on=code",
            "memos/journal",
            "history",
            "import",
            "export",
            "report",
            "report/preview",
            "report/theme/group-0",
            "rounds",
            "rounds/new",
            "reconcile/agreement",
            "reconcile/agreement?discuss=1",
            "reconcile/questions?show=all",
        ] {
            pages.push(format!("/s/care/{page}"));
        }
        // The last transcript says what all the others say.
        let transcripts = [1, 2, 3, strings, strings + 1, strings + 2];
        pages.extend(transcripts.map(|at| format!("/s/care/read/{at}")));
        for code in 0..self.codes.len() + 2 {
            pages.push(format!("/s/care/codebook/{code}"));
        }
        pages.push("/s/care/codebook/2/split?into=0,1,3,4".to_owned());
        pages
    }
}
