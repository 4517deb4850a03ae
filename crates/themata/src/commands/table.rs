use clap::builder::PossibleValuesParser;
use themata_project::{CrosstabMeasure, CrosstabScale, TableQuestion, WordsOf};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Count codings in rows and columns: codes by site, site by wave, speakers, coders, valences
///
/// Totals are counted like any other cell: a document in two columns is one in the total. What
/// a number counts, and of what a share is taken, stands under the table.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata table --cols site
  themata table --rows theme --cols role --cell documents --column-shares
  themata table --rows site --cols wave --cell excerpts --per-1000-words --words-of participants
  themata table --cols site --by-valence --roll-up
  themata table theme:IT --rows speaker --cols code --sort total
  themata table --rows theme --cols site --cell mean-weight")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// The rows: code, theme, document, speaker, coder, valence, or an attribute such as site
    #[arg(long, value_name = "WHAT", default_value = "code")]
    rows: String,
    /// The columns, likewise; `none` for totals only
    #[arg(long, value_name = "WHAT", default_value = "none")]
    cols: String,
    /// What a cell counts; `share` is that of the words, `mean-weight` the mean of the weights
    /// of the codings that have one
    #[arg(long, value_name = "MEASURE", default_value = "excerpts", value_parser =
        PossibleValuesParser::new(CrosstabMeasure::ALL.map(CrosstabMeasure::as_str)))]
    cell: String,
    /// Cells as shares of the total of their row
    #[arg(long, group = "form")]
    row_shares: bool,
    /// Cells as shares of the total of their column
    #[arg(long, group = "form")]
    column_shares: bool,
    /// Cells for every thousand words of the documents that they are about
    #[arg(long = "per-1000-words", group = "form")]
    per_1000_words: bool,
    /// Whose words are counted, in cells and in what they are divided by
    #[arg(long, value_name = "WHO", default_value = "everyone", value_parser =
        ["everyone", "participants"])]
    words_of: String,
    /// A code counts what carries its subcodes, too
    #[arg(long)]
    roll_up: bool,
    /// Barriers and facilitators under each column
    #[arg(long)]
    by_valence: bool,
    /// Also the rows without codings
    #[arg(long)]
    every_row: bool,
    /// Sort the rows by a column, such as total
    #[arg(long, value_name = "COLUMN")]
    sort: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = TableQuestion {
        query: args.query.text(),
        rows: args.rows.clone(),
        columns: (args.cols.to_lowercase() != "none").then(|| args.cols.clone()),
        // The parser has let only words through that stand for something.
        measure: CrosstabMeasure::from_word(&args.cell).unwrap_or(CrosstabMeasure::Excerpts),
        shown: match (args.row_shares, args.column_shares, args.per_1000_words) {
            (true, _, _) => CrosstabScale::RowShares,
            (_, true, _) => CrosstabScale::ColumnShares,
            (_, _, true) => CrosstabScale::PerThousandWords,
            _ => CrosstabScale::Counts,
        },
        roll_up: args.roll_up,
        by_valence: args.by_valence,
        every_row: args.every_row,
        words_of: match args.words_of.as_str() {
            "participants" => WordsOf::Participants,
            _ => WordsOf::Everyone,
        },
        sort: args.sort.clone(),
    };
    context.show(&context.codings()?.table(&question)?)
}
