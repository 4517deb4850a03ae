use std::collections::BTreeMap;

use themata_model::{AttributeId, Coding, Study, ThemeOf};
use themata_report::{Alluvial, AlluvialBlock, AlluvialFlow, AlluvialStage, alluvial};

use super::caption::Told;
use crate::Failure;
use crate::ask::Answer;

/// Where codings go from stage to stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlluvialPlot {
    /// The stages from left to right: [`AlluvialPlot::STAGES`] or names of attributes.
    pub stages: Vec<String>,
}

impl AlluvialPlot {
    /// The words for stages that are no attribute.
    pub const STAGES: [&str; 5] = ["code", "theme", "valence", "coder", "document"];
}

/// What a stage sorts codings by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Code,
    Theme,
    Valence,
    Coder,
    Document,
    Attribute(AttributeId),
}

/// The blocks of a stage, found one after the other.
#[derive(Default)]
struct Blocks {
    place_of: BTreeMap<String, usize>,
    blocks: Vec<AlluvialBlock>,
}

impl AlluvialPlot {
    pub(super) fn draw(&self, answer: &Answer) -> Result<String, Failure> {
        let (study, asked) = (&answer.study, &answer.asked);
        let stages = self.stages(study)?;
        let sorter = Sorter::of(study);
        let mut blocks: Vec<Blocks> = stages.iter().map(|_| Blocks::default()).collect();
        let mut flows: BTreeMap<(usize, usize, usize), u64> = BTreeMap::new();
        let mut several = 0;
        for coding in &asked.codings {
            let places: Vec<Vec<usize>> = stages
                .iter()
                .zip(&mut blocks)
                .map(|(&by, blocks)| sorter.places(coding, by, blocks))
                .collect();
            several += usize::from(places.iter().any(|places| places.len() > 1));
            for (stage, pair) in places.windows(2).enumerate() {
                for &from in &pair[0] {
                    for &to in &pair[1] {
                        *flows.entry((stage, from, to)).or_default() += 1;
                    }
                }
            }
        }
        let names: Vec<String> =
            self.stages.iter().map(|stage| stage.trim().to_lowercase()).collect();
        let mut told = Told::of_codings(
            answer,
            &format!("Codings from {}", names.join(" to ")),
            "Ribbons: codings, each a coder, an excerpt and a code.",
        );
        if several > 0 {
            told.sentences.push(format!(
                "{} of codes that are in several themes count in each.",
                crate::names::count(several, "coding")
            ));
        }
        let heading = |name: &String| {
            let mut letters = name.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).collect::<String>()
        };
        Ok(alluvial(&Alluvial {
            caption: told.caption(),
            stages: names
                .iter()
                .zip(blocks)
                .map(|(name, blocks)| AlluvialStage {
                    name: heading(name),
                    blocks: blocks.blocks,
                })
                .collect(),
            flows: flows
                .into_iter()
                .map(|((stage, from, to), count)| AlluvialFlow { stage, from, to, count })
                .collect(),
        }))
    }

    fn stages(&self, study: &Study) -> Result<Vec<By>, Failure> {
        let words = AlluvialPlot::STAGES.join(", ");
        let by = |word: &String| match word.trim().to_lowercase().as_str() {
            "code" | "codes" => Ok(By::Code),
            "theme" | "themes" => Ok(By::Theme),
            "valence" => Ok(By::Valence),
            "coder" | "coders" => Ok(By::Coder),
            "document" | "documents" => Ok(By::Document),
            name => {
                crate::names::attribute(study, name).map(By::Attribute).map_err(|failure| {
                    failure.hint(format!("stages are {words}, or an attribute"))
                })
            }
        };
        let stages: Vec<By> = self.stages.iter().map(by).collect::<Result<_, Failure>>()?;
        if stages.len() < 2 {
            return Err(Failure::new("codings go from one stage to another, and there is one")
                .hint("name two or more: `--stages code,theme,valence`"));
        }
        if stages.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Failure::new("two stages beside each other are the same")
                .hint(format!("stages are {words}, or an attribute")));
        }
        Ok(stages)
    }
}

/// Says to which block of a stage a coding belongs.
struct Sorter<'a> {
    study: &'a Study,
    /// For each code the titles and colours of its themes.
    themes: Vec<Vec<(String, Option<String>)>>,
}

impl<'a> Sorter<'a> {
    fn of(study: &'a Study) -> Sorter<'a> {
        let mut themes = vec![Vec::new(); study.codebook.len()];
        for theme in study.theme_codes() {
            let colour = match theme.of {
                ThemeOf::Group(code) => Some(study.codebook.colour_of(code).to_string()),
                ThemeOf::Made(_) => None,
            };
            for code in &theme.codes {
                themes[code.get() as usize].push((theme.title.clone(), colour.clone()));
            }
        }
        Sorter { study, themes }
    }

    fn places(&self, coding: &Coding, by: By, blocks: &mut Blocks) -> Vec<usize> {
        let study = self.study;
        let document = || study.document(coding.document);
        match by {
            By::Code => {
                let colour = study.codebook.colour_of(coding.code).to_string();
                vec![blocks.place(&study.codebook[coding.code].name, Some(colour))]
            }
            By::Theme => match self.themes[coding.code.get() as usize].as_slice() {
                [] => vec![blocks.place("in no theme", None)],
                themes => themes
                    .iter()
                    .map(|(title, colour)| blocks.place(title, colour.clone()))
                    .collect(),
            },
            By::Valence => {
                let valence =
                    coding.valence.map_or("without valence", |valence| valence.as_str());
                vec![blocks.place(valence, None)]
            }
            By::Coder => {
                let name = study.coder(coding.coder).map_or("", |coder| coder.name.as_str());
                vec![blocks.place(name, None)]
            }
            By::Document => {
                let name = document().map_or("", |document| document.name.as_str());
                vec![blocks.place(name, None)]
            }
            By::Attribute(id) => {
                let known = study.attributes.iter().find(|attribute| attribute.id == id);
                let name = known.map_or("", |attribute| attribute.name.as_str());
                let value = document().and_then(|document| document.values.get(&id));
                let name = match value {
                    Some(value) => format!("{name} {value}"),
                    None => format!("no {name}"),
                };
                vec![blocks.place(&name, None)]
            }
        }
    }
}

impl Blocks {
    fn place(&mut self, name: &str, colour: Option<String>) -> usize {
        if let Some(&place) = self.place_of.get(name) {
            return place;
        }
        let place = self.blocks.len();
        self.place_of.insert(name.to_owned(), place);
        self.blocks.push(AlluvialBlock { name: name.to_owned(), colour });
        place
    }
}
