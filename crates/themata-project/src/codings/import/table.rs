use super::{Fate, SheetImported};
use crate::names::count;
use crate::{Cell, Column, Kind, Table};

impl SheetImported {
    /// How many quotes were found in which way, and how many were not.
    #[must_use]
    pub fn summary(&self) -> Table {
        let mut ways: Vec<(&str, usize)> = Vec::new();
        for row in &self.rows {
            let way = match &row.fate {
                // The degree of likeness is listed with each quote.
                Fate::Found { way } if way.starts_with("closely") => "closely",
                Fate::Found { way } if way.starts_with("by its") && way.ends_with("parts") => {
                    "by its parts"
                }
                Fate::Found { way } => way,
                Fate::Ambiguous => "in several places (not placed)",
                Fate::NotFound => "not found (not placed)",
            };
            match ways.iter_mut().find(|(known, _)| *known == way) {
                Some((_, number)) => *number += 1,
                None => ways.push((way, 1)),
            }
        }
        ways.sort_by_key(|&(_, number)| std::cmp::Reverse(number));
        let mut table = Table::new(
            "codings-import-summary",
            "How the quotes were found",
            [
                Column::new("way", "Way", Kind::Text),
                Column::new("quotes", "Quotes", Kind::Count),
                Column::new("share", "Share", Kind::Share),
            ],
        );
        for (way, number) in ways {
            table.push([
                Cell::text(way),
                Cell::from(number),
                Cell::share(number as u64, self.rows.len() as u64),
            ]);
        }
        table.definition = format!(
            "{}: distinct pairs of document and words. {} added, {} known already.",
            count(self.rows.len(), "quote"),
            count(self.added, "coding"),
            self.known
        );
        table
    }

    /// A row for each quote; with `all` false only those not found exactly.
    #[must_use]
    pub fn table(&self, all: bool) -> Table {
        let mut table = Table::new(
            "codings-import",
            if all { "Quotes" } else { "Quotes that were not found exactly" },
            [
                Column::new("line", "Line", Kind::Count),
                Column::new("document", "Document", Kind::Text),
                Column::new("found", "Found", Kind::Text),
                Column::new("place", "Where", Kind::Text),
                Column::new("quote", "Quote", Kind::Passage),
            ],
        );
        for row in &self.rows {
            let found = match &row.fate {
                Fate::Found { way } if way == "exactly" && !all => continue,
                Fate::Found { way } => way.as_str(),
                Fate::Ambiguous => "in several places",
                Fate::NotFound => "not found",
            };
            table.push([
                Cell::Count(row.line),
                Cell::text(&row.document),
                Cell::text(found),
                Cell::text(&row.place),
                Cell::text(&row.quote),
            ]);
        }
        table.definition =
            "Line of the sheet, counted from 1. What stands in several places or \
                            nowhere was not placed."
                .to_owned();
        table
    }
}
