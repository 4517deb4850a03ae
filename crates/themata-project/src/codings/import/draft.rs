use std::collections::{BTreeMap, BTreeSet};

use themata_codebook::{Code, CodeIndex};
use themata_exchange::CodingRow;
use themata_model::{
    Change, CoderId, Coding, CodingId, CodingRecord, DocumentId, Study, Valence, Weight,
};
use themata_store::Snapshot;
use themata_text::CharSpan;

use crate::Failure;
use crate::codings::add::applicable;
use crate::names::count;
use crate::project::coder_named;
use crate::rounds::guard::{may_code, starting};
use crate::rounds::veil::Veil;

/// What a coding says beside its code.
type Said = (Option<Valence>, Option<Weight>);

/// What a sheet comes to, row by row.
pub(super) struct Draft {
    study: Study,
    next_coding: CodingId,
    next_coder: CoderId,
    /// What was said before, by place, code and coder.
    said: BTreeMap<(DocumentId, CharSpan, CodeIndex, CoderId), Vec<Said>>,
    /// Whose codings on which documents have been added to.
    touched: BTreeSet<(DocumentId, CoderId)>,
    pub(super) changes: Vec<Change>,
    pub(super) added: Vec<CodingRecord>,
    pub(super) known: usize,
    pub(super) differing: usize,
    /// How many rows are of codings that whoever acts may not know of, new or not.
    pub(super) kept_back: usize,
    veil: Option<Veil>,
    pub(super) new_coders: Vec<String>,
    pub(super) new_codes: Vec<String>,
    /// Whose codings those of rows without a coder are.
    acting: Result<String, Failure>,
}

impl Draft {
    pub(super) fn new(
        study: &Study,
        snapshot: &Snapshot<'_>,
        acting: Result<String, Failure>,
        veil: Option<Veil>,
    ) -> Result<Draft, Failure> {
        let next = snapshot.next_ids()?;
        let mut said: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for coding in &study.codings {
            let key = (coding.document, coding.span, coding.code, coding.coder);
            said.entry(key).or_default().push((coding.valence, coding.weight));
        }
        Ok(Draft {
            study: study.clone(),
            next_coding: next.coding,
            next_coder: next.coder,
            said,
            touched: BTreeSet::new(),
            changes: Vec::new(),
            added: Vec::new(),
            known: 0,
            differing: 0,
            kept_back: 0,
            veil,
            new_coders: Vec::new(),
            new_codes: Vec::new(),
            acting,
        })
    }

    pub(super) fn row(
        &mut self,
        row: &CodingRow,
        place: Option<(DocumentId, CharSpan)>,
        new_codes: bool,
        faults: &mut Faults,
    ) -> Result<(), Failure> {
        if row.codes.is_empty() {
            faults.add(row, &Failure::new("the row has no code"));
        }
        let valence = match &row.valence {
            Some(word) => {
                let valence = Valence::from_word(word);
                if valence.is_none() {
                    let what = format!("`{word}` is neither barrier nor facilitator");
                    faults.add(row, &Failure::new(what));
                }
                valence
            }
            None => None,
        };
        let weight = match row.weight.as_deref().map(Weight::from_word) {
            Some(Ok(weight)) => Some(weight),
            Some(Err(error)) => {
                faults.add(row, &Failure::new(error.to_string()));
                None
            }
            None => None,
        };
        let mut codes = Vec::new();
        for name in &row.codes {
            if new_codes && self.study.codebook.find(name).is_none() {
                if place.is_none() {
                    continue;
                }
                self.add_code(name)?;
            }
            match applicable(&self.study.codebook, name) {
                Ok(code) => codes.push(code),
                Err(failure) => faults.add(row, &failure),
            }
        }
        let Some((document, span)) = place else { return Ok(()) };
        let name = match &row.coder {
            Some(name) => name.clone(),
            None => self.acting.clone()?,
        };
        let coder = self.coder(&name)?;
        let is_hidden = self.hides(document, coder);
        // Asked before it is looked at what the coder has said: the answer would tell it.
        if let Some(failure) =
            may_code(&self.study, document, coder).err().filter(|_| is_hidden)
        {
            faults.add(row, &failure);
            return Ok(());
        }
        for code in codes {
            self.kept_back += usize::from(is_hidden);
            let seen = usize::from(!is_hidden);
            let said = self.said.entry((document, span, code, coder)).or_default();
            // What a row leaves open contradicts nothing.
            let agrees = |&(known_valence, known_weight): &Said| {
                (valence.is_none() || valence == known_valence)
                    && (weight.is_none() || weight == known_weight)
            };
            if said.iter().any(agrees) {
                self.known += seen;
                continue;
            }
            if !said.is_empty() {
                // What a coder said stays as it was said; `code` changes it one by one.
                self.differing += seen;
                continue;
            }
            if let Err(failure) = may_code(&self.study, document, coder) {
                faults.add(row, &failure);
                continue;
            }
            said.push((valence, weight));
            if self.touched.insert((document, coder)) {
                self.changes.extend(starting(&self.study, document, coder));
            }
            let id = self.next_coding;
            self.next_coding = CodingId(id.0 + 1);
            let coding = Coding { id, document, span, code, coder, valence, weight };
            self.added.push(CodingRecord { coding, memo: row.memo.clone() });
        }
        Ok(())
    }

