use themata_report::{Exhibit, Fact, Part};

use super::{Material, documents_at_sites};
use crate::Failure;
use crate::names::grouped;

/// What was studied.
pub(super) fn part(material: &Material<'_>) -> Result<Part, Failure> {
    let Material { study, asked, by, .. } = material;
    let documents: Vec<_> =
        asked.documents.iter().filter_map(|&id| study.document(id)).collect();
    let words: usize = documents.iter().map(|document| document.version.words as usize).sum();
    let turns: usize = documents.iter().map(|document| document.version.turns as usize).sum();
    let mut facts = vec![
        Fact::new("Documents", documents_at_sites(material)),
        Fact::new("Words", grouped(words)),
        Fact::new("Speakers' turns", grouped(turns)),
    ];
    for attribute in &study.attributes {
        let groups: Vec<(String, usize)> = study
            .groups_by(attribute.id)
            .into_iter()
            .filter_map(|(value, ids)| {
                let number =
                    ids.iter().filter(|id| asked.documents.binary_search(id).is_ok()).count();
                Some((value?.to_string(), number)).filter(|&(_, number)| number > 0)
            })
            .collect();
        // An attribute that tells every document apart describes none of them.
        if groups.len() > 1 && groups.len() <= 12 && groups.len() < documents.len() {
            let shown: Vec<String> =
                groups.iter().map(|(value, number)| format!("{value} ({number})")).collect();
            facts.push(Fact::new(&attribute.name, shown.join(", ")));
        }
    }
    let mut exhibits = Vec::new();
    if let Some(by) = by {
        let table = themata_analysis::documents_by(study, asked, *by)?.to_table();
        exhibits.push(Exhibit::Table(table));
    }
    Ok(Part { paragraphs: Vec::new(), facts, exhibits })
}
