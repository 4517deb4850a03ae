mod measure;
mod options;
mod raters;
mod sweep;
mod table;

use rayon::prelude::*;
use themata_agreement::{Coefficient, Share, Undefined};
use themata_model::{Asked, Coder, Coding, DocumentId, Study};

pub use measure::Pooled;
pub use options::{AgreementUnit, AgreementUniverse};

use crate::subject::Outline;
use crate::universe::{Part, in_order, parts, text_of};
use crate::wording::{counted, outside_units};
use crate::{Error, Level, Subject, Transcripts};
use measure::{measure, pool};
use raters::Raters;
use sweep::{Class, Marked, Stretch, sweep};

/// How far the coders of a query agree, theme by theme and code by code.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// What was judged.
    pub unit: AgreementUnit,
    /// Which units took part.
    pub universe: AgreementUniverse,
    /// The coders, in the order of their numbers.
    pub coders: Vec<Coder>,
    /// The documents that at least two of them judged.
    pub documents: Vec<DocumentId>,
    /// The number of units in the universe.
    pub units: u64,
    /// The themes and codes in the order of the codebook.
    pub rows: Vec<AgreementRow>,
    /// The codes taken together. Themes do not add to it.
    pub pooled: Pooled,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// How far coders agree on whether a theme or a code applies.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementRow {
    /// The theme or code.
    pub subject: Subject,
    /// The share of pairs of coders who say the same of a unit, averaged over units.
    pub percent: Share,
    /// Where one coder says that it applies, how often another does too.
    pub positive: Share,
    /// Cohen's kappa for two coders, Conger's for more.
    pub kappa: Coefficient,
    /// Krippendorff's alpha, nominal.
    pub alpha: Coefficient,
    /// How often it was said to apply, among all that was said.
    pub prevalence: Share,
    /// The number of units that each coder marked, in the order of [`Agreement::coders`].
    pub marked: Vec<u64>,
}

/// Measures how far coders agree on the presence of each theme and each code, unit by unit.
///
/// Every theme and code is a yes-or-no question of its own, so codes may overlap; what one
/// coder marked twice is marked once. A code counts what carries exactly this code, a theme
/// what carries any of its codes.
///
/// Compared are the documents of the query that at least two of its coders judged. A coder has
/// judged a document that was assigned to them if they have finished it, with or without
/// codings, and one that was not if any coding of theirs is on it, whatever its code; elsewhere
/// the coder is missing. Documents that are still coded blind are left out. A consensus layer was made from what the others said, so it is compared
/// only where fewer than two others are left.
///
/// `transcripts` must hold the texts of those documents if [`AgreementUnit::needs_texts`] says
/// so. The cost is that of sorting the codings of each document and code.
///
/// # Errors
///
/// If a text is needed and missing.
pub fn agreement(
    study: &Study,
    asked: &Asked,
    unit: AgreementUnit,
    universe: AgreementUniverse,
    transcripts: &Transcripts,
) -> Result<Agreement, Error> {
    let codings = in_order(asked);
    let parts = parts(study, asked, &codings);
    let outline = Outline::of(study, asked);
    let raters = Raters::of(study, asked, &parts);

    let cut: Vec<Cut> = raters
        .documents
        .par_iter()
        .map(|judged| {
            let part = &parts[judged.place];
            Cut::of(part, &raters, judged.class, (unit, universe), transcripts)
        })
        .collect::<Result<_, Error>>()?;
    let mut classes: Vec<Class> = raters.classes();
    for (judged, cut) in raters.documents.iter().zip(&cut) {
        classes[judged.class].units += cut.units;
    }

    let mut stretches: Vec<Vec<Stretch>> = vec![Vec::new(); outline.subjects.len()];
    for (document, (judged, cut)) in raters.documents.iter().zip(&cut).enumerate() {
        for (code, stretch) in &cut.stretches {
            for row in outline.rows_of(*code) {
                let stretch = Stretch { document, class: judged.class, ..stretch.clone() };
                stretches[row].push(stretch);
            }
        }
    }
    let coders = raters.coders.len();
    let marked: Vec<Marked> =
        stretches.par_iter().map(|stretches| sweep(stretches, &classes, coders)).collect();

    let rows: Vec<AgreementRow> = outline
        .subjects
        .into_iter()
        .zip(marked)
        .map(|(subject, marked)| measure(subject, marked))
        .collect();
    let units = classes.iter().map(|class| class.units).sum();
    let pooled = pool(&rows);
    let outside = cut.iter().map(|cut| cut.outside).sum();
    let remarks = remarks(&raters, unit, outside, &pooled);
    Ok(Agreement {
        definition: options::definition(study, asked, unit, universe, &raters, units, &pooled),
        unit,
        universe,
        documents: raters
            .documents
            .iter()
            .map(|judged| parts[judged.place].document.id)
            .collect(),
        coders: raters.coders,
        units,
        rows,
        pooled,
        remarks,
    })
}