    /// Whether codings are kept back from whoever acts.
    pub(super) fn hides(&self, document: DocumentId, coder: CoderId) -> bool {
        self.veil.as_ref().is_some_and(|veil| veil.hides(document, coder))
    }

    fn add_code(&mut self, name: &str) -> Result<(), Failure> {
        let (book, place) = self.study.codebook.add(Code::named(name))?;
        let after = book.get(place).cloned();
        self.changes.push(Change::Code { place, before: None, after });
        self.new_codes.push(book[place].name.clone());
        self.study.codebook = book;
        Ok(())
    }

    fn coder(&mut self, name: &str) -> Result<CoderId, Failure> {
        let (id, made) = coder_named(&self.study, &mut self.next_coder, name)?;
        if let Some(made) = made {
            if let Change::Coder { after: Some(coder), .. } = &made {
                self.new_coders.push(coder.name.clone());
                self.study.coders.push(coder.clone());
            }
            self.changes.push(made);
        }
        Ok(id)
    }
}

/// What is wrong with a sheet, told all at once.
#[derive(Default)]
pub(super) struct Faults {
    /// How many rows are at fault.
    rows: usize,
    /// What is wrong, with the first line that it is wrong in and in how many it is.
    told: Vec<(String, u64, usize)>,
    /// Where each wording stands in `told`.
    places: BTreeMap<String, usize>,
}

impl Faults {
    pub(super) fn add(&mut self, row: &CodingRow, failure: &Failure) {
        let hint = failure.hints.first().map_or(String::new(), |hint| format!("; {hint}"));
        let wording = format!("{failure}{hint}");
        self.rows += 1;
        let next = self.told.len();
        let place = *self.places.entry(wording.clone()).or_insert(next);
        match self.told.get_mut(place) {
            Some((_, _, times)) => *times += 1,
            None => self.told.push((wording, row.line, 1)),
        }
    }

    pub(super) fn into_result(self) -> Result<(), Failure> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut failure = Failure::new(format!(
            "the sheet has {}; nothing was imported",
            count(self.rows, "fault")
        ));
        failure.causes.extend(self.told.iter().take(TOLD).map(|(wording, line, times)| {
            match times {
                1 => format!("line {line}: {wording}"),
                _ => format!("line {line} and {} more: {wording}", times - 1),
            }
        }));
        if self.told.len() > TOLD {
            failure.causes.push(format!("and {} more kinds", self.told.len() - TOLD));
        }
        Err(failure
            .hint("`--new-codes` adds codes that the codebook lacks")
            .hint("`--dry-run` tries the sheet without changing anything"))
    }
}

/// How many kinds of fault of a sheet are told.
const TOLD: usize = 12;
