//! A row of the table read out: what its numbers say here, and nothing of whether that is much.

use maud::{Markup, html};
use themata_project::asking::QueryNames;
use themata_project::{AgreementBy, Cell, Table};

use super::Asked;
use crate::pages::grouped;
use crate::wording::count;

/// The row that is read out: the one of the address, or that of everything together, or the
/// first.
pub(super) fn chosen(table: &Table, asked: &Asked) -> Option<usize> {
    let row = asked.row.trim().parse().ok().filter(|&row: &usize| row < table.rows.len());
    row.or_else(|| table.rows.iter().position(|row| row.total)).or(if table.rows.is_empty() {
        None
    } else {
        Some(0)
    })
}

/// The chosen row in sentences.
pub(super) fn reading(table: &Table, asked: &Asked, names: &QueryNames) -> Markup {
    let Some(row) = chosen(table, asked) else { return html! {} };
    let row = Read { table, row };
    let mut said = match (asked.discuss(), asked.by()) {
        (true, _) => row.talk(names),
        (false, AgreementBy::Code) if table.column("measure").is_some() => row.sets(),
        _ => row.figures(asked),
    };
    if said.is_empty() {
        said.push("There is nothing to compare in this row.".to_owned());
    }
    html! {
        section #reading aria-labelledby="reading-title" aria-live="polite" {
            h2 #reading-title { "In words: " bdi { (row.name()) } }
            @for sentence in &said { p dir="auto" { (sentence) } }
        }
    }
}

/// A row that is read.
struct Read<'a> {
    table: &'a Table,
    row: usize,
}

/// A figure of a row.
enum Figure<'a> {
    Value(f64),
    Missing(&'a str),
}