/// A document cut into units, and the codings on it as stretches of units.
struct Cut {
    units: u64,
    stretches: Vec<(themata_codebook::CodeIndex, Stretch)>,
    /// The number of codings that touch no unit.
    outside: u64,
}

impl Cut {
    fn of(
        part: &Part<'_>,
        raters: &Raters,
        class: usize,
        (unit, universe): (AgreementUnit, AgreementUniverse),
        transcripts: &Transcripts,
    ) -> Result<Cut, Error> {
        let len = part.document.version.len;
        let segments = match unit.rule() {
            Some(rule) => Some(rule.cut(text_of(transcripts, part.document)?)),
            None => None,
        };
        let touched = |coding: &Coding| match &segments {
            Some(segments) => {
                let touched = segments.touching(coding.span);
                touched.start as u32..touched.end as u32
            }
            // What reaches beyond the text is no part of it.
            None => coding.span.start().min(len)..coding.span.end().min(len),
        };
        let mut cut = Cut { units: 0, stretches: Vec::new(), outside: 0 };
        let (mut reach, mut covered) = (0, 0);
        for coding in part.codings {
            let coder = raters.place(coding.coder);
            let Some(coder) = coder.filter(|&coder| raters.judges(class, coder)) else {
                continue;
            };
            let units = touched(coding);
            if units.is_empty() {
                cut.outside += 1;
                continue;
            }
            // Codings come in the order of their starts, and so do the units they touch.
            covered += u64::from(units.end.saturating_sub(units.start.max(reach)));
            reach = reach.max(units.end);
            cut.stretches.push((coding.code, Stretch { document: 0, class: 0, coder, units }));
        }
        cut.units = match universe {
            AgreementUniverse::CodedText => covered,
            AgreementUniverse::WholeText => {
                segments.map_or(u64::from(len), |segments| segments.len() as u64)
            }
        };
        Ok(cut)
    }
}

fn remarks(raters: &Raters, unit: AgreementUnit, outside: u64, pooled: &Pooled) -> Vec<String> {
    let mut remarks = raters.remarks();
    if outside > 0 {
        remarks.push(outside_units(outside, unit.as_str()));
    }
    if pooled.unused > 0 {
        let codes = counted(pooled.unused as u64, "code", "codes");
        remarks.push(format!("{codes} used by no coder in these documents, not pooled"));
    }
    remarks
}

impl Agreement {
    /// The rows of one level: themes, or codes.
    pub fn rows_at(&self, level: Level) -> impl Iterator<Item = &AgreementRow> {
        self.rows.iter().filter(move |row| row.subject.level == level)
    }
}

/// A value, or why there is none, in the words of a table.
fn cell(value: Result<f64, Undefined>) -> crate::Cell {
    match value {
        Ok(value) => crate::Cell::Number(value),
        Err(reason) => crate::Cell::Undefined(reason.to_string()),
    }
}
