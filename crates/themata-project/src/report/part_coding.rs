use themata_report::{Fact, Part};

use super::Material;
use crate::Valence;
use crate::names::{count, grouped};

/// How it was coded.
pub(super) fn part(material: &Material<'_>) -> Part {
    let Material { study, asked, .. } = material;
    let book = &study.codebook;
    let themes = match study.themes.len() {
        0 => book.roots().iter().filter(|&&root| book[root].is_active()).count(),
        made => made,
    };
    let codes = book.codes().filter(|(_, code)| code.assignable && code.is_active()).count();
    let mut facts = vec![Fact::new(
        "Codebook",
        format!("{} in {}", count(codes, "code"), count(themes, "theme")),
    )];
    for coder in &study.coders {
        let codings: Vec<_> =
            asked.codings.iter().filter(|coding| coding.coder == coder.id).collect();
        let mut documents: Vec<_> = codings.iter().map(|coding| coding.document).collect();
        documents.dedup();
        if !codings.is_empty() {
            let value = format!(
                "{} on {}",
                count(codings.len(), "coding"),
                count(documents.len(), "document")
            );
            facts.push(Fact::new(format!("Coder {}", coder.name), value));
        }
    }
    let of = |valence: Option<Valence>| {
        asked.codings.iter().filter(|coding| coding.valence == valence).count()
    };
    if of(None) < asked.codings.len() {
        let value = format!(
            "{} barriers, {} facilitators, {} neither",
            grouped(of(Some(Valence::Barrier))),
            grouped(of(Some(Valence::Facilitator))),
            grouped(of(None))
        );
        facts.push(Fact::new("Valence", value));
    }
    Part { paragraphs: Vec::new(), facts, exhibits: Vec::new() }
}