impl<'a> Read<'a> {
    fn cell(&self, key: &str) -> Option<&'a Cell> {
        self.table.rows[self.row].cells.get(self.table.column(key)?)
    }

    fn name(&self) -> &'a str {
        let first = self.table.rows[self.row].cells.first();
        first.and_then(Cell::words).unwrap_or_default()
    }

    fn figure(&self, key: &str) -> Option<Figure<'a>> {
        match self.cell(key)? {
            Cell::Undefined(reason) => Some(Figure::Missing(reason)),
            cell => cell.number().map(Figure::Value),
        }
    }

    fn number(&self, key: &str) -> Option<f64> {
        match self.figure(key)? {
            Figure::Value(value) => Some(value),
            Figure::Missing(_) => None,
        }
    }

    fn count(&self, key: &str) -> Option<usize> {
        match self.cell(key)? {
            Cell::Count(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    /// Percentages and coefficients of a code, a pair or a document.
    fn figures(&self, asked: &Asked) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(share) = self.number("percent_agreement") {
            let units = self.count("units").map_or(String::new(), |units| {
                format!(" Compared were {} units.", grouped(units))
            });
            let mean = match self.table.rows[self.row].total {
                true if self.table.column("code").is_some() => {
                    ", on average over the codes in use"
                }
                _ => "",
            };
            said.push(format!(
                "Of a unit that two coders judged they say the same in {} of cases{mean}; that \
                 neither marks it is among those.{units}",
                per_cent(share)
            ));
        }
        match self.figure("positive_agreement") {
            Some(Figure::Value(share)) => said.push(format!(
                "Where one coder marks a unit, another marks it, too, in {} of cases.",
                per_cent(share)
            )),
            Some(Figure::Missing(reason)) => {
                said.push(format!("How often a mark is shared cannot be said: {reason}."));
            }
            None => {}
        }
        for (key, name) in COEFFICIENTS {
            match self.figure(key) {
                Some(Figure::Value(value)) => {
                    said.push(coefficient(name, value));
                    said.extend(self.interval(key, name, asked));
                }
                Some(Figure::Missing(reason)) => {
                    said.push(format!("{name} has no value here: {reason}."));
                }
                None => {}
            }
        }
        for (key, words) in STRETCHES {
            if let Some(share) = self.number(key) {
                said.push(format!("{words} {}.", per_cent(share)));
            }
        }
        if let Some(share) = self.number("prevalence") {
            said.push(format!("{} of all judgements mark a unit with it.", per_cent(share)));
        }
        said
    }

    /// What the interval of a coefficient says.
    fn interval(&self, key: &str, name: &str, asked: &Asked) -> Vec<String> {
        let bound = |end: &str| self.number(&format!("{key}_{end}"));
        let Some((low, high)) = bound("low").zip(bound("high")) else { return Vec::new() };
        let how = self.cell(&format!("{key}_interval")).and_then(Cell::words);
        let (low, high) = (decimal(low), decimal(high));
        let mut said = vec![match how {
            Some("jackknife") => format!(
                "With one document left out at a time, {name} varies so much that its 95 % \
                 interval goes from {low} to {high}."
            ),
            Some("BCa") => format!(
                "Had other documents of this kind been compared, {name} would be another: from \
                 {} samples of these documents, drawn again with seed {}, its 95 % interval, \
                 corrected for bias and skewness, goes from {low} to {high}.",
                grouped(asked.interval().map_or(0, |how| how.replicates)),
                asked.seed()
            ),
            _ => format!(
                "Had other documents of this kind been compared, {name} would be another: in {} \
                 samples of these documents, drawn again with seed {}, the middle 95 % lie from \
                 {low} to {high}.",
                grouped(asked.interval().map_or(0, |how| how.replicates)),
                asked.seed()
            ),
        }];
        if let Some((tentative, firm)) = bound("below_667").zip(bound("below_800")) {
            said.push(format!(
                "It is below .667 in {} of the samples and below .800 in {}. Krippendorff (2004) \
                 asks for .800, and for .667 where conclusions are tentative; these are \
                 conventions.",
                per_cent(tentative),
                per_cent(firm)
            ));
        }
        said
    }

    /// A measure of the codes of a unit as a set.
    fn sets(&self) -> Vec<String> {
        let parts =
            self.number("observed_disagreement").zip(self.number("expected_disagreement"));
        match (self.figure("value"), parts) {
            (Some(Figure::Value(value)), Some((observed, expected))) => vec![
                coefficient(self.name(), value),
                format!(
                    "On the same unit the sets of two coders are {} apart on average, and sets \
                     drawn from all units {}, on a scale from 0 for the same to 1 for nothing in \
                     common.",
                    decimal(observed),
                    decimal(expected)
                ),
            ],
            (Some(Figure::Value(value)), None) => vec![format!(
                "{}: {}. Chance is not taken out of it.",
                self.name(),
                per_cent(value)
            )],
            (Some(Figure::Missing(reason)), _) => {
                vec![format!("{} has no value here: {reason}.", self.name())]
            }
            (None, _) => Vec::new(),
        }
    }

    /// Who marked what, without a coefficient.
    fn talk(&self, names: &QueryNames) -> Vec<String> {
        let coders = names.coders.iter().filter_map(|coder| {
            let heading = format!("Units {coder}");
            let at = self.table.columns.iter().position(|column| column.heading == heading)?;
            match self.table.rows[self.row].cells.get(at)? {
                Cell::Count(number) => {
                    Some(format!("{coder} {}", count(usize::try_from(*number).ok()?, "unit")))
                }
                _ => None,
            }
        });
        let coders: Vec<String> = coders.collect();
        let (Some(all), Some(one), Some(talk)) =
            (self.count("by_all"), self.count("by_one"), self.count("to_talk_about"))
        else {
            return Vec::new();
        };
        let several = self.count("by_several").map_or(String::new(), |several| {
            format!(", {} by several but not all", grouped(several))
        });
        vec![
            format!("Marked with it: {}.", coders.join(", ")),
            format!(
                "{} by all who judged them{several}, {} by one alone.",
                count(all, "unit"),
                grouped(one)
            ),
            format!(
                "There {} to talk about.",
                match talk {
                    1 => "is 1 passage".to_owned(),
                    talk => format!("are {} passages", grouped(talk)),
                }
            ),
        ]
    }
}

/// Coefficients that are 1 less the observed disagreement divided by that of chance.
const COEFFICIENTS: [(&str, &str); 7] = [
    ("kappa", "Kappa"),
    ("cohen_kappa", "Cohen's kappa"),
    ("conger_kappa", "Conger's kappa"),
    ("alpha", "Alpha"),
    ("binary_u_alpha", "|u-alpha"),
    ("u_alpha", "u-alpha"),
    ("cu_alpha", "cu-alpha"),
];

const STRETCHES: [(&str, &str); 3] = [
    ("f1_exact", "A stretch of one coder is another's to the character in"),
    ("f1_overlap", "It touches one of another's in"),
    ("mean_iou", "What they share of what they cover together is, on average,"),
];

/// What a coefficient says: it is 1 less what coders differ as a share of what they would by
/// chance.
fn coefficient(name: &str, value: f64) -> String {
    let differ = 1.0 - value;
    let says = if differ <= 0.0 {
        "the coders do not differ at all".to_owned()
    } else if differ < 0.9995 {
        format!("the coders differ {} as much as they would by chance", per_cent(differ))
    } else if differ < 1.0005 {
        "the coders differ as much as they would by chance".to_owned()
    } else {
        format!("the coders differ {} times as much as they would by chance", decimal(differ))
    };
    format!("{name} is {}: {says}.", decimal(value))
}

fn per_cent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// With three decimals and a true minus sign.
fn decimal(number: f64) -> String {
    format!("{number:.3}").replace('-', "−")
}

#[cfg(test)]
mod tests {
    use themata_project::{Cell, Column, Kind, Table};

    use super::super::Asked;
    use super::{Read, coefficient};

    #[test]
    fn an_interval_is_told_as_it_was_found() {
        for (how, expect) in [
            ("percentile", "the middle 95 % lie from 0.200 to 0.600."),
            ("BCa", "corrected for bias and skewness, goes from 0.200 to 0.600."),
            ("jackknife", "its 95 % interval goes from 0.200 to 0.600."),
        ] {
            let columns = [
                Column::new("alpha_low", "Low", Kind::Measure),
                Column::new("alpha_high", "High", Kind::Measure),
                Column::new("alpha_interval", "Interval", Kind::Text),
            ];
            let mut table = Table::new("agreement", "Agreement", columns);
            table.push([Cell::Number(0.2), Cell::Number(0.6), Cell::text(how)]);
            let asked = Asked { interval: "bca".to_owned(), ..Asked::default() };
            let said = Read { table: &table, row: 0 }.interval("alpha", "Alpha", &asked);
            assert_eq!(said.len(), 1);
            assert!(said[0].ends_with(expect), "{how}: {}", said[0]);
            assert_eq!(said[0].contains("middle 95 %"), how == "percentile", "{how}");
        }
    }

    #[test]
    fn a_coefficient_is_told_as_disagreement_beside_that_of_chance() {
        for (value, expect) in [
            (0.62, "Alpha is 0.620: the coders differ 38.0 % as much as they would by chance."),
            (1.0, "Alpha is 1.000: the coders do not differ at all."),
            (0.0, "Alpha is 0.000: the coders differ as much as they would by chance."),
            (
                -0.25,
                "Alpha is −0.250: the coders differ 1.250 times as much as they would by chance.",
            ),
        ] {
            assert_eq!(coefficient("Alpha", value), expect);
        }
    }
}
