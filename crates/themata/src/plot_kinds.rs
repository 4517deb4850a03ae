//! The kinds of pictures, each with the options that it needs.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use themata_project::plot::{
    AlluvialPlot, BarsPlot, CloudPlot, CodeLinePlot, ForestPlot, HeatmapPlot, MultiplesMeasure,
    MultiplesPlot, NetworkPlot, PlotCoefficient, PlotKind, SaturationPlot, ThemeMapPlot,
    WordTreePlot,
};
use themata_project::{
    CooccurrenceUnit, CrosstabMeasure, CrosstabScale, Failure, Layer, Level,
};

use crate::query::QueryArgs;
use crate::vocabulary::{CountArgs, WhoArg, stop_list};

/// What every kind takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Common {
    #[command(flatten)]
    pub(crate) query: QueryArgs,
    /// The file to write, a name in .svg or .png; `-` for SVG to standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Points of a PNG for each pixel of the picture: 2 for screens, 3 for print
    #[arg(long, value_name = "N", default_value_t = 2.0)]
    pub(crate) scale: f32,
    /// Replace the file if it exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// What occurring together means.
#[derive(clap::Args, Debug)]
struct Together {
    /// How strongly codes occur together: Jaccard's index, or how often
    #[arg(long, default_value = "jaccard", value_parser = PossibleValuesParser::new(
        PlotCoefficient::ALL.map(PlotCoefficient::as_str)))]
    coefficient: String,
    /// The unit in which two codes must meet
    #[arg(long, default_value = "overlap", value_parser = PossibleValuesParser::new(
        CooccurrenceUnit::ALL.map(CooccurrenceUnit::as_str)))]
    unit: String,
    /// Whether one coder must have said both
    #[arg(long, default_value = "same-coder", value_parser = PossibleValuesParser::new(
        Layer::ALL.map(Layer::as_str)))]
    layer: String,
}

impl Together {
    // The parsers have let only words through that stand for something.
    fn coefficient(&self) -> PlotCoefficient {
        PlotCoefficient::from_word(&self.coefficient).unwrap_or_default()
    }

    fn unit(&self) -> CooccurrenceUnit {
        CooccurrenceUnit::from_word(&self.unit).unwrap_or(CooccurrenceUnit::Overlap)
    }

    fn layer(&self) -> Layer {
        Layer::from_word(&self.layer).unwrap_or(Layer::SameCoder)
    }
}

/// Shaded cells: which codes occur together, or rows by columns
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot heatmap --unit turn -o together.svg
  themata plot heatmap --coefficient count --level theme -o themes.svg
  themata plot heatmap --rows code --cols site --column-shares -o sites.png")]
pub(crate) struct Heatmap {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    together: Together,
    /// Pair codes or whole themes
    #[arg(long, default_value = "code", value_parser = ["code", "theme"])]
    level: String,
    /// Rows by columns instead: code, theme, document, speaker, coder, valence, an attribute
    #[arg(long, value_name = "WHAT", requires = "cols",
        conflicts_with_all = ["coefficient", "unit", "layer", "level"])]
    rows: Option<String>,
    /// The columns, likewise
    #[arg(long, value_name = "WHAT", requires = "rows")]
    cols: Option<String>,
    /// What a cell of rows and columns counts
    #[arg(long, value_name = "MEASURE", default_value = "codings", requires = "rows",
        value_parser = PossibleValuesParser::new(
            CrosstabMeasure::ALL.map(CrosstabMeasure::as_str)))]
    cell: String,
    /// Cells as shares of the total of their row
    #[arg(long, requires = "rows", conflicts_with = "column_shares")]
    row_shares: bool,
    /// Cells as shares of the total of their column
    #[arg(long, requires = "rows")]
    column_shares: bool,
}

impl Heatmap {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        let plot = match (&self.rows, &self.cols) {
            (Some(rows), Some(columns)) => HeatmapPlot::Crossed {
                rows: rows.clone(),
                columns: columns.clone(),
                measure: CrosstabMeasure::from_word(&self.cell)
                    .unwrap_or(CrosstabMeasure::Codings),
                shown: match (self.row_shares, self.column_shares) {
                    (true, _) => CrosstabScale::RowShares,
                    (_, true) => CrosstabScale::ColumnShares,
                    _ => CrosstabScale::Counts,
                },
            },
            _ => HeatmapPlot::Together {
                coefficient: self.together.coefficient(),
                unit: self.together.unit(),
                layer: self.together.layer(),
                level: level(&self.level),
            },
        };
        (PlotKind::Heatmap(plot), &self.common)
    }
}

