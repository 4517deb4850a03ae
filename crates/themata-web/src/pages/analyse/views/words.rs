use themata_project::behind::all_of;
use themata_project::plot::{CloudPlot, PlotKind};
use themata_project::{Failure, Project, StopList, Table, WordQuestion};

use super::axes::name;
use super::fields::Field;
use super::vocabulary::{
    by_stem, command, places, stem_field, stop, stop_field, who, who_field,
};
use super::way::{Lead, Leads, View, Way};

/// How often each word occurs.
pub(super) struct Words;

/// So many words are listed, and drawn.
const MOST: usize = 100;

fn stopped(view: &View<'_>) -> StopList {
    stop(view, StopList::Auto)
}

fn least(view: &View<'_>) -> u64 {
    view.asked.number("least", 2, 9999) as u64
}

impl Way for Words {
    fn word(&self) -> &'static str {
        "words"
    }

    fn name(&self) -> &'static str {
        "Words"
    }

    fn says(&self) -> &'static str {
        "How often each word occurs in what a query means: documents, speakers, sections, or what \
         was coded."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let (group, all) = (view.group(), view.behind.attributes());
        let none = Some("nothing");
        vec![
            who_field(view),
            stop_field(&stopped(view)),
            Field::number("least", "At least", least(view) as usize, (1, 9999)),
            Field::attribute("group", "Side by side", none, group.as_ref(), &all),
            stem_field(view),
        ]
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        project.words(&WordQuestion {
            query: view.behind.query().to_owned(),
            who: who(view),
            stop: stopped(view),
            by_stem: by_stem(view),
            by: view.group().map(|it| it.name),
            min: least(view),
            limit: (!view.asked.says("every")).then_some(MOST),
        })
    }

    fn picture(&self, view: &View<'_>) -> Option<PlotKind> {
        Some(PlotKind::Cloud(CloudPlot {
            who: who(view),
            stop: stopped(view),
            by_stem: by_stem(view),
            min: least(view),
            top: MOST,
        }))
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        let group = view.group().map(|it| it.name);
        let names = view.behind.names.attributes.iter();
        let mut values: Vec<(String, String)> = names
            .filter(|it| group.as_ref() == Some(&it.name))
            .flat_map(|it| {
                it.values.iter().map(|value| {
                    let term = crate::pages::leading::test("", value);
                    (format!("{} {value}", it.name), format!("{}{term}", named(&it.name)))
                })
            })
            .collect();
        if let Some(name) = &group {
            let groups = view.behind.groups(name).into_iter();
            let without = groups.filter(|(value, _)| value.is_none());
            values.extend(without.map(|(_, term)| (format!("no {name}"), term)));
        }
        Box::new(move |row, column| {
            let word = name(table.rows[row].cells.first());
            let heading = table.columns[column].heading.as_str();
            let heading = heading.strip_suffix(", count").unwrap_or(heading);
            let term = values.iter().find(|(known, _)| known == heading);
            let term = term.map_or("", |(_, term)| term);
            if table.columns[column].key == "forms" {
                return None;
            }
            let query = all_of(&[view.behind.query(), term]);
            Some(Lead::Places(places(view, word, &[&query])))
        })
    }

    fn command(&self, view: &View<'_>) -> String {
        let rest = command(view, &stopped(view));
        format!("words{rest} --min {}{}", least(view), view.by())
    }

    fn counts_words(&self) -> bool {
        true
    }
}

/// The name of an attribute as a term begins.
fn named(name: &str) -> String {
    themata_project::asking::spelt(name)
}
