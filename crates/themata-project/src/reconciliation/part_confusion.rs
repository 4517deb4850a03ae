use std::collections::BTreeMap;

use themata_report::DossierPart;

use super::cells::{measure, number, text as words};
use super::material::{Material, Shared};
use crate::{Cell, Table};

/// Which codes are taken for which, and the codes of a unit as one set.
pub(super) fn part(material: &Material<'_>) -> DossierPart {
    let shared = material.shared;
    let mut confusion = shared.found.to_confusion(&shared.study);
    confusion.remarks.clear();
    let mut text = vec![
        "Two codes that are often taken for each other need to be told apart in the codebook: \
         what makes the one and not the other?"
            .to_owned(),
    ];
    let mut tables = Vec::new();
    if confusion.rows.is_empty() {
        text = vec!["No code was taken for another on about the same stretch.".to_owned()];
    } else {
        confusion.definition = CONFUSION.to_owned();
        tables.push(pairs(shared));
        tables.push(confusion);
    }
    if !shared.question.discuss {
        text.push(
            "The table of sets takes all codes of a unit together: partly the same is partly \
             agreement. That both left a unit unmarked is agreement, too, in figures that do not \
             say otherwise."
                .to_owned(),
        );
        let mut sets = material.comparison.code_sets().to_table();
        sets.remarks.clear();
        sets.title = "The codes of a unit as one set".to_owned();
        sets.name = "sets".to_owned();
        tables.push(sets);
    }
    DossierPart { title: "Codes taken for codes".to_owned(), text, tables }
}

const CONFUSION: &str = "How often one coder applied the one and another the other to about the \
                         same stretch. The table is symmetric, because neither coder is the one \
                         who is right.";

/// The pairs of codes that were taken for each other, those most often first.
fn pairs(shared: &Shared<'_>) -> Table {
    let mut counts: BTreeMap<_, (u64, f64)> = BTreeMap::new();
    for row in &shared.found.rows {
        if let Some(pair) = row.pair {
            let of = counts.entry((pair.first, pair.second, pair.relation)).or_default();
            of.0 += 1;
            of.1 += row.cost();
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(b.1.1.total_cmp(&a.1.1)));
    let mut table = Table::new(
        "code-pairs",
        "Pairs of codes",
        [
            words("first", "Code"),
            words("second", "Taken for"),
            words("relation", "Relation"),
            number("disagreements", "Disagreements"),
            measure("cost", "Cost"),
        ],
    );
    for ((first, second, relation), (number, cost)) in counts {
        table.push([
            Cell::text(&shared.study.codebook[first].name),
            Cell::text(&shared.study.codebook[second].name),
            Cell::text(relation.as_str()),
            Cell::Count(number),
            Cell::Number(cost),
        ]);
    }
    table.definition =
        "Each pair once, in the order of the codebook; relation = how the first \
                        stands to the second in the codebook; cost in characters, as below."
            .to_owned();
    table
}
