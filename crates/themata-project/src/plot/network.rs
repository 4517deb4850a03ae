use std::collections::BTreeSet;

use themata_analysis::{Cooccurrence, CooccurrenceUnit, Layer, Level, Pair, SubjectKey};
use themata_codebook::CodeIndex;
use themata_model::{Study, ThemeOf};
use themata_report::{Network, NetworkCode, NetworkPair, NetworkTheme, network};

use super::PlotCoefficient;
use super::caption::Told;
use crate::ask::Answer;
use crate::names::{count, grouped};
use crate::view::View;
use crate::{CooccurrenceQuestion, CooccurrenceShape, Failure};

/// Codes that occur together, as points with lines between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkPlot {
    /// What the width of a line is.
    pub coefficient: PlotCoefficient,
    /// The unit in which two codes must meet.
    pub unit: CooccurrenceUnit,
    /// Whose codings can meet.
    pub layer: Layer,
    /// At most so many of the strongest pairs are drawn; `None` for as many as can be read.
    pub top: Option<usize>,
    /// Where the points begin before they are moved apart.
    pub seed: u64,
}

impl NetworkPlot {
    pub(super) fn draw(&self, snapshot: &View<'_>, answer: &Answer) -> Result<String, Failure> {
        if self.top == Some(0) {
            return Err(Failure::new("a network of no pairs is empty").hint("say `--top 20`"));
        }
        let question = CooccurrenceQuestion {
            query: String::new(),
            unit: self.unit,
            case_attribute: None,
            layer: self.layer,
            level: Level::Code,
            by: None,
            coefficients: false,
            shape: CooccurrenceShape::Pairs,
        };
        let found = crate::cooccurrence::found(snapshot, answer, &question)?;
        if found.pairs.is_empty() {
            return Err(no_pairs(&found));
        }
        let (study, asked) = (&answer.study, &answer.asked);
        let mut told = Told {
            title: "Codes that occur together".to_owned(),
            sentences: vec![found.definition.clone()],
            n: asked.codings.len(),
            unit: "codings".to_owned(),
        }
        .remarked(&found.remarks);

        let drawn = self.strongest(&found);
        let keys = |pairs: &[&Pair]| -> BTreeSet<SubjectKey> {
            pairs.iter().flat_map(|pair| [pair.first, pair.second]).collect()
        };
        let (taken, paired) = (keys(&drawn), keys(&found.pairs.iter().collect::<Vec<_>>()));
        // A code whose pairs were all left out meets others, and must not seem to meet none.
        let left_out: BTreeSet<SubjectKey> = paired.difference(&taken).copied().collect();
        if drawn.len() < found.pairs.len() {
            told.sentences.push(format!(
                "Taken are the {} strongest of {} that occur together{}.",
                grouped(drawn.len()),
                count(found.pairs.len(), "pair"),
                match self.coefficient {
                    PlotCoefficient::Jaccard => ", those in at least two documents first",
                    PlotCoefficient::Count => "",
                }
            ));
            if !left_out.is_empty() {
                let codes = count(left_out.len(), "code");
                told.sentences.push(format!("Not drawn: {codes} with weaker pairs only."));
            }
        }
        let mut codings = vec![0; study.codebook.len()];
        asked.codings.iter().for_each(|coding| codings[coding.code.get() as usize] += 1);
        let (themes, theme_of) = themes(study);
        let code = |code: CodeIndex| NetworkCode {
            name: study.codebook[code].name.clone(),
            codings: codings[code.get() as usize],
            theme: theme_of[code.get() as usize],
        };
        let used: Vec<CodeIndex> = found
            .codes
            .iter()
            .filter(|code| code.n > 0 && !left_out.contains(&code.code))
            .filter_map(|code| match code.code {
                SubjectKey::Code(code) => Some(code),
                SubjectKey::Theme(_) | SubjectKey::InNoTheme => None,
            })
            .collect();
        let mut place_of = vec![None; study.codebook.len()];
        for (place, code) in used.iter().enumerate() {
            place_of[code.get() as usize] = Some(place);
        }
        let place = |key: SubjectKey| match key {
            SubjectKey::Code(code) => place_of[code.get() as usize],
            SubjectKey::Theme(_) | SubjectKey::InNoTheme => None,
        };
        let pairs = drawn.into_iter().filter_map(|pair| {
            Some(NetworkPair {
                one: place(pair.first)?,
                two: place(pair.second)?,
                coefficient: self.coefficient.of(pair)?,
            })
        });
        Ok(network(&Network {
            pairs: pairs.collect(),
            codes: used.into_iter().map(code).collect(),
            themes,
            coefficient: match self.coefficient {
                PlotCoefficient::Jaccard => "Jaccard's index".to_owned(),
                PlotCoefficient::Count => "n12".to_owned(),
            },
            seed: self.seed,
            caption: told.caption(),
        }))
    }

    fn strongest<'a>(&self, found: &'a Cooccurrence) -> Vec<&'a Pair> {
        let top = self.top.unwrap_or(usize::MAX);
        match self.coefficient {
            PlotCoefficient::Jaccard => found.strongest(top),
            // They stand by n12 already.
            PlotCoefficient::Count => found.pairs.iter().take(top).collect(),
        }
    }
}

/// The themes, and for each code the place of the first that it is in.
fn themes(study: &Study) -> (Vec<NetworkTheme>, Vec<Option<usize>>) {
    let mut theme_of = vec![None; study.codebook.len()];
    let mut themes = Vec::new();
    for theme in study.theme_codes() {
        for code in &theme.codes {
            theme_of[code.get() as usize].get_or_insert(themes.len());
        }
        let colour = match theme.of {
            ThemeOf::Group(code) => Some(study.codebook.colour_of(code).to_string()),
            ThemeOf::Made(_) => None,
        };
        themes.push(NetworkTheme { name: theme.title, colour });
    }
    (themes, theme_of)
}

/// What is said where no two codes meet.
pub(super) fn no_pairs(found: &Cooccurrence) -> Failure {
    let unit = found.options.unit.as_str();
    let failure = Failure::nothing(format!("no two codes occur together by `--unit {unit}`"))
        .hint("a wider unit may show more: `--unit turn` or `--unit document`");
    match found.options.layer {
        Layer::SameCoder => {
            failure.hint("`--layer any-coder` lets the code of one coder meet that of another")
        }
        Layer::AnyCoder | Layer::Consensus => failure,
    }
}
