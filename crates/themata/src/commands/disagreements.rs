use clap::builder::PossibleValuesParser;
use themata_project::{
    Cell, DisagreementKind, DisagreementQuestion, DisagreementShape, DisagreementsBy,
};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// List what coders say differently, those first that cost agreement most
///
/// Compared are the people of the query on the documents that at least two of them finished,
/// or, where none was assigned, coded. A disagreement is missed by someone, of other codes,
/// split, of other boundaries, of other valences. As CSV the listing is the table that
/// `themata adjudicate --from` takes.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata disagreements --open --limit 20
  themata disagreements theme:IT coder:ana,ben --kind boundary
  themata disagreements --by code
  themata disagreements --confusion
  themata disagreements --open --format csv > decide.csv")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// Only those that are not decided
    #[arg(long)]
    open: bool,
    /// Only those of a kind
    #[arg(long, value_parser = PossibleValuesParser::new(
        DisagreementKind::ALL.map(DisagreementKind::as_str)))]
    kind: Option<String>,
    /// List at most so many
    #[arg(long, value_name = "N", conflicts_with_all = ["by", "confusion"])]
    limit: Option<usize>,
    /// Count them, and sum up what they cost
    #[arg(long, conflicts_with = "confusion", value_parser = PossibleValuesParser::new(
        DisagreementsBy::ALL.map(DisagreementsBy::as_str)))]
    by: Option<String>,
    /// Count which codes are taken for which
    #[arg(long)]
    confusion: bool,
}

/// What is for programs, for filling in, or would leave no room for what is read.
const ASIDE: [&str; 10] = [
    "words", "overlap", "decision", "coder", "quote", "in_turn", "code", "valence", "reason",
    "codings",
];

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let by = args.by.as_deref().and_then(DisagreementsBy::from_word);
    let shape = match (by, args.confusion) {
        (Some(by), _) => DisagreementShape::By(by),
        (None, true) => DisagreementShape::Confusion,
        (None, false) => DisagreementShape::List(args.limit),
    };
    let question = DisagreementQuestion {
        query: args.query.text(),
        open: args.open,
        kind: args.kind.as_deref().and_then(DisagreementKind::from_word),
        shape,
    };
    let table = context.project()?.disagreements(&question)?;
    match shape {
        DisagreementShape::List(_) => {
            let mut aside = ASIDE.to_vec();
            // What goes without saying would only take room.
            if table.column("state").is_some_and(|state| {
                table.rows.iter().all(|row| row.cells[state] == Cell::text("open"))
            }) {
                aside.push("state");
            }
            context.show_brief(table, &aside)
        }
        // Here the code is what the rows are of.
        _ => context.show_found(&table),
    }
}
