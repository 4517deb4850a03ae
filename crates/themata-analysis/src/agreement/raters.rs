use std::collections::BTreeMap;

use themata_agreement::Category;
use themata_model::{Asked, Coder, CoderId, CoderKind, Judgement, Study};

use super::sweep::Class;
use crate::judges::judges;
use crate::universe::Part;

/// Who is compared with whom, and on which documents.
pub(super) struct Raters {
    /// The coders who judged a compared document, in the order of their numbers.
    pub(super) coders: Vec<Coder>,
    /// The documents that at least two of them judged.
    pub(super) documents: Vec<Judged>,
    /// For each class of documents, which of the coders judged them.
    judged_by: Vec<Vec<bool>>,
    /// The number of documents that only one coder judged.
    pub(super) judged_by_one: usize,
    /// What was left out because of assignments.
    pub(super) assignments: LeftOut,
    /// The names of coders who are not compared because they are a consensus layer.
    pub(super) left_out: Vec<String>,
}

/// What is not compared because of how far assignments have come.
#[derive(Default)]
pub(super) struct LeftOut {
    /// The number of assignments that are not finished.
    pub(super) unfinished: u64,
    /// The number of assignments from which the coder was excused.
    pub(super) excused: u64,
    /// The number of documents that are coded blind: as long as anybody is at them, nobody
    /// may know of others' codings, so there is nothing to compare.
    pub(super) blind: u64,
    /// The names of coders who have assignments and finished none.
    pub(super) idle: Vec<String>,
}

/// A document that is compared.
pub(super) struct Judged {
    /// Its place among the parts of the universe.
    pub(super) place: usize,
    /// Documents of one class were judged by the same coders.
    pub(super) class: usize,
}

impl Raters {
    pub(super) fn of(study: &Study, asked: &Asked, parts: &[Part<'_>]) -> Raters {
        let (mut coders, mut left_out) = (Vec::new(), Vec::new());
        for coder in &study.coders {
            // A machine is among those asked for only where the query names it.
            if !asked.coders.contains(&coder.id) {
                continue;
            }
            let is_consensus = coder.kind == CoderKind::Consensus;
            if is_consensus { &mut left_out } else { &mut coders }.push(coder.clone());
        }
        if coders.len() < 2 {
            coders.append(&mut left_out);
        }
        coders.sort_by_key(|coder| coder.id);

        let (judged, assignments) = judged(study, parts, &coders);
        let several =
            |judged: &&Vec<bool>| judged.iter().filter(|&&judged| judged).count() >= 2;
        // Who judged no compared document is compared with nobody. Where there is no such
        // document, the reader should still see who might have been compared.
        let compared: Vec<&Vec<bool>> = match judged.iter().filter(several).count() {
            0 => judged.iter().collect(),
            _ => judged.iter().filter(several).collect(),
        };
        let takes_part: Vec<bool> = (0..coders.len())
            .map(|place| compared.iter().any(|judged| judged[place]))
            .collect();
        let mut raters = Raters {
            coders: chosen(&coders, &takes_part).cloned().collect(),
            documents: Vec::new(),
            judged_by: Vec::new(),
            judged_by_one: 0,
            assignments,
            left_out: left_out.into_iter().map(|coder| coder.name).collect(),
        };
        let mut class_of: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for (place, judged) in judged.iter().enumerate() {
            if !several(&judged) {
                raters.judged_by_one += usize::from(judged.contains(&true));
                continue;
            }
            let judged_by: Vec<bool> = chosen(judged, &takes_part).copied().collect();
            let class = *class_of.entry(judged_by).or_insert_with_key(|judged_by| {
                raters.judged_by.push(judged_by.clone());
                raters.judged_by.len() - 1
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
    /// judged the documents say "absent", the others nothing.
    pub(super) fn classes(&self) -> Vec<Class> {
        let absent = |&judged: &bool| judged.then_some(Category::ABSENT);
        let unmarked =
            self.judged_by.iter().map(|judged_by| judged_by.iter().map(absent).collect());
        unmarked.map(|unmarked| Class { unmarked, units: 0 }).collect()
    }
}

/// Which of the coders judged which of the documents, and what was left out.
fn judged(study: &Study, parts: &[Part<'_>], coders: &[Coder]) -> (Vec<Vec<bool>>, LeftOut) {
    let mut left_out = LeftOut::default();
    let blind = study.blind_documents();
    let ids: Vec<CoderId> = coders.iter().map(|coder| coder.id).collect();
    let (mut asked, mut finished) = (vec![false; coders.len()], vec![false; coders.len()]);
    let mut judged = Vec::with_capacity(parts.len());
    for part in parts {
        let document = part.document.id;
        let mut here = judges(study, document, &ids);
        if !study.assignments.is_empty() {
            for (place, &coder) in ids.iter().enumerate() {
                let judgement = study.judgement(document, coder);
                asked[place] |= judgement != Judgement::Unassigned;
                finished[place] |= judgement == Judgement::Finished;
                left_out.unfinished += u64::from(judgement == Judgement::Unfinished);
                left_out.excused += u64::from(judgement == Judgement::Excused);
            }
        }
        if blind.contains(&document) {
            left_out.blind += 1;
            here.fill(false);
        }
        judged.push(here);
    }
    let idle = (0..coders.len()).filter(|&place| asked[place] && !finished[place]);
    left_out.idle = idle.map(|place| coders[place].name.clone()).collect();
    (judged, left_out)
}

fn chosen<'a, T>(all: &'a [T], which: &'a [bool]) -> impl Iterator<Item = &'a T> {
    all.iter().zip(which).filter_map(|(one, &chosen)| chosen.then_some(one))
}
