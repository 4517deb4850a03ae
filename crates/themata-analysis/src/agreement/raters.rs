use std::collections::BTreeMap;

use themata_agreement::Category;
use themata_model::{Asked, Coder, CoderId, CoderKind, Judgement, Study};

use super::sweep::Class;
use crate::universe::Part;
use crate::wording::counted;

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
        for coder in study.coders.iter().filter(|coder| asked.coders.contains(&coder.id)) {
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

    /// Whether a coder, by place, judged the documents of a class. What others have coded there
    /// is unfinished and says nothing.
    pub(super) fn judges(&self, class: usize, coder: usize) -> bool {
        self.judged_by[class][coder]
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
///
/// Who has finished an assignment has judged the document, with or without codings. Who has
/// not, or was excused, has not, whatever is coded so far. Where nothing was assigned, any
/// coding of a coder, whatever the query says of its code, is taken for a judgement of the
/// whole.
fn judged(study: &Study, parts: &[Part<'_>], coders: &[Coder]) -> (Vec<Vec<bool>>, LeftOut) {
    let mut left_out = LeftOut::default();
    let blind = study.blind_documents();
    let (mut asked, mut finished) = (vec![false; coders.len()], vec![false; coders.len()]);
    let mut judged = Vec::with_capacity(parts.len());
    for part in parts {
        let id = part.document.id;
        let mut here = coded(study, part, coders);
        left_out.blind += u64::from(blind.contains(&id));
        if !study.assignments.is_empty() {
            for (place, coder) in coders.iter().enumerate() {
                let judgement = study.judgement(id, coder.id);
                asked[place] |= judgement != Judgement::Unassigned;
                finished[place] |= judgement == Judgement::Finished;
                match judgement {
                    Judgement::Finished => here[place] = true,
                    Judgement::Unfinished => left_out.unfinished += 1,
                    Judgement::Excused => left_out.excused += 1,
                    Judgement::Unassigned => {}
                }
                if matches!(judgement, Judgement::Unfinished | Judgement::Excused) {
                    here[place] = false;
                }
            }
        }
        if blind.contains(&id) {
            here.fill(false);
        }
        judged.push(here);
    }
    let idle = (0..coders.len()).filter(|&place| asked[place] && !finished[place]);
    let idle = idle.map(|place| coders[place].name.clone());
    left_out.idle = idle.collect();
    (judged, left_out)
}

/// Which of the coders have a coding on a document.
fn coded(study: &Study, part: &Part<'_>, coders: &[Coder]) -> Vec<bool> {
    let mut coded = vec![false; coders.len()];
    for coding in study.codings.on(part.document.id) {
        if let Ok(place) = coders.binary_search_by_key(&coding.coder, |coder| coder.id) {
            coded[place] = true;
        }
    }
    coded
}

impl Raters {
    /// What a reader should know of who is compared and who is not.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let LeftOut { unfinished, excused, blind, ref idle } = self.assignments;
        if self.documents.is_empty() {
            remarks.push(match self.coders.as_slice() {
                [only] => {
                    format!("agreement takes two coders, and there is one: {}", only.name)
                }
                _ => "no document was judged by two of the query's coders".to_owned(),
            });
        }
        if self.judged_by_one > 0 {
            let documents = counted(self.judged_by_one as u64, "document", "documents");
            remarks.push(format!("{documents} judged by only one of the coders, left out"));
        }
        if unfinished > 0 {
            let assignments = counted(unfinished, "assignment", "assignments");
            remarks.push(format!("{assignments} left out as unfinished"));
        }
        if excused > 0 {
            let assignments = counted(excused, "assignment", "assignments");
            remarks.push(format!("{assignments} left out as excused"));
        }
        if blind > 0 {
            let documents = counted(blind, "document", "documents");
            remarks.push(format!("{documents} left out: still coded blind"));
        }
        if !idle.is_empty() {
            let (names, has) = (idle.join(", "), if idle.len() == 1 { "has" } else { "have" });
            remarks.push(format!("{names} {has} finished no assignment on these documents"));
        }
        if !self.left_out.is_empty() {
            remarks.push(format!(
                "the consensus layer ({}) is not compared: it was made from the codings of the \
                 others",
                self.left_out.join(", ")
            ));
        }
        remarks
    }
}

fn chosen<'a, T>(all: &'a [T], which: &'a [bool]) -> impl Iterator<Item = &'a T> {
    all.iter().zip(which).filter_map(|(one, &chosen)| chosen.then_some(one))
}
