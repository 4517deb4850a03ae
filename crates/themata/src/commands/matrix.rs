use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use themata_project::matrix::{CellWritten, MatrixCell, MatrixQuestion};
use themata_project::{Credit, Failure, Format};

use crate::context::{Context, read};
use crate::exit::Stop;
use crate::query::QueryArgs;

/// A column of a grid with words is no narrower than this where it is read.
const COLUMN: usize = 30;

/// The name of a row and the total beside it.
const BESIDE: usize = 28;

/// The framework matrix: sites or documents by themes, with excerpts and your summaries
///
/// Without a subcommand the matrix is shown: as a grid where it fits the terminal, else row by
/// row.
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  themata matrix --cell count
  themata matrix wave:1 --rows site --cols theme --cell both
  themata matrix --rows document --cols leadership,\"shared care record\" --words 20
  themata matrix --long --format csv > sheet.csv"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Matrix>,
    #[command(flatten)]
    shape: Shape,
    /// What stands in a cell
    #[arg(long, value_enum, default_value_t = CellArg::Both)]
    cell: CellArg,
    /// How words are credited
    #[arg(long, value_name = "TEMPLATE")]
    credit: Option<String>,
    /// At most so many words of each excerpt
    #[arg(long, value_name = "N", default_value_t = 30)]
    words: usize,
    /// At most so many excerpts in a cell
    #[arg(long, value_name = "N", default_value_t = 3)]
    each: usize,
    /// All excerpts, in full
    #[arg(long, conflicts_with_all = ["words", "each"])]
    whole: bool,
    /// A row for each cell: the sheet that `matrix write --file` reads
    #[arg(long)]
    long: bool,
    /// As a grid, however wide it is
    #[arg(long, conflicts_with = "long")]
    grid: bool,
}

#[derive(clap::Args, Debug)]
struct Shape {
    #[command(flatten)]
    query: QueryArgs,
    /// `document`, or an attribute whose values are the rows [default: site, else document]
    #[arg(long, value_name = "ATTRIBUTE")]
    rows: Option<String>,
    /// `theme`, `code`, or names of themes and codes [default: theme]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    cols: Vec<String>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum CellArg {
    /// The excerpts, credited
    Excerpts,
    /// Your summary with the excerpts that it rests on
    Summary,
    /// The summary, and under it the excerpts
    Both,
    /// How many excerpts there are
    Count,
}

#[derive(Subcommand, Debug)]
enum Matrix {
    /// Write a summary into a cell, or many from a sheet
    #[command(after_help = "\
Examples:
  themata matrix write --row 04 --col leadership --excerpts 12,15 \\
      \"Two directors in a year; nobody decides.\"
  themata matrix write --file sheet.csv")]
    Write {
        /// What the documents of the row say on the theme
        #[arg(required_unless_present = "file")]
        words: Option<String>,
        /// The row: a value of the attribute, or a document
        #[arg(long, value_name = "NAME", required_unless_present = "file")]
        row: Option<String>,
        /// The column: a theme or a code
        #[arg(long, value_name = "NAME", required_unless_present = "file")]
        col: Option<String>,
        /// The numbers of codings whose excerpts the summary rests on
        #[arg(long, value_name = "CODINGS", value_delimiter = ',')]
        excerpts: Option<Vec<u32>>,
        /// What makes the rows, if it is neither sites nor documents
        #[arg(long, value_name = "ATTRIBUTE")]
        rows: Option<String>,
        /// A CSV file with the columns row, column and summary; `-` for standard input
        #[arg(long, value_name = "FILE", conflicts_with_all = ["words", "row", "col", "excerpts"])]
        file: Option<PathBuf>,
    },
    /// Take the summary from a cell
    #[command(after_help = "Example:\n  themata matrix clear --row 04 --col leadership")]
    Clear {
        /// The row
        #[arg(long, value_name = "NAME")]
        row: String,
        /// The column
        #[arg(long, value_name = "NAME")]
        col: String,
        /// What makes the rows, if it is neither sites nor documents
        #[arg(long, value_name = "ATTRIBUTE")]
        rows: Option<String>,
    },
    /// List the cells in which something is missing
    #[command(after_help = "\
Examples:
  themata matrix gaps
  themata matrix gaps --rows document --cols leadership")]
    Gaps {
        #[command(flatten)]
        shape: Shape,
    },
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    match args.command {
        None => show(&args, context),
        Some(Matrix::Gaps { shape }) => {
            let question = shape.question();
            context.show_found(&context.codings()?.matrix_gaps(&question)?)
        }
        Some(Matrix::Clear { row, col, rows }) => {
            let session = context.session()?;
            context.project()?.matrix_clear(&session, rows.as_deref(), &row, &col)?;
            context.say(&format!(
                "the summary of {row} on {col} is taken away; themata undo brings it back"
            ));
            Ok(())
        }
        Some(Matrix::Write { file: Some(file), rows, .. }) => {
            let (bytes, session) = (read(&file)?, context.session()?);
            let mut project = context.project()?;
            let done = project.matrix_write_sheet(&session, rows.as_deref(), &bytes)?;
            context.say(&format!(
                "{} new, {} changed, {} as before, {} without a summary",
                done.new, done.changed, done.same, done.empty
            ));
            if done.kept > 0 {
                context.say(&format!(
                    "{} of the latter had one and keep it; `themata matrix clear` takes one away",
                    done.kept
                ));
            }
            Ok(())
        }
        Some(Matrix::Write { words, row, col, excerpts, rows, file: None }) => {
            let (row, column) = (row.unwrap_or_default(), col.unwrap_or_default());
            let words = words.unwrap_or_default();
            let cell = CellWritten { rows, row, column, words, excerpts, was: None };
            let session = context.session()?;
            context.say(match context.project()?.matrix_write(&session, &cell)? {
                true => "the summary is written",
                false => "it is so already",
            });
            Ok(())
        }
    }
}

impl Shape {
    fn question(&self) -> MatrixQuestion {
        MatrixQuestion {
            query: self.query.text(),
            rows: self.rows.clone(),
            columns: self.cols.clone(),
            ..MatrixQuestion::default()
        }
    }
}

fn show(args: &Args, context: &Context) -> Result<(), Stop> {
    if args.long && args.cell != CellArg::Both {
        return Err(Failure::new("with `--long` a row has summary and excerpts in columns")
            .hint("leave `--cell` away")
            .into());
    }
    let question = MatrixQuestion {
        cell: match args.cell {
            CellArg::Excerpts => MatrixCell::Excerpts,
            CellArg::Summary => MatrixCell::Summary,
            CellArg::Both => MatrixCell::Both,
            CellArg::Count => MatrixCell::Count,
        },
        credit: args.credit.as_deref().map(Credit::parse).transpose()?.unwrap_or_default(),
        words: (!args.whole).then_some(args.words),
        each: (!args.whole).then_some(args.each),
        ..args.shape.question()
    };
    let matrix = context.codings()?.matrix(&question)?;
    let (rows, columns) = matrix.size();
    let is_wide = BESIDE + columns * COLUMN > context.width();
    let is_read = context.format() == Format::Table && args.cell != CellArg::Count;
    let table = match (args.long, is_read && is_wide && !args.grid) {
        (true, _) => matrix.to_sheet(),
        (false, true) => matrix.to_blocks(),
        (false, false) => matrix.to_table(),
    };
    context.show(&table)?;
    if rows == 0 { Err(Stop::No) } else { Ok(()) }
}
