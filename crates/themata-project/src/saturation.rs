use themata_analysis::{Level, Saturation, SaturationOptions, SaturationOrder, saturation};

use crate::ask::{Answer, ask};
use crate::{Failure, Project, Table};

/// How saturation is looked for, and how it is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct SaturationQuestion {
    /// The query.
    pub query: String,
    /// `import`, `document`, or the name of an attribute.
    pub order: String,
    /// Whether codes or themes are counted.
    pub level: Level,
    /// The number of documents of the base.
    pub base: usize,
    /// The number of documents of a run.
    pub run: usize,
    /// The ratio of new information at which saturation is reached.
    pub threshold: f64,
    /// The name of the attribute whose values are looked at one by one.
    pub by: Option<String>,
    /// How many random orders are drawn.
    pub permutations: usize,
    /// The seed of the draws.
    pub seed: u64,
    /// How it is laid out.
    pub shape: SaturationShape,
}

/// How saturation is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaturationShape {
    /// A row for each document in order.
    Positions,
    /// A row for each group and one for all.
    Summary,
    /// Where saturation was reached in random orders.
    Points,
}

/// More orders than this say nothing more, and take long.
const MOST_ORDERS: usize = 100_000;

impl Project {
    /// Up to which document new codes came up, in an order and in random ones.
    ///
    /// # Errors
    ///
    /// If the query is unsound, there is no such attribute, a number is out of bounds, or the
    /// study cannot be read.
    pub fn saturation(&mut self, question: &SaturationQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let found = found(&answer, question)?;
        Ok(match question.shape {
            SaturationShape::Positions => found.to_table(),
            SaturationShape::Summary => found.to_summary(),
            SaturationShape::Points => found.to_points(),
        })
    }
}

/// The curves that a question asks for, before they are laid out.
pub(crate) fn found(
    answer: &Answer,
    question: &SaturationQuestion,
) -> Result<Saturation, Failure> {
    sound(question)?;
    let (study, asked) = (&answer.study, &answer.asked);
    let attribute = |name: &str| crate::names::attribute(study, name);
    let order = match question.order.trim().to_lowercase().as_str() {
        "import" => SaturationOrder::Import,
        "document" => SaturationOrder::Document,
        name => SaturationOrder::Attribute(attribute(name).map_err(|failure| {
            failure.hint("documents are ordered by import, document or an attribute")
        })?),
    };
    let options = SaturationOptions {
        level: question.level,
        order,
        base: question.base,
        run: question.run,
        threshold: question.threshold,
        by: question.by.as_deref().map(attribute).transpose()?,
        permutations: question.permutations,
        seed: question.seed,
    };
    Ok(saturation(study, asked, options)?)
}

fn sound(question: &SaturationQuestion) -> Result<(), Failure> {
    if question.base == 0 || question.run == 0 {
        return Err(Failure::new("base and run are at least one document each")
            .hint("usual are `--base 4 --run 2`"));
    }
    if !(0.0..=1.0).contains(&question.threshold) {
        return Err(Failure::new(format!(
            "the threshold is {}, and a share is from 0 to 1",
            question.threshold
        ))
        .hint("write 5 % as 0.05"));
    }
    if question.permutations > MOST_ORDERS {
        return Err(Failure::new(format!("{MOST_ORDERS} random orders are the most"))
            .hint("1000 are enough for most questions"));
    }
    if question.shape == SaturationShape::Points && question.permutations == 0 {
        return Err(Failure::new("without random orders there is nothing to list")
            .hint("say how many, such as `--permutations 1000`"));
    }
    Ok(())
}
