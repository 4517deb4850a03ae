//! What each change writes and needs.

use themata_codebook::{Code, CodeState, name_key};

use super::{Footprint, Namespace, Thing};
use crate::{
    About, Adjudication, Change, CodingRecord, DocumentId, DocumentRecord, MemoTarget,
    Rejection, Summary, SummaryColumn, SummaryOf, Theme,
};

impl Footprint {
    pub(super) fn lay(&mut self, change: &Change) {
        match change {
            Change::Title { .. } => self.write(Thing::Title),
            Change::Codebook { .. } => self.write(Thing::CodebookRules),
            Change::Coder { id, before, after } => {
                let kind =
                    |coder: &Option<crate::Coder>| coder.as_ref().map(|known| known.kind);
                self.put(Thing::Coder(*id), kind(before) != kind(after));
                let name =
                    |coder: &Option<crate::Coder>| coder.as_ref().map(|c| c.name.clone());
                self.call(Namespace::Coders, name(before), name(after));
            }
            Change::Code { place, before, after } => {
                self.put(Thing::Code(*place), shape(before.as_ref()) != shape(after.as_ref()));
                if before.is_some() != after.is_some() {
                    self.put(Thing::CodePlaces, true);
                }
                let name = |code: &Option<Code>| code.as_ref().map(|code| code.name.clone());
                self.call(Namespace::Codes, name(before), name(after));
                if let Some(code) = after {
                    self.needs.extend(code.parent.map(Thing::Code));
                    if let CodeState::Merged { into } = code.state {
                        self.needs.insert(Thing::Code(into));
                    }
                }
            }
            Change::Attribute { id, before, after } => {
                let kind = |known: &Option<crate::Attribute>| known.as_ref().map(|a| a.kind);
                self.put(Thing::Attribute(*id), kind(before) != kind(after));
                let name = |a: &Option<crate::Attribute>| a.as_ref().map(|a| a.name.clone());
                self.call(Namespace::Attributes, name(before), name(after));
            }
            Change::Document { id, before, after } => {
                self.document(*id, before.as_ref(), after.as_ref());
            }
            Change::Value { document, attribute, after, .. } => {
                self.write(Thing::Value(*document, *attribute));
                self.needs.insert(Thing::Document(*document));
                if after.is_some() {
                    self.needs.insert(Thing::Attribute(*attribute));
                }
            }
            Change::DocumentName { id, before, after } => {
                self.write(Thing::DocumentName(*id));
                self.needs.insert(Thing::Document(*id));
                let (before, after) = (Some(before.clone()), Some(after.clone()));
                self.call(Namespace::Documents, before, after);
            }
            Change::Speaker { document, place, before, after } => {
                self.write(Thing::Speaker(*document, *place));
                self.needs.insert(Thing::Version(*document));
                if before.0 != after.0 {
                    // Two may be called alike, and then they are one: the name is not taken.
                    self.frees.insert(before.0.to_lowercase());
                }
            }
            Change::SpeakerValue { document, place, attribute, after, .. } => {
                self.write(Thing::SpeakerValue(*document, *place, *attribute));
                self.needs.insert(Thing::Version(*document));
                if after.is_some() {
                    self.needs.insert(Thing::Attribute(*attribute));
                }
            }
            Change::Memo { id, after, .. } => {
                self.write(Thing::Memo(*id));
                self.needs.extend(after.as_ref().and_then(|memo| match memo.target {
                    MemoTarget::Study => None,
                    MemoTarget::Code(code) => Some(Thing::Code(code)),
                    MemoTarget::Document(document) | MemoTarget::Passage(document, _) => {
                        Some(Thing::Version(document))
                    }
                }));
            }
            Change::CodebookVersion { number, before, after } => {
                let comes_or_goes = before.is_some() != after.is_some();
                self.put(Thing::CodebookVersion(*number), comes_or_goes);
            }
            Change::Round { id, before, after } => {
                let shape = |round: &Option<crate::Round>| {
                    round.as_ref().map(|round| (round.blind, round.opened))
                };
                self.put(Thing::Round(*id), shape(before) != shape(after));
                let name =
                    |round: &Option<crate::Round>| round.as_ref().map(|r| r.name.clone());
                self.call(Namespace::Rounds, name(before), name(after));
                let version = after.as_ref().and_then(|round| round.codebook_version);
                self.needs.extend(version.map(Thing::CodebookVersion));
            }
            Change::Assignment { round, document, coder, after, .. } => {
                self.write(Thing::Assignment(*round, *document, *coder));
                // Any assignment of a coder and a document says whether they may go on.
                self.shapes.insert(Thing::Turn(*document, *coder));
                if after.is_some() {
                    self.needs.extend([
                        Thing::Round(*round),
                        Thing::Document(*document),
                        Thing::Coder(*coder),
                    ]);
                }
            }
            Change::Question { id, before, after } => {
                self.put(Thing::Question(*id), before.is_some() != after.is_some());
                self.needs.extend(after.as_ref().map(|question| match question.about {
                    About::Code(code) => Thing::Code(code),
                    About::Document(document, _) => Thing::Version(document),
                }));
            }
            Change::Answer { id, after, .. } => {
                self.write(Thing::Answer(*id));
                self.needs
                    .extend(after.as_ref().map(|answer| Thing::Question(answer.question)));
            }
            Change::Adjudication { id, after, .. } => {
                self.write(Thing::Adjudication(*id));
                self.adjudication(after.as_ref());
            }
            Change::SavedQuery { id, before, after } => {
                self.write(Thing::SavedQuery(*id));
                let name = |q: &Option<crate::SavedQuery>| q.as_ref().map(|q| q.name.clone());
                self.call(Namespace::SavedQueries, name(before), name(after));
                self.queries.extend(after.as_ref().map(|query| query.query.to_lowercase()));
            }
            Change::Theme { id, before, after } => {
                let place =
                    |theme: &Option<Theme>| theme.as_ref().and_then(|theme| theme.map_place);
                if place(before) != place(after) {
                    self.write(Thing::ThemePlace(*id));
                }
                if let (Some(before), Some(after)) = (before, after)
                    && before.is_same_but_for_the_map(after)
                {
                    self.needs.insert(Thing::Theme(*id));
                    return;
                }
                self.put(Thing::Theme(*id), before.is_some() != after.is_some());
                let title = |theme: &Option<Theme>| theme.as_ref().map(|t| t.title.clone());
                self.call(Namespace::Themes, title(before), title(after));
                if let Some(theme) = after {
                    self.needs.extend(theme.members.iter().copied().map(Thing::Code));
                    let documents = theme.evidence.iter().map(|one| one.document);
                    self.needs.extend(documents.map(Thing::Version));
                }
            }
            Change::Summary { id, before, after } => {
                self.write(Thing::Summary(*id));
                self.summary(before.as_ref(), after.as_ref());
            }
            Change::BoardView { id, .. } => self.write(Thing::BoardView(*id)),
            Change::Rejection { id, after, .. } => {
                self.write(Thing::Rejection(*id));
                if let Some(Rejection { document, code, machine, .. }) = after {
                    self.needs.extend([
                        Thing::Version(*document),
                        Thing::Code(*code),
                        Thing::Coder(*machine),
                    ]);
                }
            }
            Change::CodingsAdded(records) => {
                for CodingRecord { coding, .. } in records {
                    self.put(Thing::Coding(coding.id), true);
                    self.needs.extend([
                        Thing::Code(coding.code),
                        Thing::Coder(coding.coder),
                        Thing::Version(coding.document),
                        Thing::Turn(coding.document, coding.coder),
                    ]);
                }
            }
            Change::CodingsRemoved(records) => {
                for CodingRecord { coding, .. } in records {
                    self.put(Thing::Coding(coding.id), true);
                    // What a coder finished stays as it is.
                    self.needs.insert(Thing::Turn(coding.document, coding.coder));
                }
            }
            Change::Recoded { codings, after, .. } => {
                self.needs.insert(Thing::Code(*after));
                codings.iter().for_each(|coding| self.put(Thing::Coding(*coding), true));
            }
        }
    }

