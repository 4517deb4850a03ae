use std::collections::BTreeSet;

use themata_analysis::{
    Cell, Column, Frequencies, FrequencyMeasure, Kind, SubjectKey, Table, frequencies,
};
use themata_model::{Asked, AttributeId, Coding, EvidenceSide};
use themata_report::{CodeName, Excerpt, Exhibit, HeatMap, Part, Theme};

use super::Material;
use crate::excerpts::{self, excerpts};
use crate::findings::Words;
use crate::names::count;
use crate::show::with_sign;
use crate::{Failure, Valence};

/// How many themes have a chapter: those with most excerpts.
const CHAPTERS: usize = 24;

/// How many excerpts are quoted for each theme.
const QUOTED: usize = 3;

/// Passages of about this many characters are quoted rather than shorter or longer ones.
const TELLING: usize = 220;

/// What was found where.
pub(super) fn sites(material: &Material<'_>) -> Result<Part, Failure> {
    let Material { study, asked, transcripts, by, .. } = material;
    if asked.codings.is_empty() {
        return Ok(Part::default());
    }
    let found = frequencies(study, asked, *by, Some(transcripts))?;
    let overall = [
        FrequencyMeasure::Codings,
        FrequencyMeasure::Excerpts,
        FrequencyMeasure::Documents,
        FrequencyMeasure::Sites,
        FrequencyMeasure::WordShare,
    ];
    let mut table = found.to_table(&overall, &[]);
    table.title = "Themes and codes".to_owned();
    let mut exhibits = vec![Exhibit::Table(table)];
    if by.is_some() {
        let beside = found.to_table(&[], &[FrequencyMeasure::Excerpts]);
        let mut picture = HeatMap::of(&beside);
        picture.unit = "excerpts".to_owned();
        exhibits.push(Exhibit::HeatMap(picture));
    }
    Ok(Part { paragraphs: Vec::new(), facts: Vec::new(), exhibits })
}

/// The themes one by one, those with most excerpts first.
pub(super) fn themes(material: &Material<'_>) -> Result<Vec<Theme>, Failure> {
    let Material { study, asked, transcripts, by, .. } = material;
    let found = frequencies(study, asked, *by, Some(transcripts))?;
    let mut rows: Vec<_> = found
        .rows
        .iter()
        .filter(|row| row.subject.is_theme() && row.overall.codings > 0)
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.overall.excerpts));
    rows.truncate(CHAPTERS);
    rows.into_iter()
        .map(|row| {
            let book = &study.codebook;
            let (key, members) = (row.subject.key, row.subject.codes(study));
            let made = match key {
                SubjectKey::Theme(id) => study.theme(id),
                SubjectKey::Code(_) | SubjectKey::InNoTheme => None,
            };
            let excerpts = evidence(material, made, EvidenceSide::For);
            let own = Asked {
                codings: asked
                    .codings
                    .iter()
                    .filter(|coding| members.contains(&coding.code))
                    .copied()
                    .collect(),
                ..(*asked).clone()
            };
            Ok(Theme {
                title: row.subject.name.clone(),
                statement: statement(material, &own, &found, key),
                colour: members.first().map(|&code| book.colour_of(code).to_string()),
                codes: members
                    .iter()
                    .filter(|&&code| book[code].assignable && book[code].is_active())
                    .map(|&code| {
                        CodeName::new(&book[code].name, book.colour_of(code).to_string())
                    })
                    .collect(),
                sites: by
                    .map(|by| -> Result<_, Failure> {
                        let of_theme = frequencies(study, &own, Some(by), None)?;
                        Ok(by_value(material, &own, &of_theme, key, by))
                    })
                    .transpose()?
                    .flatten(),
                excerpt_count: Some(row.overall.excerpts),
                excerpts: match excerpts.is_empty() {
                    true => quoted(material, &own),
                    false => excerpts,
                },
                counter_evidence: evidence(material, made, EvidenceSide::Against),
            })
        })
        .collect()
}

/// A sentence that holds for any theme: how much, where, which way.
fn statement(
    material: &Material<'_>,
    own: &Asked,
    found: &Frequencies,
    key: SubjectKey,
) -> String {
    let row = found.rows.iter().find(|row| row.subject.key == key);
    let Some(of) = row.map(|row| &row.overall) else { return String::new() };
    let mut sentence = format!(
        "{} in {} of {}",
        count(of.excerpts as usize, "excerpt"),
        of.documents,
        count(of.of_documents as usize, "document"),
    );
    if let Some(sites) = of.sites {
        sentence.push_str(&format!(", from {}", count(sites as usize, "site")));
    }
    let valued = |valence| own.codings.iter().filter(|c| c.valence == Some(valence)).count();
    let (against, helping) = (valued(Valence::Barrier), valued(Valence::Facilitator));
    if against + helping > 0 {
        sentence.push_str(&format!(
            "; applied {} as a barrier and {} as a facilitator",
            times(against),
            times(helping)
        ));
    }
    let short = match key {
        SubjectKey::Theme(id) => material.study.theme(id).map(|theme| &theme.statement),
        SubjectKey::Code(code) => Some(&material.study.codebook[code].short),
        SubjectKey::InNoTheme => None,
    };
    let short = short.map_or("", |words| words.trim());
    let what = if short.is_empty() { String::new() } else { format!("{} ", full_stop(short)) };
    format!("{what}{sentence}.")
}

