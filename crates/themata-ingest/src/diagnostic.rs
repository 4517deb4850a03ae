use std::fmt;

/// Something about a source that a person may want to know: what was odd, what was left out,
/// what was decided on doubtful evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of remark this is: a stable identifier in kebab case.
    pub id: &'static str,
    /// The remark in words. It never holds words of the source, so it may be logged.
    pub message: String,
    /// Where in the source, if at one place.
    pub place: Option<Place>,
    /// The few characters of the source that are meant, such as a name that was not taken
    /// for a speaker's. They may be a participant's words: show them, but do not log them.
    pub about: Option<String>,
    /// What a person might do about it.
    pub hints: Vec<String>,
}

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// For the record: the reading is what the source says.
    Note,
    /// Worth a look: the reading may differ from what the source meant.
    Warning,
}

/// A place in a source, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A line of a text file.
    Line(u32),
    /// A caption of a VTT or SRT file.
    Cue(u32),
    /// A row of a table, the header included.
    Row(u32),
    /// A page of a PDF.
    Page(u32),
    /// A paragraph of a word processor's document, empty ones included.
    Paragraph(u32),
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Line(n) => write!(f, "line {n}"),
            Place::Cue(n) => write!(f, "cue {n}"),
            Place::Row(n) => write!(f, "row {n}"),
            Place::Page(n) => write!(f, "page {n}"),
            Place::Paragraph(n) => write!(f, "paragraph {n}"),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.severity)?;
        if let Some(place) = self.place {
            write!(f, ": {place}")?;
        }
        write!(f, ": {} [{}]", self.message, self.id)
    }
}

impl Diagnostic {
    pub(crate) fn note(id: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Note,
            id,
            message: message.into(),
            place: None,
            about: None,
            hints: Vec::new(),
        }
    }

    pub(crate) fn warning(id: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::note(id, message) }
    }

    pub(crate) fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    pub(crate) fn about(mut self, words: &str) -> Diagnostic {
        self.about = Some(words.to_owned());
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }
}

/// How many remarks of one kind are kept apart. A broken file of a million lines would
/// otherwise yield a million of them.
const KEPT_OF_A_KIND: usize = 20;

/// The remarks on one source, with a ceiling on how often the same is said.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    kept: Vec<Diagnostic>,
    counts: Vec<(&'static str, usize)>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let known = self.counts.iter_mut().find(|(id, _)| *id == diagnostic.id);
        let count = match known {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.counts.push((diagnostic.id, 1));
                1
            }
        };
        if count <= KEPT_OF_A_KIND {
            self.kept.push(diagnostic);
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        for &(id, count) in &self.counts {
            let Some(more) = count.checked_sub(KEPT_OF_A_KIND).filter(|&more| more > 0) else {
                continue;
            };
            let last = self.kept.iter().rposition(|diagnostic| diagnostic.id == id);
            if let Some(last) = last {
                let severity = self.kept[last].severity;
                let message = format!("the same at {more} further {}", places(more));
                let summary = Diagnostic { severity, ..Diagnostic::note(id, message) };
                self.kept.insert(last + 1, summary);
            }
        }
        self.kept
    }
}

fn places(count: usize) -> &'static str {
    if count == 1 { "place" } else { "places" }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Diagnostics, Place};

    #[test]
    fn the_same_remark_is_made_twenty_times_and_then_counted() {
        let mut diagnostics = Diagnostics::default();
        for line in 1..=1_000 {
            let remark = Diagnostic::warning("odd", "this is odd").at(Place::Line(line));
            diagnostics.push(remark);
        }
        let kept = diagnostics.finish();
        assert_eq!(kept.len(), 21);
        assert_eq!(kept[0].to_string(), "warning: line 1: this is odd [odd]");
        assert_eq!(kept[20].to_string(), "warning: the same at 980 further places [odd]");
    }
}
