use std::collections::BTreeMap;

use themata_analysis::{
    AgreementUnit, AgreementUniverse, CooccurrenceOptions, CooccurrenceUnit, FrequencyRow,
    Layer, Level, agreement, cooccurrence, frequencies,
};
use themata_model::{Coder, CoderKind};

use super::{Material, documents_at_sites};
use crate::names::{count, list};
use crate::{Failure, Valence};

/// How many themes and pairs are named.
const NAMED: usize = 3;

/// The findings in a few sentences: how much, of what, which way, what goes together, how far
/// the coders agree.
pub(super) fn summary(material: &Material<'_>) -> Result<Vec<String>, Failure> {
    let mut paragraphs = vec![extent(material)];
    if !material.asked.codings.is_empty() {
        paragraphs.push(themes(material)?);
        paragraphs.extend(together(material)?);
        paragraphs.push(agreed(material)?);
    }
    Ok(paragraphs)
}

fn extent(material: &Material<'_>) -> String {
    let Material { study, asked, .. } = material;
    let mut excerpts: Vec<_> = asked.codings.iter().map(|c| (c.document, c.span)).collect();
    excerpts.dedup();
    let used = |coder: &&Coder| asked.codings.iter().any(|coding| coding.coder == coder.id);
    let (agreed, coders): (Vec<&Coder>, Vec<&Coder>) =
        study.coders.iter().filter(used).partition(|it| it.kind == CoderKind::Consensus);
    let names = |coders: &[&Coder]| {
        list(&coders.iter().map(|coder| coder.name.clone()).collect::<Vec<_>>())
    };
    let coded = (!coders.is_empty())
        .then(|| format!("{} ({})", count(coders.len(), "coder"), names(&coders)));
    // What was agreed on is nobody's.
    let agreed = (!agreed.is_empty()).then(|| format!("in the consensus ({})", names(&agreed)));
    let by = match (coded, agreed) {
        (None, None) => String::new(),
        (Some(coded), None) => format!(" by {coded}"),
        (None, Some(agreed)) => format!(" {agreed}"),
        (Some(coded), Some(agreed)) => format!(" by {coded} and {agreed}"),
    };
    let were = if asked.documents.len() == 1 { "was" } else { "were" };
    format!(
        "{} {were} coded{by}: {} on {}.",
        documents_at_sites(material),
        count(asked.codings.len(), "coding"),
        count(excerpts.len(), "excerpt"),
    )
}

fn themes(material: &Material<'_>) -> Result<String, Failure> {
    let Material { study, asked, by, .. } = material;
    let found = frequencies(study, asked, *by, None)?;
    let mut themes: Vec<&FrequencyRow> = found
        .rows
        .iter()
        .filter(|row| row.subject.is_theme() && row.overall.excerpts > 0)
        .collect();
    themes.sort_by_key(|row| std::cmp::Reverse(row.overall.excerpts));
    let named: Vec<String> = themes
        .iter()
        .take(NAMED)
        .map(|row| {
            let of = &row.overall;
            format!(
                "{} ({}, {} of {})",
                row.subject.name,
                count(of.excerpts as usize, "excerpt"),
                of.documents,
                count(of.of_documents as usize, "document")
            )
        })
        .collect();
    let mut sentences = format!("Most was said of {}.", list(&named));
    // Where a theme is spoken of most, measured by the documents there are, is where to look.
    if let Some(grouping) = &found.by {
        let peaks: Vec<String> = themes
            .iter()
            .take(NAMED)
            .filter_map(|row| {
                let per = |at: usize| {
                    let of = &row.groups[at];
                    of.excerpts as f64 / of.of_documents.max(1) as f64
                };
                let most = (0..row.groups.len()).max_by(|&a, &b| per(a).total_cmp(&per(b)))?;
                let excerpts = row.groups[most].excerpts as usize;
                let place = grouping.heading(&grouping.groups[most]);
                Some(format!(
                    "{} at {place} ({})",
                    row.subject.name,
                    count(excerpts, "excerpt")
                ))
            })
            .collect();
        sentences.push_str(&format!(" Most for each document: {}.", list(&peaks)));
    }
    let pointing = |row: &FrequencyRow, valence| {
        let members = row.subject.codes(study);
        let codings = asked.codings.iter().filter(|c| c.valence == Some(valence));
        codings.filter(|coding| members.contains(&coding.code)).count()
    };
    for (valence, what) in
        [(Valence::Barrier, "barriers"), (Valence::Facilitator, "facilitators")]
    {
        let mut ranked: Vec<(usize, &str)> = themes
            .iter()
            .map(|row| (pointing(row, valence), row.subject.name.as_str()))
            .filter(|&(codings, _)| codings > 0)
            .collect();
        ranked.sort_by_key(|&(codings, _)| std::cmp::Reverse(codings));
        let named: Vec<String> = ranked
            .iter()
            .take(NAMED)
            .map(|(codings, name)| format!("{name} ({})", count(*codings, "coding")))
            .collect();
        if !named.is_empty() {
            sentences.push_str(&format!(" As {what} above all: {}.", list(&named)));
        }
    }
    Ok(sentences)
}

fn together(material: &Material<'_>) -> Result<Option<String>, Failure> {
    let Material { study, asked, .. } = material;
    let options = CooccurrenceOptions {
        unit: CooccurrenceUnit::Overlap,
        layer: Layer::SameCoder,
        level: Level::Theme,
        by: None,
    };
    let found = cooccurrence(study, asked, options, &BTreeMap::new())?;
    let name = |code| found.code(code).map_or("", |code| code.name.as_str());
    let named: Vec<String> = found
        .pairs
        .iter()
        .take(NAMED)
        .map(|pair| {
            let sites = match pair.sites {
                Some(sites) => format!(" at {}", count(sites as usize, "site")),
                None => String::new(),
            };
            format!(
                "{} with {} ({} times in {}{sites})",
                name(pair.first),
                name(pair.second),
                pair.n12,
                count(pair.documents as usize, "document")
            )
        })
        .collect();
    Ok((!named.is_empty()).then(|| format!("What occurs together most: {}.", list(&named))))
}

fn agreed(material: &Material<'_>) -> Result<String, Failure> {
    let Material { study, compared, transcripts, .. } = material;
    let unit = match transcripts.values().any(|transcript| !transcript.turns.is_empty()) {
        true => AgreementUnit::Turn,
        false => AgreementUnit::Paragraph,
    };
    let found = agreement(study, compared, unit, AgreementUniverse::WholeText, transcripts)?;
    Ok(match &found.pooled.alpha {
        Ok(alpha) => format!(
            "Over all codes, {} by {}, the coders agreed to a Krippendorff's alpha of {alpha:.2} \
             in the {} that at least two of them judged.",
            unit.as_str(),
            unit.as_str(),
            count(found.documents.len(), "document")
        ),
        Err(reason) => format!("Agreement over all codes is undefined: {reason}."),
    })
}
