use clap::ValueEnum;
use themata_project::Valence;
use themata_project::proposals::{AutocodeQuestion, Reach};

use super::code::ValenceArg;
use super::count;
use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Have a machine propose a code wherever a query means something
///
/// Proposals are codings of a machine coder. They count in no figure unless a query names the
/// machine; `themata proposals` lists, accepts and rejects them.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata autocode '\"data sharing\"' --code IT --dry-run
  themata autocode 'wait* role:patient' --code access --unit sentence
  themata autocode 'overtime code:culture' --code staffing --unit excerpt
  themata autocode 'wait*' --code access --as keywords --regardless   # to measure it:
  themata agreement coder:keywords,ana")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// The code
    #[arg(long, value_name = "CODE")]
    code: String,
    /// How far a proposal reaches around what was found: match, sentence, paragraph, turn,
    /// excerpt, 5words [default: sentence around words, else match]
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// The name of the machine coder
    #[arg(long = "as", value_name = "NAME", default_value = "autocode")]
    machine: String,
    /// Whether it hinders or helps
    #[arg(long, value_enum)]
    valence: Option<ValenceArg>,
    /// Whose words are coded
    #[arg(long, value_enum, default_value_t = Who::Participants)]
    who: Who,
    /// Also what was rejected, or what the acting coder has coded: to measure a machine
    #[arg(long)]
    regardless: bool,
    /// Propose at most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only say what would be proposed
    #[arg(long)]
    dry_run: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Everyone but those known to be interviewers
    Participants,
    /// Everyone
    All,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    let question = AutocodeQuestion {
        query: args.query.text(),
        code: args.code.clone(),
        reach: args.unit.as_deref().map(Reach::parse).transpose()?,
        machine: args.machine.clone(),
        valence: args.valence.map(|valence| match valence {
            ValenceArg::Barrier => Valence::Barrier,
            ValenceArg::Facilitator => Valence::Facilitator,
        }),
        everyone: args.who == Who::All,
        regardless: args.regardless,
        limit: args.limit,
        dry_run: args.dry_run,
    };
    let done = context.codings()?.autocode(&context.session()?, &question)?;
    let mut table = done.table;
    if args.dry_run {
        // Numbers are given when something is recorded.
        table.drop_column("proposal");
    }
    if context.format() == themata_project::Format::Table {
        ["machine", "query", "document", "turn", "start", "end"]
            .iter()
            .for_each(|key| table.drop_column(key));
        table.drop_empty_columns();
    }
    context.show(&table)?;
    if done.is_new && done.proposed > 0 && !args.dry_run {
        context.say(&format!("new machine coder: {}", done.machine));
    }
    let skipped = [
        (done.known, "proposed already"),
        (done.rejected, "rejected before"),
        (done.coded, "coded so by you already"),
        (done.of_interviewers, "left out: an interviewer speaks (`--who all`)"),
        (done.without_excerpt, "left out: nobody coded an excerpt there"),
        (done.beyond, "beyond the limit"),
    ];
    for (number, why) in skipped.iter().filter(|(number, _)| *number > 0) {
        context.say(&format!("{number} {why}"));
    }
    if done.blind > 0 {
        context.say(&format!(
            "{} left out: coded blind, where nobody sees another's codings",
            count(done.blind, "document")
        ));
    }
    let proposed = count(done.proposed, "proposal");
    match (done.proposed, args.dry_run) {
        (0, _) => {
            context.say("nothing new to propose");
            return Err(Stop::No);
        }
        (_, true) => context.say(&format!("{proposed} would be made; nothing was recorded")),
        (_, false) => {
            context.say(&format!("{proposed} made; `themata proposals review` goes over them"));
        }
    }
    Ok(())
}