    fn document(
        &mut self,
        id: DocumentId,
        before: Option<&DocumentRecord>,
        after: Option<&DocumentRecord>,
    ) {
        self.put(Thing::Version(id), true);
        if before.is_some() == after.is_some() {
            self.needs.insert(Thing::Document(id));
        } else {
            self.put(Thing::Document(id), true);
            let name = |record: Option<&DocumentRecord>| record.map(|r| r.name.clone());
            self.call(Namespace::Documents, name(before), name(after));
        }
        let speakers = after.into_iter().flat_map(|record| &record.version.speakers);
        let attributes = speakers.flat_map(|speaker| speaker.values.keys().copied());
        self.needs.extend(attributes.map(Thing::Attribute));
    }

    fn adjudication(&mut self, after: Option<&Adjudication>) {
        let Some(Adjudication { document, round, about, yields, .. }) = after else { return };
        self.needs.insert(Thing::Version(*document));
        self.needs.extend(round.map(Thing::Round));
        for claim in about {
            self.needs.insert(Thing::Coding(claim.coding));
            self.needs.insert(Thing::Turn(*document, claim.coder));
        }
        self.needs.extend(yields.iter().copied().map(Thing::Coding));
    }

    fn summary(&mut self, before: Option<&Summary>, after: Option<&Summary>) {
        // A cell is no name that anyone says; only that one summary stands in it matters.
        self.takes.extend(
            after
                .filter(|after| !before.is_some_and(|b| b.is_in(&after.of, after.column)))
                .map(|after| (Namespace::Cells, cell(after))),
        );
        let Some(summary) = after else { return };
        self.needs.insert(match summary.of {
            SummaryOf::Document(document) => Thing::Document(document),
            SummaryOf::Value { attribute, .. } => Thing::Attribute(attribute),
        });
        self.needs.insert(match summary.column {
            SummaryColumn::Theme(theme) => Thing::Theme(theme),
            SummaryColumn::Code(code) => Thing::Code(code),
        });
        let documents = summary.excerpts.iter().map(|&(document, _)| document);
        self.needs.extend(documents.map(Thing::Version));
    }

    fn write(&mut self, thing: Thing) {
        self.writes.insert(thing);
    }

    fn put(&mut self, thing: Thing, is_shape: bool) {
        self.writes.insert(thing);
        if is_shape {
            self.shapes.insert(thing);
        }
    }

    fn call(&mut self, among: Namespace, before: Option<String>, after: Option<String>) {
        if before == after {
            return;
        }
        self.frees.extend(before.map(|name| name.to_lowercase()));
        // Codes are compared by this key; other names that differ have other keys at times.
        self.takes.extend(after.map(|name| (among, name_key(&name))));
    }
}

/// What of a code others rest on.
fn shape(code: Option<&Code>) -> Option<(CodeState, bool)> {
    code.map(|code| (code.state, code.assignable))
}

fn cell(summary: &Summary) -> String {
    let column = summary.column;
    match &summary.of {
        SummaryOf::Document(document) => format!("{document} {column:?}"),
        SummaryOf::Value { attribute, value } => {
            format!("{attribute} {column:?} {}", value.to_lowercase())
        }
    }
}
