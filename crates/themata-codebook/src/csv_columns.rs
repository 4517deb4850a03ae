//! What the columns of a table of codes hold, whatever people call them.

use crate::name_key;

/// The columns that [`to_csv`](crate::to_csv) writes.
pub(crate) const COLUMNS: [&str; 10] = [
    "name",
    "parent",
    "short definition",
    "full definition",
    "use when",
    "do not use when",
    "examples",
    "colour",
    "assignable",
    "state",
];

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    /// The name of the code or of something above it.
    Level(Level),
    /// The name of the parent.
    Parent,
    Short,
    Definition,
    UseWhen,
    DoNotUseWhen,
    Examples,
    Colour,
    Assignable,
    State,
    /// Nothing is written above the column.
    Blank,
    Unknown,
}

/// How high in the tree the names of a column stand, the highest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Level {
    Group,
    Subgroup,
    Code,
    Subcode,
}

/// What people write above the columns. Keys are as [`heading_key`] makes them; several fields
/// of study and a few languages meet here.
const HEADINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Level(Level::Group),
        &[
            "theme",
            "category",
            "domain",
            "dimension",
            "group",
            "code group",
            "construct",
            "main category",
            "main theme",
            "hauptkategorie",
            "oberkategorie",
            "kategorie",
            "thema",
        ],
    ),
    (
        Meaning::Level(Level::Subgroup),
        &[
            "subtheme",
            "sub theme",
            "subcategory",
            "sub category",
            "subdomain",
            "sub domain",
            "subdimension",
            "unterkategorie",
            "subkategorie",
            "unterthema",
        ],
    ),
    (
        Meaning::Level(Level::Code),
        &[
            "name",
            "code name",
            "codename",
            "code label",
            "title",
            "label",
            "code",
            "codes",
            "tag",
            "node",
            "kode",
        ],
    ),
    (Meaning::Level(Level::Subcode), &["subcode", "sub code", "child code", "unterkode"]),
    (
        Meaning::Parent,
        &[
            "parent",
            "parent code",
            "parent name",
            "parent code name",
            "parent theme",
            "parent category",
            "obercode",
            "oberkode",
        ],
    ),
    (
        Meaning::Short,
        &[
            "short",
            "brief",
            "short definition",
            "brief definition",
            "short description",
            "brief description",
            "kurzdefinition",
            "kurzbeschreibung",
        ],
    ),
    (
        Meaning::Definition,
        &[
            "definition",
            "full definition",
            "description",
            "full description",
            "code description",
            "code definition",
            "operational definition",
            "detailed description",
            "detailed definition",
            "meaning",
            "explanation",
            "memo",
            "code memo",
            "comment",
            "beschreibung",
            "erläuterung",
            "kommentar",
        ],
    ),
    (
        Meaning::UseWhen,
        &[
            "use when",
            "use if",
            "use for",
            "when to use",
            "applies when",
            "apply when",
            "inclusion",
            "inclusion criteria",
            "inclusion criterion",
            "include",
            "includes",
            "coding rule",
            "coding rules",
            "decision rule",
            "decision rules",
            "kodierregel",
            "kodierregeln",
            "codierregel",
            "codierregeln",
            "einschluss",
            "einschlusskriterien",
        ],
    ),
    (
        Meaning::DoNotUseWhen,
        &[
            "do not use when",
            "do not use",
            "do not use if",
            "do not use for",
            "don t use",
            "don t use when",
            "when not to use",
            "exclusion",
            "exclusion criteria",
            "exclusion criterion",
            "exclude",
            "excludes",
            "close but no",
            "ausschluss",
            "ausschlusskriterien",
            "abgrenzung",
        ],
    ),
    (
        Meaning::Examples,
        &[
            "example",
            "examples",
            "example quote",
            "example quotes",
            "example quotation",
            "example quotations",
            "example excerpt",
            "example excerpts",
            "example text",
            "typical example",
            "typical examples",
            "illustrative quote",
            "illustrative quotes",
            "sample quote",
            "sample quotes",
            "quote",
            "quotes",
            "quotation",
            "quotations",
            "exemplar",
            "exemplars",
            "anchor example",
            "anchor examples",
            "ankerbeispiel",
            "ankerbeispiele",
            "beispiel",
            "beispiele",
        ],
    ),
    (Meaning::Colour, &["colour", "color", "code colour", "code color", "farbe"]),
    (
        Meaning::Assignable,
        &["assignable", "codable", "codeable", "is codable", "selectable", "kodierbar"],
    ),
    (Meaning::State, &["state", "status"]),
];

/// What the column under this heading holds.
pub(crate) fn meaning(heading: &str) -> Meaning {
    let key = heading_key(heading);
    if key.is_empty() {
        return if heading.trim().is_empty() { Meaning::Blank } else { Meaning::Unknown };
    }
    HEADINGS
        .iter()
        .find(|(_, headings)| headings.contains(&key.as_str()))
        .map_or(Meaning::Unknown, |&(meaning, _)| meaning)
}

/// What is compared of a heading: its words in lower case, without signs, without a plural in
/// brackets, without a number at its end (`Example(s) 2:` is `example`).
fn heading_key(heading: &str) -> String {
    let heading = heading.replace("(s)", "").replace("(S)", "");
    let words = heading.replace(|letter: char| !letter.is_alphanumeric(), " ");
    let words = words.trim_end_matches(|letter: char| letter.is_numeric() || letter == ' ');
    name_key(words)
}

/// Of several columns that each hold names of codes, the one that does so most plainly: beside
/// a column `name`, a column `code` holds numbers or abbreviations.
pub(crate) fn plainness(heading: &str) -> u8 {
    match heading_key(heading).as_str() {
        "name" | "code name" | "codename" | "code label" => 2,
        "title" | "label" => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expect: Meaning) {
        assert_eq!(meaning(input), expect);
    }

    #[test]
    fn headings_are_known_by_what_people_call_them() {
        check("Code", Meaning::Level(Level::Code));
        check("Sub-theme", Meaning::Level(Level::Subgroup));
        check("Inclusion criteria:", Meaning::UseWhen);
        check("DO NOT USE WHEN", Meaning::DoNotUseWhen);
        check("Don't use", Meaning::DoNotUseWhen);
        check("Example(s)", Meaning::Examples);
        check("Example 2", Meaning::Examples);
        check("code.description", Meaning::Definition);
        check("Ankerbeispiele", Meaning::Examples);
        check("number of highlights", Meaning::Unknown);
        check("1", Meaning::Unknown);
        check("  ", Meaning::Blank);
    }

    #[test]
    fn every_column_that_is_written_is_known() {
        for column in COLUMNS {
            assert_ne!(meaning(column), Meaning::Unknown, "{column}");
        }
    }

    #[test]
    fn every_heading_is_written_as_it_is_compared() {
        for (_, headings) in HEADINGS {
            for heading in *headings {
                assert_eq!(heading_key(heading), *heading);
            }
        }
    }
}
