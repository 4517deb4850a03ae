use std::collections::BTreeMap;

use themata_analysis::{
    Crosstab, CrosstabAxis, CrosstabMeasure, CrosstabOptions, CrosstabScale, WordsOf, crosstab,
};
use themata_model::Study;

use crate::ask::{Answer, ask, transcripts};
use crate::view::View;
use crate::{Failure, Project, Table};

/// What is to be counted in rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableQuestion {
    /// The query.
    pub query: String,
    /// What the rows are: one of [`TableQuestion::AXES`], or the name of an attribute.
    pub rows: String,
    /// What the columns are, likewise; no columns if nothing is said.
    pub columns: Option<String>,
    /// What a cell counts.
    pub measure: CrosstabMeasure,
    /// In what form it is shown.
    pub shown: CrosstabScale,
    /// Whether a code counts what carries its subcodes, too.
    pub roll_up: bool,
    /// Whether each column is split into barriers and facilitators.
    pub by_valence: bool,
    /// Whether rows without codings are shown.
    pub every_row: bool,
    /// Whose words are counted.
    pub words_of: WordsOf,
    /// The key or heading of the column that the rows are sorted by.
    pub sort: Option<String>,
}

impl TableQuestion {
    /// The words for rows and columns that are no attribute.
    pub const AXES: [&str; 6] = ["code", "theme", "document", "speaker", "coder", "valence"];
}

impl Project {
    /// How much of each is there, in rows and columns of any kind.
    ///
    /// # Errors
    ///
    /// If the query is unsound, there is no such attribute or column, what is asked for
    /// contradicts itself, or the study cannot be read.
    pub fn table(&mut self, question: &TableQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let mut table = counted(&snapshot, &answer, question)?.to_table();
        if let Some(column) = &question.sort
            && !Crosstab::sort(&mut table, column)
        {
            let keys: Vec<&str> = table.columns.iter().map(|c| c.key.as_str()).collect();
            return Err(Failure::new(format!("the table has no column `{column}`"))
                .hint(format!("there are: {}", keys.join(", "))));
        }
        Ok(table)
    }
}

/// The counts that a question asks for, before they are laid out.
pub(crate) fn counted(
    snapshot: &View<'_>,
    answer: &Answer,
    question: &TableQuestion,
) -> Result<Crosstab, Failure> {
    let (study, asked) = (&answer.study, &answer.asked);
    let columns = question.columns.as_deref().map(|word| axis(study, word)).transpose()?;
    let options = CrosstabOptions {
        rows: axis(study, &question.rows)?,
        columns,
        measure: question.measure,
        shown: question.shown,
        roll_up: question.roll_up,
        by_valence: question.by_valence,
        every_row: question.every_row,
        words_of: question.words_of,
    };
    sound(options)?;
    let transcripts = match options.needs_texts() {
        true => transcripts(snapshot, asked)?,
        false => BTreeMap::new(),
    };
    Ok(crosstab(study, asked, options, &transcripts)?)
}

/// The axis that a word means. An attribute that has the name of one is meant by
/// `attribute:NAME`.
fn axis(study: &Study, word: &str) -> Result<CrosstabAxis, Failure> {
    Ok(match word.trim().to_lowercase().as_str() {
        "code" | "codes" => CrosstabAxis::Code,
        "theme" | "themes" => CrosstabAxis::Theme,
        "document" | "documents" => CrosstabAxis::Document,
        "speaker" | "speakers" => CrosstabAxis::Speaker,
        "coder" | "coders" => CrosstabAxis::Coder,
        "valence" => CrosstabAxis::Valence,
        name => {
            let name = name.strip_prefix("attribute:").unwrap_or(name);
            let found = crate::names::attribute(study, name);
            CrosstabAxis::Attribute(found.map_err(|failure| {
                let words = TableQuestion::AXES.join(", ");
                failure.hint(format!("rows and columns are {words}, or an attribute"))
            })?)
        }
    })
}

/// Refuses what contradicts itself, with what could be meant.
fn sound(options: CrosstabOptions) -> Result<(), Failure> {
    let is_of_codes = |axis| matches!(axis, CrosstabAxis::Code | CrosstabAxis::Theme);
    let has_valence =
        options.rows == CrosstabAxis::Valence || options.columns == Some(CrosstabAxis::Valence);
    if is_of_codes(options.rows) && options.columns.is_some_and(is_of_codes) {
        return Err(Failure::new("a coding has one code, so codes cannot stand against codes")
            .hint("`themata cooccurrence --matrix count` counts which codes occur together"));
    }
    if Some(options.rows) == options.columns {
        return Err(Failure::new("rows and columns are the same")
            .hint("leave `--cols` away for totals only"));
    }
    if options.by_valence && has_valence {
        return Err(Failure::new("valences are rows or columns already")
            .hint("leave `--by-valence` away"));
    }
    if options.measure.is_share() && options.shown != CrosstabScale::Counts {
        return Err(Failure::new("a share of shares means nothing")
            .hint("count something, such as `--cell words` or `--cell documents`"));
    }
    if options.measure.is_mean() && options.shown != CrosstabScale::Counts {
        return Err(Failure::new("a mean has no share and no rate").hint(
            "leave `--row-shares`, `--column-shares` and `--per-1000-words` away, or count \
             something, such as `--cell codings`",
        ));
    }
    let is_rate = options.shown == CrosstabScale::PerThousandWords;
    let is_event =
        matches!(options.measure, CrosstabMeasure::Codings | CrosstabMeasure::Excerpts);
    if is_rate && !is_event {
        return Err(Failure::new(format!(
            "{} are not counted per 1000 words",
            options.measure.as_str()
        ))
        .hint("use `--cell codings` or `--cell excerpts`; for words, `--cell share`"));
    }
    Ok(())
}
