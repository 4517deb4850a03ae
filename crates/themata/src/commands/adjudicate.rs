use std::io::{IsTerminal, stdin};
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use themata_project::adjudicate::{
    Boundary, DecidedBy, DecisionState, DecisionsWanted, Redraw, Rule, Ruling, Verdict,
};
use themata_project::{Failure, Valence};

use super::count;
use crate::context::{Context, read};
use crate::exit::Stop;
use crate::query::joined;
use crate::walk;

/// Decide on disagreements: one by one, from a table, or the clear cases by a rule
///
/// Without a number it puts one disagreement after the other and asks. What is decided becomes
/// codings of the consensus coder; what the coders said stays as it is. `themata undo` takes a
/// decision back.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata adjudicate --coder eve                          # one by one
  themata adjudicate theme:IT coder:ana,ben
  themata adjudicate 12 --accept ana --reason 'the licences are the point'
  themata adjudicate 12 --redraw 'we write everything' --code 'double entry' --again
  themata adjudicate --from decide.csv                    # disagreements --format csv
  themata adjudicate --accept agreed                      # lists; with --yes it is done
  themata adjudicate --accept same-code --overlap 0.8 --boundary union --yes
  themata adjudicate --list                               # what was decided, by whom, why
  themata adjudicate --list --who ben --rule hand         # what ben decided one by one")]
pub(crate) struct Args {
    /// The number of a disagreement, if one is to be decided; then a query for who is compared
    #[arg(value_name = "NUMBER | QUERY")]
    words: Vec<String>,
    /// With a number: the coder who is right. Without: the rule for clear cases, which is
    /// agreed (what all said alike), same-code (only the ends differ) or majority (of three
    /// judges or more)
    #[arg(long, value_name = "CODER | RULE", group = "deed")]
    accept: Option<String>,
    /// All that was said holds side by side
    #[arg(long, group = "deed")]
    both: bool,
    /// The code holds for these words
    #[arg(long, value_name = "WORDS", group = "deed")]
    redraw: Option<String>,
    /// None of it holds
    #[arg(long, group = "deed")]
    reject: bool,
    /// It is to be decided later
    #[arg(long, group = "deed")]
    put_off: bool,
    /// Decide what a table says: the listing of `disagreements` as CSV, filled in; `-` for
    /// standard input
    #[arg(long, value_name = "FILE", group = "deed")]
    from: Option<PathBuf>,
    /// List the decisions so far
    #[arg(long, group = "deed")]
    list: bool,
    /// With `--list`: only what this person decided
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// With `--list`: only what was decided by this rule, or by hand
    #[arg(long, value_parser = PossibleValuesParser::new(
        DecidedBy::ALL.map(DecidedBy::as_str)))]
    rule: Option<String>,
    /// With `--list`: only decisions in this state
    #[arg(long, value_parser = PossibleValuesParser::new(
        DecisionState::ALL.map(DecisionState::as_str)))]
    state: Option<String>,
    /// The turn of the words to redraw, where they stand in several
    #[arg(long, value_name = "N")]
    turn: Option<usize>,
    /// The code of the words to redraw, where the coders' codes differ
    #[arg(long)]
    code: Option<String>,
    /// The valence of the words to redraw, where the coders' valences differ
    #[arg(long, value_enum)]
    valence: Option<ValenceSaid>,
    /// Why
    #[arg(long)]
    reason: Option<String>,
    /// Decide anew what is decided, and take back what came of it
    #[arg(long)]
    again: bool,
    /// For same-code: the least share of characters that all marked, of those that any did
    /// [default: 0.8]
    #[arg(long, value_name = "SHARE")]
    overlap: Option<f64>,
    /// For same-code: which stretch holds [default: union]
    #[arg(long, value_parser = PossibleValuesParser::new(
        Boundary::ALL.map(Boundary::as_str)))]
    boundary: Option<String>,
    /// Do what the rule decides, and do not only list it
    #[arg(long)]
    yes: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum ValenceSaid {
    /// It hinders
    Barrier,
    /// It helps
    Facilitator,
    /// It is left open
    None,
}

pub(crate) fn run(mut args: Args, context: &Context) -> Result<(), Stop> {
    let number = args.words.first().and_then(|word| word.parse::<u32>().ok());
    if number.is_some() {
        args.words.remove(0);
    }
    let query = joined(&args.words);
    if args.list {
        let wanted = DecisionsWanted {
            who: args.who,
            rule: args.rule.as_deref().and_then(DecidedBy::named),
            state: args.state.as_deref().and_then(DecisionState::named),
        };
        let log = context.project()?.adjudications(&query, &wanted)?;
        return context.show_brief(log.table, &["rule", "round", "about", "yields"]);
    }
    if args.who.is_some() || args.rule.is_some() || args.state.is_some() {
        let message = "`--who`, `--rule` and `--state` are for `--list`";
        return Err(Failure::new(message).into());
    }
    if let Some(file) = &args.from {
        return from_table(file, &query, args.again, context);
    }
    fitting(&args, number)?;
    let verdict = verdict(&args);
    match (number, verdict, &args.accept) {
        (Some(number), Some(verdict), _) => one(number, verdict, &query, args, context),
        (Some(number), None, _) => Err(Failure::new(format!(
            "it was not said what is decided on the disagreement {number}"
        ))
        .hint("say `--accept CODER`, `--both`, `--redraw WORDS`, `--reject` or `--put-off`")
        .into()),
        (None, Some(_), Some(word)) => {
            let rule = rule(word, &args)?;
            by_rule(rule, &query, &args, context)
        }
        (None, Some(_), None) => {
            Err(Failure::new("it was not said which disagreement is decided")
                .hint("say its number: `themata adjudicate 12 --both`")
                .hint("`themata disagreements` lists them with their numbers")
                .into())
        }
        (None, None, _) => walk::run(&query, context),
    }
}

