//! Pictures of a study: what is to be drawn, one kind a file.
//!
//! Each kind asks what the table of the same name asks, through the same functions, and hands
//! names and numbers to `themata-report`. What a figure counts, over which documents, coders
//! and query, and how many codings that are, stands in the caption of every picture. `caption`
//! has what captions share, `fonts` what words are set with in a picture of points.

mod alluvial;
mod bars;
mod caption;
mod cloud;
mod code_line;
mod coefficient;
mod fonts;
mod forest;
mod heatmap;
mod multiples;
mod network;
mod saturation;
mod theme_map;
mod word_tree;

use themata_analysis::Layer;

use crate::ask::ask_layer;
use crate::{Failure, Progress, Project};

pub use alluvial::AlluvialPlot;
pub use bars::BarsPlot;
pub use cloud::CloudPlot;
pub use code_line::CodeLinePlot;
pub use coefficient::PlotCoefficient;
pub(crate) use fonts::font_files;
pub use fonts::{PlotPoints, font_folders};
pub use forest::ForestPlot;
pub use heatmap::HeatmapPlot;
pub use multiples::{MultiplesMeasure, MultiplesPlot};
pub use network::NetworkPlot;
pub use saturation::SaturationPlot;
pub use theme_map::ThemeMapPlot;
pub use word_tree::WordTreePlot;

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct PlotQuestion {
    /// The query.
    pub query: String,
    /// The kind of picture, with what it needs to know.
    pub kind: PlotKind,
}

/// A kind of picture.
#[derive(Clone, Debug, PartialEq)]
pub enum PlotKind {
    /// Codes by codes, or rows by columns, as shaded cells.
    Heatmap(HeatmapPlot),
    /// Codes that occur together, as points with lines between them.
    Network(NetworkPlot),
    /// The same small bars for each of several groups.
    Multiples(MultiplesPlot),
    /// Where in a document which code was applied.
    CodeLine(CodeLinePlot),
    /// Codes or themes as bars.
    Bars(BarsPlot),
    /// New codes document by document.
    Saturation(SaturationPlot),
    /// Words, the more frequent the larger.
    Cloud(CloudPlot),
    /// How what is said goes on behind a phrase.
    WordTree(WordTreePlot),
    /// Where codings go from stage to stage.
    Alluvial(AlluvialPlot),
    /// Whether two codes go together in every value of an attribute.
    Forest(ForestPlot),
    /// Themes with their codes, where the analyst put them.
    Map(ThemeMapPlot),
}

impl PlotKind {
    /// Whose codings can meet, where that is asked.
    fn layer(&self) -> Layer {
        match self {
            PlotKind::Heatmap(HeatmapPlot::Together { layer, .. }) => *layer,
            PlotKind::Network(plot) => plot.layer,
            _ => Layer::SameCoder,
        }
    }
}

/// A picture of lines and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// The picture as an SVG file.
    pub svg: String,
}

impl Project {
    /// Draws a picture of what a query means.
    ///
    /// # Errors
    ///
    /// If there is nothing to draw, the query is unsound, there is no such attribute, document
    /// or other thing that is named, or the study cannot be read.
    pub fn plot(
        &mut self,
        question: &PlotQuestion,
        progress: Progress<'_>,
    ) -> Result<Plot, Failure> {
        let query = question.query.as_str();
        let svg = match &question.kind {
            PlotKind::Cloud(plot) => plot.draw(self, query)?,
            PlotKind::WordTree(plot) => plot.draw(&self.snapshot()?, query, progress)?,
            // Themes are there before anything is coded.
            PlotKind::Map(plot) => plot.draw(&self.snapshot()?, query)?,
            kind => {
                let snapshot = self.snapshot()?;
                let answer = ask_layer(&snapshot, query, kind.layer())?;
                caption::some_codings(&answer)?;
                match kind {
                    PlotKind::Heatmap(plot) => plot.draw(&snapshot, &answer)?,
                    PlotKind::Network(plot) => plot.draw(&snapshot, &answer)?,
                    PlotKind::Multiples(plot) => plot.draw(&snapshot, &answer)?,
                    PlotKind::CodeLine(plot) => plot.draw(&snapshot, &answer)?,
                    PlotKind::Bars(plot) => plot.draw(&snapshot, &answer)?,
                    PlotKind::Saturation(plot) => plot.draw(&answer)?,
                    PlotKind::Alluvial(plot) => plot.draw(&answer)?,
                    PlotKind::Forest(plot) => plot.draw(&snapshot, &answer)?,
                    // Drawn above, since they are there without any coding.
                    PlotKind::Cloud(_) | PlotKind::WordTree(_) | PlotKind::Map(_) => {
                        String::new()
                    }
                }
            }
        };
        Ok(Plot { svg })
    }
}