fn times(number: usize) -> String {
    if number == 1 { "once".to_owned() } else { format!("{number} times") }
}

fn full_stop(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// The numbers of one theme with a row for each value of the attribute, and which way the
/// codings point.
fn by_value(
    material: &Material<'_>,
    own: &Asked,
    found: &Frequencies,
    key: SubjectKey,
    by: AttributeId,
) -> Option<Table> {
    let grouping = found.by.as_ref()?;
    let row = found.rows.iter().find(|row| row.subject.key == key)?;
    let valued = own.codings.iter().any(|coding| coding.valence.is_some());
    let mut table = Table::new(
        "theme-by-group",
        format!("{} by {}", row.subject.name, grouping.attribute),
        [
            Column::new(&grouping.attribute, &grouping.attribute, Kind::Text),
            Column::new("excerpts", "Excerpts", Kind::Count),
            Column::new("documents", "Documents", Kind::Count),
            Column::new("of_documents", "of", Kind::Count),
            Column::new("codings", "Codings", Kind::Count),
            Column::new("barriers", "Barriers", Kind::Count),
            Column::new("facilitators", "Facilitators", Kind::Count),
        ],
    );
    let documents = material.study.groups_by(by);
    for (group, of) in grouping.groups.iter().zip(&row.groups) {
        let members = documents
            .iter()
            .find(|(value, _)| value.as_ref().map(ToString::to_string) == group.value)
            .map_or(&[][..], |(_, ids)| ids);
        let pointing = |valence| {
            let codings = own.codings.iter().filter(|coding| coding.valence == Some(valence));
            codings.filter(|coding| members.contains(&coding.document)).count()
        };
        table.push([
            group.value.as_ref().map_or(Cell::Empty, Cell::text),
            Cell::Count(of.excerpts),
            Cell::Count(of.documents),
            Cell::Count(of.of_documents),
            Cell::Count(of.codings),
            Cell::from(pointing(Valence::Barrier)),
            Cell::from(pointing(Valence::Facilitator)),
        ]);
    }
    if !valued {
        table.drop_column("barriers");
        table.drop_column("facilitators");
    }
    table.definition.clone_from(&found.definition);
    Some(table)
}

/// Excerpts that speak for a theme: telling ones, from as many documents as possible.
///
/// Those that several coders chose come first, then those of a length that says something
/// and can be read; one for each document, before any document has a second.
fn quoted(material: &Material<'_>, own: &Asked) -> Vec<Excerpt> {
    let Material { study, transcripts, credit, .. } = material;
    let mut all = excerpts(study, own, transcripts, credit);
    all.sort_by_key(|excerpt| {
        let mut coders: Vec<_> = excerpt.codings.iter().map(|coding| coding.coder).collect();
        coders.sort_unstable();
        coders.dedup();
        let length = excerpt.words.chars().count();
        (
            std::cmp::Reverse(coders.len()),
            length.abs_diff(TELLING),
            excerpt.document,
            excerpt.span,
        )
    });
    let mut chosen: Vec<&excerpts::Excerpt> = Vec::new();
    let mut documents = BTreeSet::new();
    let sites = study.site_attribute().map(|site| site.id);
    let mut places = BTreeSet::new();
    for excerpt in &all {
        let place = sites.and_then(|site| {
            Some(study.document(excerpt.document)?.values.get(&site)?.to_string())
        });
        let fresh = place.as_ref().is_none_or(|place| !places.contains(place));
        if chosen.len() < QUOTED && fresh && documents.insert(excerpt.document) {
            places.extend(place);
            chosen.push(excerpt);
        }
    }
    chosen.sort_by_key(|excerpt| (excerpt.document, excerpt.span));
    chosen
        .into_iter()
        .map(|excerpt| Excerpt {
            text: excerpt.words.clone(),
            codes: chips(material, &excerpt.codings),
            credit: excerpt.credit.clone(),
        })
        .collect()
}

/// What the analyst named as speaking for a theme or against it, with the codes that a coder
/// gave to just those words.
fn evidence(
    material: &Material<'_>,
    theme: Option<&themata_model::Theme>,
    side: EvidenceSide,
) -> Vec<Excerpt> {
    let Material { study, asked, transcripts, credit, .. } = material;
    let named = theme.into_iter().flat_map(|theme| &theme.evidence);
    named
        .filter(|one| one.side == side)
        .filter_map(|one| {
            let words = Words { study, transcripts, credit };
            let quote = words.of(one.document, one.span)?;
            let on = asked
                .codings
                .iter()
                .filter(|coding| (coding.document, coding.span) == (one.document, one.span));
            Some(Excerpt {
                text: quote.words,
                codes: chips(material, on),
                credit: quote.credit,
            })
        })
        .collect()
}

fn chips<'a>(
    material: &Material<'_>,
    codings: impl IntoIterator<Item = &'a Coding>,
) -> Vec<CodeName> {
    let study = material.study;
    let mut seen = BTreeSet::new();
    codings
        .into_iter()
        .filter(|coding| seen.insert((coding.code, coding.valence)))
        .map(|coding| {
            let colour = study.codebook.colour_of(coding.code).to_string();
            CodeName::new(with_sign(study, coding.code, coding.valence), colour)
        })
        .collect()
}
