use themata_project::behind::{Behind, Numbered};
use themata_project::plot::PlotKind;
use themata_project::{Failure, Project, Table};

use super::asked::Asked;
use super::fields::Field;
use crate::pages::leaving::quoted;

/// A way of analysing: what is asked by its form, its table and its picture, and what stands
/// behind its numbers.
pub(super) trait Way: Sync {
    /// The word for it in addresses.
    fn word(&self) -> &'static str;

    fn name(&self) -> &'static str;

    /// What it tells, in a sentence.
    fn says(&self) -> &'static str;

    /// What is chosen in its form besides the query.
    fn fields(&self, view: &View<'_>) -> Vec<Field>;

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure>;

    /// Its picture; `None` if it has none as it is asked.
    fn picture(&self, view: &View<'_>) -> Option<PlotKind>;

    /// Where the cells of its table lead.
    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a>;

    /// The command that counts the same, without its query.
    fn command(&self, view: &View<'_>) -> String;

    /// Whether words are counted, which are there without codings, and take long to count.
    fn counts_words(&self) -> bool {
        false
    }
}

/// Something that is asked, and the query behind it.
pub(super) struct View<'a> {
    pub(super) asked: &'a Asked,
    pub(super) behind: &'a Behind,
}

/// Where a cell leads, by its row and column.
pub(super) type Leads<'a> = Box<dyn Fn(usize, usize) -> Option<Lead> + 'a>;

/// Where a cell leads.
pub(super) enum Lead {
    /// To the excerpts of a query.
    Excerpts(String),
    /// To the places of the words of a query.
    Places(String),
    /// To another way, asked so.
    Way(&'static str, Asked),
}

impl View<'_> {
    /// The attribute that stands under a name, as `a3` or by its name.
    pub(super) fn attribute(&self, parameter: &str) -> Option<Numbered> {
        let value = self.asked.get(parameter);
        let all = self.behind.attributes();
        let number = value.strip_prefix('a').and_then(|digits| digits.parse::<u32>().ok());
        let numbered = all.iter().find(|it| Some(it.number) == number);
        let named = || all.iter().find(|it| it.name.to_lowercase() == value.to_lowercase());
        numbered.or_else(named).cloned()
    }

    /// The attribute whose values are put side by side.
    pub(super) fn group(&self) -> Option<Numbered> {
        self.attribute("group").or_else(|| self.attribute("by"))
    }

    /// The words for the attribute side by side, as a command says them.
    pub(super) fn by(&self) -> String {
        self.group().map_or(String::new(), |it| format!(" --by {}", quoted(&it.name)))
    }
}

impl Lead {
    /// To the excerpts of a query if there is one.
    pub(super) fn to(query: Option<String>) -> Option<Lead> {
        query.map(Lead::Excerpts)
    }
}

/// A word that a form offers, if it is one of those there are, else what is usual.
pub(super) fn one_of<T: Copy>(
    all: &[T],
    word: fn(T) -> &'static str,
    said: &str,
    usual: T,
) -> T {
    all.iter().copied().find(|it| word(*it) == said).unwrap_or(usual)
}
