//! Who is compared with whom, and on which documents.

use std::collections::BTreeSet;

use themata_model::{Asked, Coder, CoderId, CoderKind, DocumentId, Judgement, Study};

use crate::judges::judges;
use crate::wording::counted;

pub(super) struct Compared {
    /// By number.
    pub(super) coders: Vec<CoderId>,
    pub(super) documents: Vec<Judged>,
    pub(super) judged_by_one: usize,
    pub(super) blind: usize,
    pub(super) unfinished: Vec<(String, usize)>,
    /// The names of the coders.
    names: Vec<String>,
}

/// A document that at least two coders judged.
pub(super) struct Judged {
    pub(super) document: DocumentId,
    pub(super) len: u32,
    pub(super) judges: Vec<CoderId>,
}

impl Compared {
    pub(super) fn of(study: &Study, asked: &Asked) -> Compared {
        let takes_part = |coder: &&Coder| match coder.kind {
            // A machine is among those asked for only where the query names it.
            CoderKind::Human | CoderKind::Machine => true,
            CoderKind::Consensus => false,
        };
        let mut coders: Vec<&Coder> = study
            .coders
            .iter()
            .filter(|coder| asked.coders.contains(&coder.id))
            .filter(takes_part)
            .collect();
        coders.sort_by_key(|coder| coder.id);
        let mut compared = Compared {
            coders: coders.iter().map(|coder| coder.id).collect(),
            documents: Vec::new(),
            judged_by_one: 0,
            blind: 0,
            unfinished: Vec::new(),
            names: coders.iter().map(|coder| coder.name.clone()).collect(),
        };
        // Whoever looks does not see what the others said there, so there is nothing to say.
        let blind = study.blind_documents();
        let documents: BTreeSet<DocumentId> = asked.documents.iter().copied().collect();
        let mut unfinished = vec![0; coders.len()];
        for document in documents.into_iter().filter_map(|id| study.document(id)) {
            for (count, coder) in unfinished.iter_mut().zip(&coders) {
                let judgement = study.judgement(document.id, coder.id);
                *count += usize::from(judgement == Judgement::Unfinished);
            }
            if blind.contains(&document.id) {
                compared.blind += 1;
                continue;
            }
            let judges: Vec<CoderId> = compared
                .coders
                .iter()
                .zip(judges(study, document.id, &compared.coders))
                .filter_map(|(&coder, judges)| judges.then_some(coder))
                .collect();
            match judges.len() {
                0 => {}
                1 => compared.judged_by_one += 1,
                _ => compared.documents.push(Judged {
                    document: document.id,
                    len: document.version.len,
                    judges,
                }),
            }
        }
        compared.unfinished = coders
            .iter()
            .zip(unfinished)
            .filter(|(_, count)| *count > 0)
            .map(|(coder, count)| (coder.name.clone(), count))
            .collect();
        compared
    }

    /// What a reader should know, beginning with why there is nothing to compare.
    pub(super) fn remarks(&self, asked: &Asked, outside: usize) -> Vec<String> {
        let mut remarks = Vec::new();
        let documents = |count: usize| counted(count as u64, "document", "documents");
        match self.names.as_slice() {
            [] => remarks.push("nobody is compared: no coder of the query is a person".into()),
            [only] => remarks.push(format!(
                "only one coder is compared ({only}), and a disagreement takes two"
            )),
            _ if self.documents.is_empty() => remarks.push(format!(
                "none of {} was judged by two of the coders ({})",
                documents(asked.documents.len()),
                self.names.join(", ")
            )),
            _ => {}
        }
        if self.judged_by_one > 0 {
            remarks.push(format!(
                "{} judged by only one of the coders, left out",
                documents(self.judged_by_one)
            ));
        }
        for (name, count) in &self.unfinished {
            remarks.push(format!(
                "{name} has not finished {} assigned to them, and is not compared there",
                documents(*count)
            ));
        }
        if self.blind > 0 {
            let documents = documents(self.blind);
            remarks.push(format!("a blind round goes on over {documents}, left out"));
        }
        if outside > 0 {
            let codings = counted(outside as u64, "coding", "codings");
            remarks.push(format!("{codings} outside the text, left out"));
        }
        remarks
    }
}
