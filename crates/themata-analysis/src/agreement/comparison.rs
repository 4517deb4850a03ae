use std::ops::Range;

use rayon::prelude::*;
use themata_codebook::CodeIndex;
use themata_model::{Asked, Coder, Coding, DocumentId, Study};
use themata_text::CharSpan;

use super::raters::Raters;
use super::sweep::{Class, Stretch};
use super::{AgreementUnit, AgreementUniverse, options};
use crate::settled::settled;
use crate::subject::Outline;
use crate::universe::{Part, in_order, parts, text_of};
use crate::{Error, Subject, Transcripts};

/// Who is compared with whom, on which units of which documents: what every measure of
/// agreement starts from, so that figures of one comparison rest on the same judgements.
///
/// Compared are the documents of the query that at least two of its coders judged. A consensus
/// layer was made from what the others said, so it is compared only where fewer than two
/// others are left.
pub struct Comparison<'a> {
    pub(super) study: &'a Study,
    pub(super) asked: &'a Asked,
    pub(super) unit: AgreementUnit,
    pub(super) universe: AgreementUniverse,
    pub(super) outline: Outline,
    pub(super) raters: Raters,
    pub(super) classes: Vec<Class>,
    pub(super) documents: Vec<Judged>,
    /// The number of codings that touch no unit.
    pub(super) outside: u64,
}

/// A compared document, cut into units, and what was marked on it.
pub(super) struct Judged {
    pub(super) id: DocumentId,
    /// Documents of one class were judged by the same coders.
    pub(super) class: usize,
    /// The number of units that take part.
    pub(super) units: u64,
    /// The number of code points.
    pub(super) len: u32,
    /// The codings of coders who judged it, in the order of their places.
    pub(super) marks: Vec<Mark>,
    outside: u64,
}

/// A coding as units of its document.
pub(super) struct Mark {
    pub(super) code: CodeIndex,
    pub(super) coder: usize,
    pub(super) units: Range<u32>,
    /// Where it lies, as far as it lies in the text.
    pub(super) span: CharSpan,
}

impl<'a> Comparison<'a> {
    /// Finds out who judged what, and cuts the documents into units.
    ///
    /// `transcripts` must hold the texts of the query's documents if
    /// [`AgreementUnit::needs_texts`] says so.
    ///
    /// # Errors
    ///
    /// If a text is needed and missing.
    pub fn of(
        study: &'a Study,
        asked: &'a Asked,
        unit: AgreementUnit,
        universe: AgreementUniverse,
        transcripts: &Transcripts,
    ) -> Result<Comparison<'a>, Error> {
        let codings = in_order(asked);
        let parts = parts(study, asked, &codings);
        let raters = Raters::of(study, asked, &parts);
        let mut classes = raters.classes();
        let documents = raters
            .documents
            .par_iter()
            .map(|judged| {
                let part = &parts[judged.place];
                let class = (judged.class, &classes[judged.class]);
                Judged::of(part, class, &raters, unit, universe, transcripts)
            })
            .collect();
        let documents: Vec<Judged> = settled(documents)?;
        for document in &documents {
            classes[document.class].units += document.units;
        }
        let outside = documents.iter().map(|document| document.outside).sum();
        let outline = Outline::of(study, asked);
        Ok(Comparison {
            study,
            asked,
            unit,
            universe,
            outline,
            raters,
            classes,
            documents,
            outside,
        })
    }

    /// The coders who are compared, in the order of their numbers.
    #[must_use]
    pub fn coders(&self) -> &[Coder] {
        &self.raters.coders
    }

    /// The number of units in the universe.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.classes.iter().map(|class| class.units).sum()
    }

    /// For each theme and code the units that were marked with it, document by document.
    pub(super) fn stretches(&self) -> Vec<Vec<Stretch>> {
        let mut stretches: Vec<Vec<Stretch>> = vec![Vec::new(); self.outline.subjects.len()];
        for (number, document) in self.documents.iter().enumerate() {
            for mark in &document.marks {
                for row in self.outline.rows_of(mark.code) {
                    stretches[row].push(Stretch {
                        document: number,
                        class: document.class,
                        coder: mark.coder,
                        units: mark.units.clone(),
                    });
                }
            }
        }
        stretches
    }

    /// The codes that are asked about, and for each code of the codebook its place among them.
    pub(super) fn codes(&self) -> (Vec<&Subject>, Vec<Option<usize>>) {
        self.outline.codes()
    }

    /// What all definitions begin with: unit, universe, coders, query.
    pub(super) fn definition(&self) -> String {
        options::compared(self)
    }
}

impl Judged {
    fn of(
        part: &Part<'_>,
        (number, class): (usize, &Class),
        raters: &Raters,
        unit: AgreementUnit,
        universe: AgreementUniverse,
        transcripts: &Transcripts,
    ) -> Result<Judged, Error> {
        let len = part.document.version.len;
        let segments = match unit.rule() {
            Some(rule) => Some(rule.cut(text_of(transcripts, part.document)?)),
            None => None,
        };
        let touched = |coding: &Coding| match (&segments, unit) {
            (Some(segments), _) => {
                let touched = segments.touching(coding.span);
                touched.start as u32..touched.end as u32
            }
            (None, AgreementUnit::Document) => 0..1,
            // What reaches beyond the text is no part of it.
            (None, _) => coding.span.start().min(len)..coding.span.end().min(len),
        };
        let mut judged = Judged {
            id: part.document.id,
            class: number,
            units: 0,
            len,
            marks: Vec::with_capacity(part.codings.len()),
            outside: 0,
        };
        let (mut reach, mut covered) = (0, 0);
        for coding in part.codings {
            let Some(coder) = raters.place(coding.coder) else { continue };
            // Who has not judged the document says nothing about it yet.
            if class.unmarked[coder].is_none() {
                continue;
            }
            let units = touched(coding);
            if units.is_empty() {
                judged.outside += 1;
                continue;
            }
            // Codings come in the order of their starts, and so do the units they touch.
            covered += u64::from(units.end.saturating_sub(units.start.max(reach)));
            reach = reach.max(units.end);
            let span = CharSpan::new(coding.span.start().min(len), coding.span.end().min(len));
            judged.marks.push(Mark { code: coding.code, coder, units, span });
        }
        judged.units = match (universe, &segments, unit) {
            (AgreementUniverse::CodedText, ..) => covered,
            (AgreementUniverse::WholeText, Some(segments), _) => segments.len() as u64,
            (AgreementUniverse::WholeText, None, AgreementUnit::Document) => 1,
            (AgreementUniverse::WholeText, None, _) => u64::from(len),
        };
        Ok(judged)
    }
}
