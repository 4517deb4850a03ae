use clap::builder::PossibleValuesParser;
use themata_project::{
    AgreementBy, AgreementQuestion, AgreementUnit, AgreementUniverse, Cell, Format,
    IntervalOptions, MeasureSet, Table,
};

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Measure how far coders agree, or see what there is to talk about
///
/// Unit, universe, coders, documents and formulas are printed with the result; what is
/// undefined is said to be, with the reason. No figure is called good or bad.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Measure sets:
  standard   percent and positive agreement, kappa, alpha, prevalence (with more than two
             coders Conger's kappa)
  items      every measure of a yes-or-no question on a declared unit: Holsti, Bennett's S,
             Brennan-Prediger, PABAK, Scott, Cohen, Conger, Light, Fleiss, AC1 and others; all
             of them with --format csv or --detail
  sets       the codes of a unit as one set: alpha with MASI and Jaccard distance,
             multi-valued alpha
  unitizing  coders chose where units begin and end: |u-, u-, cu- and (k)u-alpha, gamma
  spans      the same without correction for chance: F1, overlap

How others read them: Krippendorff asks alpha of .800, and of .667 for tentative conclusions;
Landis and Koch cut kappa at 0, .2, .4, .6, .8; Fleiss at .40 and .75. These are conventions.
Which measure answers which question is in docs/methods/agreement.md.

Examples:
  themata agreement
  themata agreement --unit character coder:ana,ben
  themata agreement --unit turn --universe coded-text theme:IT
  themata agreement --interval --seed 7
  themata agreement --measures items --interval=bca --format csv
  themata agreement --measures unitizing coder:ana,ben
  themata agreement --by pair
  themata agreement --discuss")]
pub(crate) struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// What is judged [default: turn, or paragraph where nobody speaks]
    #[arg(long, value_parser = PossibleValuesParser::new(
        AgreementUnit::ALL.map(AgreementUnit::as_str)))]
    unit: Option<String>,
    /// Which units take part [default: whole-text]
    #[arg(long, value_parser = PossibleValuesParser::new(
        AgreementUniverse::ALL.map(AgreementUniverse::as_str)))]
    universe: Option<String>,
    /// Which measures
    #[arg(long, value_name = "SET", default_value = "standard",
        value_parser = PossibleValuesParser::new(MeasureSet::ALL.map(MeasureSet::as_str)))]
    measures: String,
    /// What a row is: a code, two coders (and all but one), or a document
    #[arg(long, default_value = "code", value_parser = PossibleValuesParser::new(
        AgreementBy::ALL.map(AgreementBy::as_str)))]
    by: String,
    /// 95 % intervals by drawing documents again, and how likely it is to be below .667 and .800
    #[arg(long, value_name = "METHOD", num_args = 0..=1, require_equals = true,
        default_missing_value = "percentile",
        value_parser = PossibleValuesParser::new(["percentile", "bca"]))]
    interval: Option<String>,
    /// How many samples of documents are drawn
    #[arg(long, value_name = "N", default_value_t = 1_000, requires = "interval")]
    replicates: usize,
    /// The seed of whatever is drawn: documents, and gamma's chance continua
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// With `unitizing` also alpha-U as it was defined in 1995 and 2004
    #[arg(long)]
    alpha_u: bool,
    /// No coefficient: what each coder marked, and how many passages there are to talk about
    #[arg(long)]
    discuss: bool,
    /// Show every column also in the terminal
    #[arg(long)]
    detail: bool,
}

/// What a terminal shows of the set `items`; everything is in the other formats.
const BRIEF: [&str; 14] = [
    "code",
    "coders",
    "document",
    "percent_agreement",
    "positive_agreement",
    "cohen_kappa",
    "conger_kappa",
    "alpha",
    "alpha_low",
    "alpha_high",
    "alpha_below_667",
    "alpha_below_800",
    "ac1",
    "prevalence",
];

/// Columns for which a terminal has no room beside an interval.
const ASIDE: [&str; 4] = ["percent_agreement", "positive_agreement", "kappa", "alpha_interval"];

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Stop> {
    // The parser has let only words through that stand for something.
    let measures = MeasureSet::from_word(&args.measures).unwrap_or_default();
    let interval = args.interval.as_ref().map(|method| IntervalOptions {
        replicates: args.replicates,
        seed: args.seed,
        corrected: method == "bca",
    });
    let question = AgreementQuestion {
        query: args.query.text(),
        unit: args.unit.as_deref().and_then(AgreementUnit::from_word),
        universe: args.universe.as_deref().and_then(AgreementUniverse::from_word),
        measures,
        by: AgreementBy::from_word(&args.by).unwrap_or_default(),
        interval,
        seed: args.seed,
        legacy: args.alpha_u,
        discuss: args.discuss,
    };
    let mut table = context.codings()?.agreement(&question)?;
    if args.detail {
        return context.show(&table);
    }
    let aside = aside(&table, args, measures);
    if context.format() == Format::Table && !aside.is_empty() {
        for key in &aside {
            table.drop_column(key);
        }
        let remark = "more columns with --detail, --format csv or --format json";
        table.remarks.push(remark.to_owned());
    }
    context.show(&table)
}

/// The columns that a terminal does without.
fn aside(table: &Table, args: &Args, measures: MeasureSet) -> Vec<String> {
    let says_nothing = |key: &str| {
        let place = table.column(key);
        let cells = place.map(|place| table.rows.iter().map(move |row| &row.cells[place]));
        let is_nothing = |cell: &Cell| matches!(cell, Cell::Empty | Cell::Undefined(_));
        cells.is_some_and(|mut cells| cells.all(is_nothing))
    };
    let is_aside = |key: &str| match measures {
        _ if args.discuss => false,
        MeasureSet::Items if key.ends_with("_kappa") => {
            !BRIEF.contains(&key) || says_nothing(key)
        }
        MeasureSet::Items => !BRIEF.contains(&key),
        MeasureSet::Unitizing => ["ku_alpha", "coverage"].contains(&key) && says_nothing(key),
        _ => args.interval.is_some() && (ASIDE.contains(&key) || key.starts_with("units")),
    };
    let keys = table.columns.iter().map(|column| column.key.clone());
    keys.filter(|key| is_aside(key)).collect()
}
