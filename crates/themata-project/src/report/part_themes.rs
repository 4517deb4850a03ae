use std::collections::BTreeSet;

use themata_analysis::{
    Cell, Column, Frequencies, FrequencyMeasure, FrequencyRow, Kind, SubjectKey, Table,
    frequencies,
};
use themata_model::{Asked, AttributeId, Coding, EvidenceSide};
use themata_report::{CodeName, Excerpt, Exhibit, HeatMap, Part, Theme};

use super::evidence::{named, own, quoted};
use super::{ExcerptKey, Material, ReportExcerpt, ReportQuestion};
use crate::names::count;
use crate::show::with_sign;
use crate::{Failure, Valence};

/// How many themes have a chapter: those with most excerpts.
pub(super) const CHAPTERS: usize = 24;

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

/// The themes one by one: those that were chosen, or those with most excerpts first. Also the
/// chosen excerpts that are not there.
pub(super) fn themes(
    material: &Material<'_>,
    question: &ReportQuestion,
) -> Result<(Vec<Theme>, Vec<ExcerptKey>), Failure> {
    let Material { study, asked, transcripts, by, .. } = material;
    let found = frequencies(study, asked, *by, Some(transcripts))?;
    let rows = found.rows.iter().filter(|row| row.subject.is_theme());
    let rows: Vec<&FrequencyRow> = match &question.themes {
        None => {
            let mut rows: Vec<_> = rows.filter(|row| row.overall.codings > 0).collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.overall.excerpts));
            rows.truncate(CHAPTERS);
            rows
        }
        Some(named) => {
            let rows: Vec<_> = rows.collect();
            let mut chosen: Vec<&FrequencyRow> = Vec::new();
            for theme in named {
                let key = theme.find(study)?;
                let row = rows.iter().find(|row| Some(row.subject.key) == key);
                // Nothing has two chapters.
                chosen.extend(row.filter(|row| {
                    chosen.iter().all(|known| known.subject.key != row.subject.key)
                }));
            }
            chosen
        }
    };
    let mut missing = Vec::new();
    let mut chapters = Vec::new();
    for row in rows {
        let book = &study.codebook;
        let (key, members) = (row.subject.key, row.subject.codes(study));
        let own = own(material, key);
        let (excerpts, gone) = quoted(material, question, key, &own)?;
        missing.extend(gone);
        chapters.push(Theme {
            title: row.subject.name.clone(),
            statement: statement(material, &own, &found, key),
            colour: members.first().map(|&code| book.colour_of(code).to_string()),
            codes: members
                .iter()
                .filter(|&&code| book[code].assignable && book[code].is_active())
                .map(|&code| CodeName::new(&book[code].name, book.colour_of(code).to_string()))
                .collect(),
            sites: by
                .map(|by| -> Result<_, Failure> {
                    let of_theme = frequencies(study, &own, Some(by), None)?;
                    Ok(by_value(material, &own, &of_theme, key, by))
                })
                .transpose()?
                .flatten(),
            excerpt_count: Some(row.overall.excerpts),
            excerpts: quotes(material, excerpts),
            counter_evidence: quotes(material, named(material, key, EvidenceSide::Against)),
        });
    }
    // A choice for a theme that has no chapter is no mistake: it waits.
    Ok((chapters, missing))
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

/// Excerpts as they are quoted.
fn quotes(material: &Material<'_>, excerpts: Vec<ReportExcerpt>) -> Vec<Excerpt> {
    let quote = |excerpt: ReportExcerpt| Excerpt {
        codes: chips(material, &excerpt.codings),
        text: excerpt.words,
        credit: excerpt.credit,
    };
    excerpts.into_iter().map(quote).collect()
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
