//! The shapes of saved queries, themes, summaries and rejections in the log.

use serde::{Deserialize, Serialize};
use themata_codebook::CodeIndex;
use themata_model::{
    AttributeId, CoderId, DocumentId, Evidence, EvidenceSide, MapPlace, Rejection, RejectionId,
    SavedQuery, SavedQueryId, Summary, SummaryColumn, SummaryId, SummaryOf, Theme, ThemeId,
};
use themata_text::CharSpan;

#[derive(Serialize, Deserialize)]
pub(super) struct SavedQueryShape {
    name: String,
    query: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    at: String,
}

pub(super) fn saved_query_shape(query: &SavedQuery) -> SavedQueryShape {
    let SavedQuery { name, query, note, by, at, .. } = query.clone();
    SavedQueryShape { name, query, note, by, at: at.to_string() }
}

pub(super) fn saved_query(id: SavedQueryId, shape: SavedQueryShape) -> Option<SavedQuery> {
    let SavedQueryShape { name, query, note, by, at } = shape;
    Some(SavedQuery { id, name, query, note, by, at: at.parse().ok()? })
}

#[derive(Serialize, Deserialize)]
pub(super) struct ThemeShape {
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    statement: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    members: Vec<u32>,
    place: u32,
    /// From the left and from above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    map_place: Option<(u32, u32)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceShape>,
}

#[derive(Serialize, Deserialize)]
struct EvidenceShape {
    document: u32,
    span: (u32, u32),
    side: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

pub(super) fn theme_shape(theme: &Theme) -> ThemeShape {
    let evidence = |one: &Evidence| EvidenceShape {
        document: one.document.0,
        span: (one.span.start(), one.span.end()),
        side: one.side.as_str().to_owned(),
        note: one.note.clone(),
    };
    ThemeShape {
        title: theme.title.clone(),
        statement: theme.statement.clone(),
        members: theme.members.iter().map(|code| code.get()).collect(),
        place: theme.place,
        map_place: theme.map_place.map(|place| (place.x, place.y)),
        evidence: theme.evidence.iter().map(evidence).collect(),
    }
}

pub(super) fn theme(id: ThemeId, shape: ThemeShape) -> Option<Theme> {
    let evidence = |shape: EvidenceShape| {
        Some(Evidence {
            document: DocumentId(shape.document),
            span: CharSpan::checked(shape.span.0, shape.span.1)?,
            side: EvidenceSide::from_word(&shape.side)?,
            note: shape.note,
        })
    };
    Some(Theme {
        id,
        title: shape.title,
        statement: shape.statement,
        members: shape.members.into_iter().map(CodeIndex::new).collect(),
        place: shape.place,
        map_place: shape.map_place.map(|(x, y)| MapPlace { x, y }),
        evidence: shape.evidence.into_iter().map(evidence).collect::<Option<_>>()?,
    })
}

#[derive(Serialize, Deserialize)]
pub(super) struct SummaryShape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<(u32, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    theme: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<u32>,
    words: String,
    /// Each with its document, start and end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    excerpts: Vec<(u32, u32, u32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    at: String,
}

pub(super) fn summary_shape(summary: &Summary) -> SummaryShape {
    let (document, value) = match &summary.of {
        SummaryOf::Document(document) => (Some(document.0), None),
        SummaryOf::Value { attribute, value } => (None, Some((attribute.0, value.clone()))),
    };
    let (theme, code) = match summary.column {
        SummaryColumn::Theme(theme) => (Some(theme.0), None),
        SummaryColumn::Code(code) => (None, Some(code.get())),
    };
    let excerpts = summary.excerpts.iter();
    SummaryShape {
        document,
        value,
        theme,
        code,
        words: summary.words.clone(),
        excerpts: excerpts
            .map(|(document, span)| (document.0, span.start(), span.end()))
            .collect(),
        by: summary.by.clone(),
        at: summary.at.to_string(),
    }
}

pub(super) fn summary(id: SummaryId, shape: SummaryShape) -> Option<Summary> {
    let excerpt =
        |(document, start, end)| Some((DocumentId(document), CharSpan::checked(start, end)?));
    Some(Summary {
        id,
        of: summary_of(shape.document, shape.value)?,
        column: summary_column(shape.theme, shape.code)?,
        words: shape.words,
        excerpts: shape.excerpts.into_iter().map(excerpt).collect::<Option<_>>()?,
        by: shape.by,
        at: shape.at.parse().ok()?,
    })
}

/// What a summary is of, or `None` if it is of nothing or of two things.
pub(crate) fn summary_of(
    document: Option<u32>,
    value: Option<(u32, String)>,
) -> Option<SummaryOf> {
    match (document, value) {
        (Some(document), None) => Some(SummaryOf::Document(DocumentId(document))),
        (None, Some((attribute, value))) => {
            Some(SummaryOf::Value { attribute: AttributeId(attribute), value })
        }
        _ => None,
    }
}

/// The column that a summary stands in, or `None` if it is none or two.
pub(crate) fn summary_column(theme: Option<u32>, code: Option<u32>) -> Option<SummaryColumn> {
    match (theme, code) {
        (Some(theme), None) => Some(SummaryColumn::Theme(ThemeId(theme))),
        (None, Some(code)) => Some(SummaryColumn::Code(CodeIndex::new(code))),
        _ => None,
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct RejectionShape {
    document: u32,
    span: (u32, u32),
    code: u32,
    machine: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

pub(super) fn rejection_shape(rejection: &Rejection) -> RejectionShape {
    RejectionShape {
        document: rejection.document.0,
        span: (rejection.span.start(), rejection.span.end()),
        code: rejection.code.get(),
        machine: rejection.machine.0,
        by: rejection.by.clone(),
        at: rejection.at.to_string(),
        reason: rejection.reason.clone(),
    }
}

pub(super) fn rejection(id: RejectionId, shape: RejectionShape) -> Option<Rejection> {
    Some(Rejection {
        id,
        document: DocumentId(shape.document),
        span: CharSpan::checked(shape.span.0, shape.span.1)?,
        code: CodeIndex::new(shape.code),
        machine: CoderId(shape.machine),
        by: shape.by,
        at: shape.at.parse().ok()?,
        reason: shape.reason,
    })
}
