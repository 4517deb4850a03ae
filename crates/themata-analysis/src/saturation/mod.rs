mod curve;
mod options;
mod order;
mod permutations;
mod table;

use themata_model::{Asked, DocumentId, Study};

pub use curve::{SaturationCurve, SaturationPosition};
pub use options::{SaturationOptions, SaturationOrder};
pub use permutations::{Permuted, PermutedPosition};

use crate::code_sets::CodeSets;
use crate::grouping::{Grouped, grouped};
use crate::judges::judges;
use crate::subject::Outline;
use crate::universe::{in_order, parts};
use crate::{Error, Group, Level, wording};
use curve::curve;

/// Up to which document new codes came up, in a given order and in orders by chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Saturation {
    /// What was asked for.
    pub options: SaturationOptions,
    /// All documents.
    pub overall: SaturationCurve,
    /// The attribute whose values are looked at one by one, with the documents of each value.
    pub groups: Option<(String, Vec<(Group, SaturationCurve)>)>,
    /// What was counted and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// The documents in order, each with the places of its codes.
struct Coded<'a> {
    documents: Vec<(DocumentId, &'a str)>,
    sets: CodeSets,
    codes: usize,
}

/// Counts, document by document, the codes that no document before it had, and finds where
/// few new ones came up.
///
/// The measure is that of Guest, Namey and Chen (2020, “A simple method to assess and report
/// thematic saturation in qualitative research”, PLoS ONE 15(5): e0232076). The *base* are the
/// codes of the first `base` documents. A *run* are `run` documents in a row behind the base;
/// runs overlap, each begins one document later than the one before. The new-information
/// ratio of a run is
///
/// ```text
/// new codes in the run ÷ codes in the base
/// ```
///
/// and saturation is reached with the first run whose ratio is at most the threshold. It is
/// reported as `5+2`: at the fifth document, which the two that follow it confirm. The ratio
/// is undefined if the base has no codes.
///
/// A document counts once, with the codes of all its coders together. One that none of the
/// query's coders has judged (see `agreement`) is not in the order; one that was judged and
/// carries none of the query's codes is, and adds nothing. The cost is proportional to the
/// codings, and to permutations × documents × codes.
///
/// # Errors
///
/// If the study has no attribute `by` or none to order by.
pub fn saturation(
    study: &Study,
    asked: &Asked,
    options: SaturationOptions,
) -> Result<Saturation, Error> {
    let codings = in_order(asked);
    let parts = parts(study, asked, &codings);
    let outline = Outline::of(study, asked);
    let (subjects, place_of) = outline.at(options.level);

    let all = order::in_order(study, &parts, options.order)?;
    let is_judged = |&place: &usize| {
        let document = parts[place].document.id;
        judges(study, document, &asked.coders).contains(&true)
    };
    let judged: Vec<usize> = all.iter().copied().filter(is_judged).collect();
    let coded = |places: &[usize]| {
        let mut sets = CodeSets::new(subjects.len(), places.len());
        for (at, &place) in places.iter().enumerate() {
            for coding in parts[place].codings {
                let codes = place_of.get(coding.code.get() as usize).into_iter().flatten();
                codes.for_each(|&code| sets.insert(at, code));
            }
        }
        let documents = places.iter().map(|&place| parts[place].document);
        let documents = documents.map(|document| (document.id, document.name.as_str()));
        Coded { documents: documents.collect(), sets, codes: subjects.len() }
    };

    let overall = curve(&coded(&judged), options);
    let ids: Vec<DocumentId> = parts.iter().map(|part| part.document.id).collect();
    let groups = match options.by {
        None => None,
        Some(by) => {
            let Grouped { grouping, of } = grouped(study, &ids, by)?;
            let curves = grouping.groups.iter().enumerate().map(|(group, known)| {
                let own: Vec<usize> =
                    judged.iter().copied().filter(|&place| of[place] == group).collect();
                (known.clone(), curve(&coded(&own), options))
            });
            Some((grouping.attribute.clone(), curves.collect()))
        }
    };

    let mut remarks = wording::mixed_kinds(study, codings.iter());
    let left_out = (all.len() - judged.len()) as u64;
    if left_out > 0 {
        let documents = wording::counted(left_out, "document", "documents");
        remarks.push(format!("{documents} that nobody has coded so far, left out"));
    }
    let empty = judged.iter().filter(|&&place| parts[place].codings.is_empty()).count() as u64;
    if empty > 0 {
        let documents = wording::counted(empty, "document", "documents");
        remarks
            .push(format!("{documents} without any of these codings, counted as adding none"));
    }
    let order = order::in_words(study, options.order);
    let universe = wording::universe(study, asked, judged.len());
    let definition = definition(options, &order, &universe);
    Ok(Saturation { options, overall, groups, definition, remarks })
}

fn definition(options: SaturationOptions, order: &str, universe: &str) -> String {
    let what = match options.level {
        Level::Code => "codes",
        Level::Theme => "themes",
    };
    let documents = |number: usize| wording::counted(number as u64, "document", "documents");
    let (base, run) = (documents(options.base), documents(options.run));
    format!(
        "Documents {order}; each counts once, with the {what} of all its coders together. New = \
         {what} that no document before it has. Ratio = new {what} in the run of {run} \
         that ends here ÷ {what} in the base, the first {base}; saturation is reached with the \
         first run at {}, and 5+{} means at the fifth document, confirmed by the run behind \
         it (Guest, Namey & Chen 2020). {universe}",
        options.threshold_in_words(),
        options.run
    )
}