/// Refuses options that would be passed over in silence.
fn fitting(args: &Args, number: Option<u32>) -> Result<(), Failure> {
    let of_redraw = args.turn.is_some() || args.code.is_some() || args.valence.is_some();
    if of_redraw && args.redraw.is_none() {
        return Err(Failure::new(
            "`--turn`, `--code` and `--valence` are for `--redraw WORDS`",
        ));
    }
    let of_rule = args.overlap.is_some() || args.boundary.is_some() || args.yes;
    if of_rule && (args.accept.is_none() || number.is_some()) {
        return Err(Failure::new("`--overlap`, `--boundary` and `--yes` are for rules")
            .hint("`themata adjudicate --accept same-code --overlap 0.8 --boundary union`"));
    }
    if args.again && number.is_none() && args.from.is_none() {
        return Err(Failure::new("it was not said which disagreement is decided anew")
            .hint("say its number: `themata adjudicate 12 --both --again`"));
    }
    Ok(())
}

fn verdict(args: &Args) -> Option<Verdict> {
    let valence = args.valence.map(|valence| match valence {
        ValenceSaid::Barrier => Some(Valence::Barrier),
        ValenceSaid::Facilitator => Some(Valence::Facilitator),
        ValenceSaid::None => None,
    });
    if let Some(name) = &args.accept {
        return Some(Verdict::Accept(name.clone()));
    }
    if let Some(quote) = &args.redraw {
        let (quote, code) = (quote.clone(), args.code.clone());
        return Some(Verdict::Redraw(Redraw { quote, turn: args.turn, code, valence }));
    }
    let rest = [
        (args.both, Verdict::Both),
        (args.reject, Verdict::Reject),
        (args.put_off, Verdict::PutOff),
    ];
    rest.into_iter().find_map(|(said, verdict)| said.then_some(verdict))
}

fn one(
    number: u32,
    verdict: Verdict,
    query: &str,
    args: Args,
    context: &Context,
) -> Result<(), Stop> {
    let (reason, again) = (args.reason, args.again);
    let ruling = Ruling { number, verdict, reason, again, expect: None };
    let ruled = context.project()?.adjudicate(&context.session()?, query, &ruling)?;
    walk::say_ruled(number, &ruled, context);
    Ok(())
}

fn from_table(
    file: &std::path::Path,
    query: &str,
    again: bool,
    context: &Context,
) -> Result<(), Stop> {
    let bytes = read(file)?;
    let mut project = context.project()?;
    let ruled = project.adjudicate_from(&context.session()?, query, &bytes, again)?;
    if let Some(name) = &ruled.new_coder {
        context.say(&format!("new coder: {name}"));
    }
    context.say(&format!(
        "{} decided, {} of them put off; {} without a decision",
        count(ruled.decided, "disagreement"),
        ruled.put_off,
        count(ruled.empty, "row"),
    ));
    context.say(&format!(
        "{} of the consensus added, {} removed",
        count(ruled.added, "coding"),
        ruled.removed
    ));
    if ruled.decided == 0 { Err(Stop::No) } else { Ok(()) }
}

/// The rule that a word stands for.
fn rule(word: &str, args: &Args) -> Result<Rule, Failure> {
    let boundary = args.boundary.as_deref().and_then(Boundary::from_word);
    let rule = match word {
        "agreed" => Rule::Agreed,
        "majority" => Rule::Majority,
        "same-code" => {
            return Ok(Rule::SameCode {
                overlap: args.overlap.unwrap_or(0.8),
                boundary: boundary.unwrap_or(Boundary::Union),
            });
        }
        _ => {
            return Err(Failure::new(format!("`{word}` is no rule"))
                .hint("the rules are: agreed, same-code, majority")
                .hint(
                    "a coder is accepted with the number of a disagreement: `12 --accept ana`",
                ));
        }
    };
    if args.overlap.is_some() || boundary.is_some() {
        return Err(Failure::new("`--overlap` and `--boundary` are for the rule same-code"));
    }
    Ok(rule)
}

fn by_rule(rule: Rule, query: &str, args: &Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    let plan = project.rule_plan(query, rule)?;
    context.show_found(&plan.table)?;
    let cases = count(plan.table.rows.len(), "clear case");
    if !args.yes {
        if !stdin().is_terminal() {
            context.say(&format!("{cases}; nothing was decided: `--yes` decides them"));
            return Ok(());
        }
        context.say(&format!("decide {cases} by the rule {}? (y, else no)", plan.rule));
        let mut answer = String::new();
        stdin().read_line(&mut answer)?;
        if !matches!(answer.trim().to_lowercase().as_str(), "y" | "yes") {
            context.say("nothing was decided");
            return Ok(());
        }
    }
    let reason = args.reason.as_deref();
    let stamp = Some(plan.stamp.as_str());
    let (decided, added) =
        project.adjudicate_by_rule(&context.session()?, query, rule, stamp, reason)?;
    context.say(&format!(
        "{} decided, {} of the consensus added; `themata undo` takes it back",
        count(decided, "clear case"),
        count(added, "coding")
    ));
    Ok(())
}
