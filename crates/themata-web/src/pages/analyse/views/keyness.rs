use themata_project::behind::{Numbered, all_of};
use themata_project::plot::PlotKind;
use themata_project::{Failure, KeynessQuestion, KeynessSides, Project, StopList, Table};

use super::axes::name;
use super::fields::Field;
use super::vocabulary::{
    by_stem, command, places, stem_field, stop, stop_field, who, who_field,
};
use super::way::{Lead, Leads, View, Way};
use crate::pages::leaving::quoted;

/// The words that one part of the text has more of than another.
pub(super) struct Keyness;

/// So many words are listed unless all are wanted.
const MOST: usize = 100;

fn stopped(view: &View<'_>) -> StopList {
    stop(view, StopList::None)
}

fn least(view: &View<'_>) -> u64 {
    view.asked.number("least", 5, 9999) as u64
}

/// The values of which each is a part of the text: those of sites unless something else is said.
fn groups(view: &View<'_>) -> (Option<Numbered>, Vec<(String, String)>) {
    let by = view.group().or_else(|| view.behind.site());
    let Some(by) = by else { return (None, Vec::new()) };
    let groups = view.behind.groups(&by.name).into_iter();
    let called = |value: Option<String>| value.unwrap_or_else(|| format!("no {}", by.name));
    let groups = groups.map(|(value, term)| (called(value), term)).collect();
    (Some(by), groups)
}

/// The term of a value that is chosen by its place, counted from 1.
fn chosen(view: &View<'_>, parameter: &str, usual: usize) -> Option<String> {
    let place = view.asked.number(parameter, usual, usize::MAX).checked_sub(1)?;
    groups(view).1.into_iter().nth(place).map(|(_, term)| term)
}

/// The part that is asked about: a query, else a value.
fn part(view: &View<'_>) -> Option<String> {
    match view.asked.get("of") {
        "" => chosen(view, "part", 1),
        of => Some(of.to_owned()),
    }
}

/// What it is held against: a query, else a value; `None` for all the rest.
fn against(view: &View<'_>) -> Option<String> {
    match view.asked.get("against") {
        "" => chosen(view, "other", 0),
        against => Some(against.to_owned()),
    }
}

impl Way for Keyness {
    fn word(&self) -> &'static str {
        "keyness"
    }

    fn name(&self) -> &'static str {
        "Keyness"
    }

    fn says(&self) -> &'static str {
        "The words that one part of the text has more of than another: a site, a role, what was \
         given a code."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let more = [("", "more of"), ("1", "less of")];
        let (by, values) = groups(view);
        let values = (1..).zip(values).map(|(place, (value, _))| (place.to_string(), value));
        let values: Vec<(String, String)> = values.collect();
        let mut others = vec![(String::new(), "all the rest".to_owned())];
        others.extend(values.iter().cloned());
        let (part, all) = (view.asked.number("part", 1, 9999), view.behind.attributes());
        let asked = |name| view.asked.get(name);
        vec![
            Field::attribute("group", "Parts by", None, by.as_ref(), &all),
            Field::choice("part", "Asked about", part.to_string(), values),
            Field::choice("other", "Held against", asked("other"), others),
            Field::query("of", "Or asked about what a query means", asked("of"))
                .such_as("code:funding"),
            Field::query("against", "Held against another query", asked("against"))
                .such_as("all the rest"),
            Field::words("less", "Words it has", view.asked.get("less"), &more),
            who_field(view),
            stop_field(&stopped(view)),
            Field::number("least", "At least", least(view) as usize, (1, 9999)),
            stem_field(view),
        ]
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        let Some(of) = part(view) else {
            return Err(Failure::nothing(
                "it is not said which part of the text is asked about",
            )
            .hint("write it above, such as code:funding or speaker:\"Manager 1\""));
        };
        project.keyness(&KeynessQuestion {
            sides: KeynessSides::Query { of, against: against(view) },
            query: view.behind.query().to_owned(),
            who: who(view),
            stop: stopped(view),
            by_stem: by_stem(view),
            min: least(view),
            less: view.asked.says("less"),
            limit: (!view.asked.says("every")).then_some(MOST),
        })
    }

    fn picture(&self, _: &View<'_>) -> Option<PlotKind> {
        None
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        let of = part(view).unwrap_or_default();
        let rest = format!("NOT ({of})");
        let against = match against(view) {
            None => rest,
            Some(against) => all_of(&[&against, &rest]),
        };
        Box::new(move |row, column| {
            let word = name(table.rows[row].cells.first());
            let side = match table.columns[column].key.as_str() {
                "count" | "per_10000" | "documents" => of.as_str(),
                "count_against" | "per_10000_against" | "documents_against" => &against,
                "word" => "",
                _ => return None,
            };
            let query = all_of(&[view.behind.query(), side]);
            Some(Lead::Places(places(view, word, &[&query])))
        })
    }

    fn command(&self, view: &View<'_>) -> String {
        let against =
            against(view).map_or(String::new(), |it| format!(" --against {}", quoted(&it)));
        let less = if view.asked.says("less") { " --less" } else { "" };
        let rest = command(view, &stopped(view));
        let of = part(view).unwrap_or_default();
        format!("keyness --of {}{against}{less}{rest} --min {}", quoted(&of), least(view))
    }

    fn counts_words(&self) -> bool {
        true
    }
}
