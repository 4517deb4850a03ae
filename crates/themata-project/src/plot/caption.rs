use themata_report::Caption;

use crate::Failure;
use crate::ask::Answer;
use crate::names::grouped;

/// What stands above and under a picture.
pub(super) struct Told {
    pub(super) title: String,
    /// What was counted and how, and over what.
    pub(super) sentences: Vec<String>,
    pub(super) n: usize,
    /// What `n` counts, in the plural.
    pub(super) unit: String,
}

impl Told {
    /// A picture of the codings of an answer: what it shows, and then over what.
    pub(super) fn of_codings(answer: &Answer, title: &str, what: &str) -> Told {
        Told {
            title: title.to_owned(),
            sentences: vec![what.to_owned(), universe(answer)],
            n: answer.asked.codings.len(),
            unit: "codings".to_owned(),
        }
    }

    /// The remarks of a table, as sentences.
    pub(super) fn remarked(mut self, remarks: &[String]) -> Told {
        self.sentences.extend(remarks.iter().map(|remark| sentence(remark)));
        self
    }

    /// The sentences with `n` behind them.
    pub(super) fn text(&self) -> String {
        format!("{} n = {} {}.", self.sentences.join(" "), grouped(self.n), self.unit)
    }

    /// The caption of a picture whose values count what `n` counts.
    pub(super) fn caption(self) -> Caption {
        Caption {
            title: self.title,
            description: self.sentences.join(" "),
            n: Some(self.n as u64),
            unit: self.unit,
            // The universe says it, with documents and coders.
            query: String::new(),
        }
    }

    /// The caption of a picture whose values count something else, in the plural.
    pub(super) fn caption_of(self, unit: &str) -> Caption {
        Caption {
            description: self.text(),
            title: self.title,
            n: None,
            unit: unit.to_owned(),
            query: String::new(),
        }
    }
}

/// The documents, coders and query that an answer rests on, as a sentence.
pub(super) fn universe(answer: &Answer) -> String {
    let asked = &answer.asked;
    themata_analysis::universe(&answer.study, asked, asked.documents.len())
}

/// A remark with a capital letter and a full stop.
fn sentence(remark: &str) -> String {
    let mut letters = remark.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let stop = if remark.ends_with(['.', '!', '?']) { "" } else { "." };
    first.chain(letters).chain(stop.chars()).collect()
}

/// Fails where no coding is meant, and says what could be changed.
pub(super) fn some_codings(answer: &Answer) -> Result<(), Failure> {
    if !answer.asked.codings.is_empty() {
        return Ok(());
    }
    Err(match answer.asked.query.as_str() {
        "" => Failure::nothing("there are no codings to draw")
            .hint("code first, see `themata code --help`")
            .hint("proposals of machines are drawn if the query says so: `coder:machine`"),
        query => Failure::nothing(format!("there are no codings with {query} to draw"))
            .hint("ask for more: fewer terms, or several values such as `site:04,05`")
            .hint(format!("`themata query explain '{query}'` counts what each part means")),
    })
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn remarks_become_sentences() {
        assert_eq!(sentence("1 document without site"), "1 document without site.");
        assert_eq!(sentence("as it is."), "As it is.");
        assert_eq!(sentence(""), ".");
    }
}
