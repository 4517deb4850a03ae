use themata_report::{Cloud, CloudWord, cloud};

use super::caption::Told;
use crate::{Cell, Failure, Project, StopList, Who, WordQuestion};

/// Words, the more frequent the larger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudPlot {
    /// Whose words count.
    pub who: Who,
    /// What is not listed.
    pub stop: StopList,
    /// Whether all forms of a word are one.
    pub by_stem: bool,
    /// Only words that occur so often are counted.
    pub min: u64,
    /// At most so many words are drawn.
    pub top: usize,
}

impl CloudPlot {
    pub(super) fn draw(&self, project: &mut Project, query: &str) -> Result<String, Failure> {
        let table = project.words(&WordQuestion {
            query: query.to_owned(),
            who: self.who,
            stop: self.stop.clone(),
            by_stem: self.by_stem,
            by: None,
            min: self.min,
            limit: None,
        })?;
        let counts = table.column("count");
        let words: Vec<CloudWord> = table
            .rows
            .iter()
            .filter_map(|row| {
                match (row.cells.first(), counts.and_then(|at| row.cells.get(at))) {
                    (Some(Cell::Text(word)), Some(Cell::Count(count))) => {
                        Some(CloudWord { word: word.clone(), count: *count, group: None })
                    }
                    _ => None,
                }
            })
            .collect();
        if words.is_empty() {
            return Err(Failure::nothing(format!("no word occurs {} times", self.min))
                .hint("`--min 1` draws words that occur once")
                .hint("`--stop-words none` draws words such as `and`, too"));
        }
        let told = Told {
            title: "Words by how often they occur".to_owned(),
            sentences: vec![table.definition.clone()],
            n: words.iter().map(|word| word.count as usize).sum(),
            unit: "occurrences of these words".to_owned(),
        }
        .remarked(&table.remarks);
        Ok(cloud(&Cloud {
            caption: told.text(),
            title: told.title,
            unit: "occurrences".to_owned(),
            groups: Vec::new(),
            words,
            most: self.top,
        }))
    }
}
