use std::collections::BTreeMap;

use themata_agreement::Category;
use themata_model::{Asked, Coder, CoderId, CoderKind, Study};

use super::sweep::Class;
use crate::universe::Part;

/// Who is compared with whom, and on which documents.
pub(super) struct Raters {
    /// The coders with codings on a compared document, in the order of their numbers.
    pub(super) coders: Vec<Coder>,
    /// The documents that at least two of them coded.
    pub(super) documents: Vec<Judged>,
    /// For each class of documents, which of the coders coded them.
    coded_by: Vec<Vec<bool>>,
    /// The number of documents that only one coder coded.
    pub(super) coded_by_one: usize,
    /// The names of coders who are not compared because they are a consensus layer.
    pub(super) left_out: Vec<String>,
}

/// A document that is compared.
pub(super) struct Judged {
    /// Its place among the parts of the universe.
    pub(super) place: usize,
    /// Documents of one class were coded by the same coders.
    pub(super) class: usize,
}

impl Raters {
    pub(super) fn of(study: &Study, asked: &Asked, parts: &[Part<'_>]) -> Raters {
        let (mut coders, mut left_out) = (Vec::new(), Vec::new());
        for coder in study.coders.iter().filter(|coder| asked.coders.contains(&coder.id)) {
            let is_consensus = coder.kind == CoderKind::Consensus;
            if is_consensus { &mut left_out } else { &mut coders }.push(coder.clone());
        }
        if coders.len() < 2 {
            coders.append(&mut left_out);
        }
        coders.sort_by_key(|coder| coder.id);

        let coded: Vec<Vec<bool>> =
            parts.iter().map(|part| coded(study, part, &coders)).collect();
        let several = |coded: &&Vec<bool>| coded.iter().filter(|&&coded| coded).count() >= 2;
        // Who has no coding on a compared document is compared with nobody. Where there is no
        // such document, the reader should still see who might have been compared.
        let compared: Vec<&Vec<bool>> = match coded.iter().filter(several).count() {
            0 => coded.iter().collect(),
            _ => coded.iter().filter(several).collect(),
        };
        let takes_part: Vec<bool> =
            (0..coders.len()).map(|place| compared.iter().any(|coded| coded[place])).collect();
        let mut raters = Raters {
            coders: chosen(&coders, &takes_part).cloned().collect(),
            documents: Vec::new(),
            coded_by: Vec::new(),
            coded_by_one: 0,
            left_out: left_out.into_iter().map(|coder| coder.name).collect(),
        };
        let mut class_of: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for (place, coded) in coded.iter().enumerate() {
            if !several(&coded) {
                raters.coded_by_one += usize::from(coded.contains(&true));
                continue;
            }
            let coded_by: Vec<bool> = chosen(coded, &takes_part).copied().collect();
            let class = *class_of.entry(coded_by).or_insert_with_key(|coded_by| {
                raters.coded_by.push(coded_by.clone());
                raters.coded_by.len() - 1
            });
            raters.documents.push(Judged { place, class });
        }
        raters
    }

    /// The place of a coder among those compared.
    pub(super) fn place(&self, coder: CoderId) -> Option<usize> {
        self.coders.binary_search_by_key(&coder, |coder| coder.id).ok()
    }

    /// The classes of documents, without units so far. Nobody marked anything yet: those who
    /// coded the documents say "absent", the others nothing.
    pub(super) fn classes(&self) -> Vec<Class> {
        let absent = |&coded: &bool| coded.then_some(Category::ABSENT);
        let unmarked =
            self.coded_by.iter().map(|coded_by| coded_by.iter().map(absent).collect());
        unmarked.map(|unmarked| Class { unmarked, units: 0 }).collect()
    }
}

/// Which of the coders have a coding on a document, whatever the query says of its code.
fn coded(study: &Study, part: &Part<'_>, coders: &[Coder]) -> Vec<bool> {
    let mut coded = vec![false; coders.len()];
    for coding in study.codings.on(part.document.id) {
        if let Ok(place) = coders.binary_search_by_key(&coding.coder, |coder| coder.id) {
            coded[place] = true;
        }
    }
    coded
}

fn chosen<'a, T>(all: &'a [T], which: &'a [bool]) -> impl Iterator<Item = &'a T> {
    all.iter().zip(which).filter_map(|(one, &chosen)| chosen.then_some(one))
}