/// Codes that occur together, as points with lines between them
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot network -o network.svg
  themata plot network --unit turn --top 25 --seed 7 site:04 -o site-04.png")]
pub(crate) struct Network {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    together: Together,
    /// Only so many of the strongest pairs
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Another number is another picture of the same
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
}

impl Network {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        let plot = NetworkPlot {
            coefficient: self.together.coefficient(),
            unit: self.together.unit(),
            layer: self.together.layer(),
            top: self.top,
            seed: self.seed,
        };
        (PlotKind::Network(plot), &self.common)
    }
}

/// Whether two codes go together at every site: an odds ratio a line, and the common one
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot forest --pair 'shared care record' funding -o sites.svg
  themata plot forest --pair leadership IT --level theme --across role -o roles.png")]
pub(crate) struct Forest {
    #[command(flatten)]
    common: Common,
    /// The two codes or themes
    #[arg(long, num_args = 2, value_names = ["CODE", "CODE"], required = true)]
    pair: Vec<String>,
    /// The attribute whose values are the lines
    #[arg(long, value_name = "ATTRIBUTE", default_value = "site")]
    across: String,
    /// The unit in which the codes must meet
    #[arg(long, default_value = "turn", value_parser = PossibleValuesParser::new(
        CooccurrenceUnit::ALL.map(CooccurrenceUnit::as_str)))]
    unit: String,
    /// Pair codes or whole themes
    #[arg(long, default_value = "code", value_parser = ["code", "theme"])]
    level: String,
}

impl Forest {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        let name = |place: usize| self.pair.get(place).cloned().unwrap_or_default();
        let plot = ForestPlot {
            pair: [name(0), name(1)],
            across: self.across.clone(),
            unit: CooccurrenceUnit::from_word(&self.unit).unwrap_or(CooccurrenceUnit::Turn),
            // Each unit is in one cell of a table, which takes all coders as one.
            layer: Layer::AnyCoder,
            level: level(&self.level),
        };
        (PlotKind::Forest(plot), &self.common)
    }
}

/// The same small bars for each site or other group, on one scale
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot multiples --by site -o sites.svg
  themata plot multiples --by role --level theme --share -o roles.png")]
pub(crate) struct Multiples {
    #[command(flatten)]
    common: Common,
    /// What makes the groups: an attribute, coder, speaker, document, valence [default: site]
    #[arg(long, value_name = "WHAT")]
    by: Option<String>,
    /// Bars of codes or of themes
    #[arg(long, default_value = "code", value_parser = ["code", "theme"])]
    level: String,
    /// What the bars count: codings, distinct excerpts, or documents
    #[arg(long, default_value = "codings", value_parser = ["codings", "excerpts", "documents"])]
    measure: String,
    /// Shares of what there is of it in the group
    #[arg(long)]
    share: bool,
}

impl Multiples {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        let level = level(&self.level);
        let measure = MultiplesMeasure::from_word(&self.measure).unwrap_or_default();
        let plot = MultiplesPlot { by: self.by.clone(), level, measure, share: self.share };
        (PlotKind::Multiples(plot), &self.common)
    }
}

/// Where in a document which code was applied
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot codeline --document 04-nurse-w1 -o nurse.svg
  themata plot codeline --document 04-nurse-w1 --by-coder theme:IT -o nurse.png")]
pub(crate) struct CodeLine {
    #[command(flatten)]
    common: Common,
    /// The document
    #[arg(long, value_name = "NAME")]
    document: String,
    /// A lane for each coder of a code
    #[arg(long)]
    by_coder: bool,
}

impl CodeLine {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        let plot = CodeLinePlot { document: self.document.clone(), by_coder: self.by_coder };
        (PlotKind::CodeLine(plot), &self.common)
    }
}

/// Codes or themes as bars, whole or in parts
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot bars -o codes.svg
  themata plot bars --level theme --stacked valence -o barriers.svg
  themata plot bars --stacked site --share -o sites.png")]
pub(crate) struct Bars {
    #[command(flatten)]
    common: Common,
    /// Bars of codes or of themes
    #[arg(long, default_value = "code", value_parser = ["code", "theme"])]
    level: String,
    /// The parts of a bar: valence, coder, speaker, document, or an attribute
    #[arg(long, value_name = "WHAT")]
    stacked: Option<String>,
    /// Parts as shares of their bar; whole bars as shares of all codings
    #[arg(long)]
    share: bool,
}

