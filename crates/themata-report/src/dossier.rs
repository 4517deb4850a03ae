//! Tables in parts with a few words before each: a report that is read on screen, printed,
//! opened in a spreadsheet or read by a program.

use themata_analysis::Table;

use crate::json::{json, text_json};
use crate::line::in_one_line;
use crate::markdown::{escaped, markdown};

/// What a report of tables says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub subtitle: String,
    /// What state it is of.
    pub date: String,
    /// Its parts in order.
    pub parts: Vec<DossierPart>,
}

/// A part of a [`Dossier`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DossierPart {
    /// Its heading.
    pub title: String,
    /// What stands before the tables, a paragraph each.
    pub text: Vec<String>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// The dossier in GitHub's dialect of Markdown.
#[must_use]
pub fn dossier_markdown(dossier: &Dossier) -> String {
    let mut blocks = vec![format!("# {}\n", escaped(&in_one_line(&dossier.title)))];
    for line in [&dossier.subtitle, &dossier.date] {
        if !line.is_empty() {
            blocks.push(format!("{}\n", escaped(&in_one_line(line))));
        }
    }
    for (number, part) in (1..).zip(&dossier.parts) {
        blocks.push(format!("## {number} {}\n", escaped(&in_one_line(&part.title))));
        blocks
            .extend(part.text.iter().map(|text| format!("{}\n", escaped(&in_one_line(text)))));
        blocks.extend(part.tables.iter().map(markdown));
    }
    blocks.join("\n")
}

/// The dossier as a JSON object with `title`, `subtitle`, `date` and `parts`; each part has
/// `title`, `text` and `tables`, which are as [`json`] writes them.
#[must_use]
pub fn dossier_json(dossier: &Dossier) -> String {
    let list = |members: Vec<String>| format!("[{}]", members.join(", "));
    let parts: Vec<String> = dossier
        .parts
        .iter()
        .map(|part| {
            let texts = list(part.text.iter().map(|text| text_json(text)).collect());
            let tables: Vec<String> =
                part.tables.iter().map(|table| json(table).trim_end().to_owned()).collect();
            format!(
                "{{\"title\": {}, \"text\": {texts}, \"tables\": [\n{}\n]}}",
                text_json(&part.title),
                tables.join(",\n")
            )
        })
        .collect();
    format!(
        "{{\n\"title\": {},\n\"subtitle\": {},\n\"date\": {},\n\"parts\": [\n{}\n]\n}}\n",
        text_json(&dossier.title),
        text_json(&dossier.subtitle),
        text_json(&dossier.date),
        parts.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::page::dossier_page;
    use crate::specimen;

    fn dossier() -> Dossier {
        Dossier {
            title: "What <they> said".to_owned(),
            subtitle: "of it".to_owned(),
            date: "1 May 2026".to_owned(),
            parts: vec![
                DossierPart {
                    title: "Agreement".to_owned(),
                    text: vec!["One *two*.".to_owned()],
                    tables: vec![specimen::codes(), specimen::matrix(3)],
                },
                DossierPart { title: "Nothing".to_owned(), ..DossierPart::default() },
            ],
        }
    }

    #[test]
    fn every_part_stands_in_every_format() {
        let page = dossier_page(&dossier());
        for words in ["What &lt;they&gt; said", "part-2", "Codes by site", "Table 2"] {
            assert!(page.contains(words), "{words}");
        }
        let text = dossier_markdown(&dossier());
        for words in
            ["# What &lt;they&gt; said", "## 1 Agreement", "One \\*two\\*.", "## 2 Noth"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        let value: Value = serde_json::from_str(&dossier_json(&dossier())).unwrap();
        assert_eq!(value["parts"][0]["tables"][0]["name"], "frequencies");
        assert_eq!(value["parts"][1]["tables"], Value::Array(Vec::new()));
    }
}