impl Bars {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        let level = level(&self.level);
        let plot = BarsPlot { level, stacked: self.stacked.clone(), share: self.share };
        (PlotKind::Bars(plot), &self.common)
    }
}

/// New codes document by document, and where few new ones came up
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot saturation --permutations 1000 -o saturation.svg
  themata plot saturation --base 3 --run 2 --threshold 0 --by wave -o waves.png")]
pub(crate) struct Saturation {
    #[command(flatten)]
    common: Common,
    /// The order of the documents: import, document (by name), or an attribute such as date
    #[arg(long, value_name = "ORDER", default_value = "import")]
    order: String,
    /// How many documents make the base
    #[arg(long, value_name = "N", default_value_t = 4)]
    base: usize,
    /// How many documents make a run
    #[arg(long, value_name = "N", default_value_t = 2)]
    run: usize,
    /// New codes of a run as a share of those of the base: 0.05 is 5 %
    #[arg(long, value_name = "SHARE", default_value_t = 0.05)]
    threshold: f64,
    /// Also in so many random orders, as a band
    #[arg(long, value_name = "N", default_value_t = 0)]
    permutations: usize,
    /// The seed of the random orders
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Each value of an attribute by itself, one below the other
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
}

impl Saturation {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        let plot = SaturationPlot {
            order: self.order.clone(),
            base: self.base,
            run: self.run,
            threshold: self.threshold,
            permutations: self.permutations,
            seed: self.seed,
            by: self.by.clone(),
        };
        (PlotKind::Saturation(plot), &self.common)
    }
}

/// Words, the more frequent the larger
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot cloud --top 80 -o words.svg
  themata plot cloud theme:leadership --by-stem -o leadership.png")]
pub(crate) struct Cloud {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    counting: CountArgs,
    /// Words that are not drawn: auto (by language), none, or a file with a word a line
    #[arg(long, value_name = "auto|none|FILE", default_value = "auto")]
    stop_words: String,
    /// Only words that occur at least so often
    #[arg(long, value_name = "N", default_value_t = 2)]
    min: u64,
    /// Draw at most so many words
    #[arg(long, value_name = "N", default_value_t = 100)]
    top: usize,
}

impl Cloud {
    pub(crate) fn asked(&self) -> Result<(PlotKind, &Common), Failure> {
        let plot = CloudPlot {
            who: self.counting.who(),
            stop: stop_list(&self.stop_words)?,
            by_stem: self.counting.by_stem,
            min: self.min,
            top: self.top,
        };
        Ok((PlotKind::Cloud(plot), &self.common))
    }
}

/// How what is said goes on behind a phrase
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot wordtree 'the record' -o record.svg
  themata plot wordtree 'we do not' role:nurse --top 25 -o nurses.png")]
pub(crate) struct WordTree {
    /// The phrase; forms of its words count, too
    phrase: String,
    #[command(flatten)]
    common: Common,
    /// Whose words count
    #[arg(long, value_enum, default_value = "participants")]
    who: WhoArg,
    /// Draw at most so many ends of branches
    #[arg(long, value_name = "N", default_value_t = 40)]
    top: usize,
}

impl WordTree {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        let phrase = self.phrase.clone();
        let plot = WordTreePlot { phrase, who: self.who.who(), top: self.top };
        (PlotKind::WordTree(plot), &self.common)
    }
}

/// Where codings go from stage to stage, such as from codes to themes
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot alluvial -o themes.svg
  themata plot alluvial --stages theme,site,valence -o valence.png")]
pub(crate) struct Alluvial {
    #[command(flatten)]
    common: Common,
    /// The stages: code, theme, valence, coder, document, or attributes
    #[arg(long, value_name = "STAGE,…", value_delimiter = ',', default_value = "code,theme")]
    stages: Vec<String>,
}

impl Alluvial {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        (PlotKind::Alluvial(AlluvialPlot { stages: self.stages.clone() }), &self.common)
    }
}

/// The thematic map: themes where you put them, with their codes
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  themata plot map -o map.svg
  themata plot map --together site:04 -o map-04.png")]
pub(crate) struct Map {
    #[command(flatten)]
    common: Common,
    /// Also lines between themes whose excerpts overlap
    #[arg(long)]
    together: bool,
}

impl Map {
    pub(crate) fn asked(&self) -> (PlotKind, &Common) {
        (PlotKind::Map(ThemeMapPlot { together: self.together }), &self.common)
    }
}

fn level(word: &str) -> Level {
    // The parser has let only words through that stand for something.
    Level::from_word(word).unwrap_or(Level::Code)
}
