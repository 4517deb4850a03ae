use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::codebook::tidy;
use crate::error::Kind;
use crate::resolve::nearest;
use crate::validity::{Fault, Field, unique_names};
use crate::{Code, CodeIndex, CodeState, Codebook, Error, Place, name_key};

/// The codebook that a TOML file holds.
///
/// # Errors
///
/// If the file is not TOML, holds an unknown key or a value of the wrong type, a code without
/// a name, two codes of one name, a parent or merge target that is not in the file, a circle
/// of either, or a colour that is none. The error says where.
///
/// # Examples
///
/// ```
/// let book = themata_codebook::from_toml(
///     r#"
///     title = "Implementation of the new ward round"
///
///     [[code]]
///     name = "Leadership"
///     assignable = false
///
///     [[code]]
///     name = "shared vision"
///     parent = "Leadership"
///     short = "a common picture of the aim"
///     "#,
/// )?;
/// assert_eq!(book.path(book.resolve("Shared-Vision")?), "Leadership / shared vision");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_toml(text: &str) -> Result<Codebook, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read(text).map_err(|Trouble { kind, at }| Error::at(kind, place(text, at)))
}

const TOP_KEYS: &[&str] = &["title", "rules", "code"];
const CODE_KEYS: &[&str] = &[
    "name",
    "parent",
    "short",
    "definition",
    "use_when",
    "do_not_use_when",
    "examples",
    "colour",
    "assignable",
    "retired",
    "merged_into",
];

/// An error with its byte offset; the line is counted only when there is one to report.
struct Trouble {
    kind: Kind,
    at: usize,
}

/// A code as its table says it, other codes by name, with the byte offsets of the names.
struct Draft {
    code: Code,
    name_at: usize,
    parent: Option<(String, usize)>,
    merged_into: Option<(String, usize)>,
}

fn read(text: &str) -> Result<Codebook, Trouble> {
    let top = DeTable::parse(text).map_err(|error| Trouble {
        // The message alone: the error's own display repeats the line of the file.
        kind: Kind::Syntax { message: error.message().to_owned() },
        at: error.span().map_or(0, |span| span.start),
    })?;
    let (mut title, mut rules, mut drafts) = (String::new(), String::new(), Vec::new());
    for entry in in_file_order(top.get_ref()) {
        match entry.key {
            "title" => title = entry.string("title")?,
            "rules" => rules = entry.string("rules")?,
            "code" => drafts = codes(&entry)?,
            _ => return Err(entry.unknown(TOP_KEYS)),
        }
    }
    assemble(text, &title, &rules, drafts)
}

fn codes(entry: &Entry<'_>) -> Result<Vec<Draft>, Trouble> {
    let expected = "a list of [[code]] tables";
    let mut drafts = Vec::new();
    for value in entry.array("code", expected)? {
        match value.get_ref() {
            DeValue::Table(table) => drafts.push(draft(table, value.span())?),
            other => return Err(wrong_type("code", expected, other, value.span())),
        }
    }
    Ok(drafts)
}

fn draft(table: &DeTable<'_>, span: Range<usize>) -> Result<Draft, Trouble> {
    let mut code = Code::named("");
    let (mut name_at, mut colour) = (None, None);
    let (mut parent, mut merged_into, mut retired) = (None, None, false);
    for entry in in_file_order(table) {
        match entry.key {
            "name" => {
                code.name = entry.string("name")?;
                name_at = Some(entry.at());
            }
            "parent" => parent = entry.reference("parent")?,
            "short" => code.short = entry.string("short")?,
            "definition" => code.definition = entry.string("definition")?,
            "use_when" => code.use_when = entry.string("use_when")?,
            "do_not_use_when" => code.do_not_use_when = entry.string("do_not_use_when")?,
            "examples" => code.examples = entry.strings("examples")?,
            "colour" => colour = entry.reference("colour")?,
            "assignable" => code.assignable = entry.boolean("assignable")?,
            "retired" => retired = entry.boolean("retired")?,
            "merged_into" => merged_into = entry.reference("merged_into")?,
            _ => return Err(entry.unknown(CODE_KEYS)),
        }
    }
    let Some(name_at) = name_at else {
        return Err(Trouble { kind: Kind::NameMissing, at: span.start });
    };
    if let Some((colour, at)) = colour {
        let bad = |_| Trouble { kind: Kind::BadColour { code: Some(code.name.clone()) }, at };
        code.colour = Some(colour.parse().map_err(bad)?);
    }
    if retired {
        if let Some((_, at)) = merged_into {
            return Err(Trouble { kind: Kind::RetiredAndMerged { name: code.name }, at });
        }
        code.state = CodeState::Retired;
    }
    Ok(Draft { code: tidy(code), name_at, parent, merged_into })
}

/// Joins the drafts by their names.
fn assemble(
    text: &str,
    title: &str,
    rules: &str,
    mut drafts: Vec<Draft>,
) -> Result<Codebook, Trouble> {
    let mut codes: Vec<Code> =
        drafts.iter_mut().map(|it| std::mem::replace(&mut it.code, Code::named(""))).collect();
    let locate = |fault| locate(text, &drafts, fault);
    let keys = unique_names(&codes).map_err(locate)?;
    let find = |name: &str| keys.get(&name_key(name)).copied();
    let near =
        |codes: &[Code], name: &str| nearest(name, codes.iter().map(|code| code.name.as_str()));
    for (at, draft) in drafts.iter().enumerate() {
        if let Some((parent, offset)) = &draft.parent {
            codes[at].parent = Some(find(parent).ok_or_else(|| {
                let (name, near) = (codes[at].name.clone(), near(&codes, parent));
                let kind = Kind::UnknownParent { name, parent: parent.clone(), near };
                Trouble { kind, at: *offset }
            })?);
        }
        if let Some((target, offset)) = &draft.merged_into {
            let into: CodeIndex = find(target).ok_or_else(|| {
                let (name, near) = (codes[at].name.clone(), near(&codes, target));
                let kind = Kind::UnknownTarget { name, target: target.clone(), near };
                Trouble { kind, at: *offset }
            })?;
            codes[at].state = CodeState::Merged { into };
        }
    }
    Codebook::of_tidy(title, rules, codes).map_err(locate)
}

fn locate(text: &str, drafts: &[Draft], fault: Fault) -> Trouble {
    let draft = &drafts[fault.at];
    let reference = |it: &Option<(String, usize)>| it.as_ref().map(|&(_, at)| at);
    let at = match fault.field {
        Field::Name => Some(draft.name_at),
        Field::Parent => reference(&draft.parent),
        Field::MergedInto => reference(&draft.merged_into),
    };
    let mut kind = fault.kind;
    if let (Kind::SameName { earlier_place, .. }, Some(earlier)) = (&mut kind, fault.earlier) {
        *earlier_place = Some(place(text, drafts[earlier].name_at));
    }
    Trouble { kind, at: at.unwrap_or(draft.name_at) }
}

/// A key of a table and what stands behind it.
struct Entry<'t> {
    key: &'t str,
    key_at: usize,
    value: &'t Spanned<DeValue<'t>>,
}

/// The parser keeps keys in alphabetical order; the first mistake in the file is the one that
/// people want to hear of.
fn in_file_order<'t>(table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut entries: Vec<Entry<'t>> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref(), key_at: key.span().start, value })
        .collect();
    entries.sort_by_key(|entry| entry.key_at);
    entries
}

impl Entry<'_> {
    fn at(&self) -> usize {
        self.value.span().start
    }

    fn string(&self, key: &'static str) -> Result<String, Trouble> {
        match self.value.get_ref() {
            DeValue::String(text) => Ok(text.clone().into_owned()),
            other => Err(wrong_type(key, "a string", other, self.value.span())),
        }
    }

    /// A string that is taken for missing when it is blank.
    fn reference(&self, key: &'static str) -> Result<Option<(String, usize)>, Trouble> {
        let text = self.string(key)?;
        Ok((!text.trim().is_empty()).then(|| (text, self.at())))
    }

    fn boolean(&self, key: &'static str) -> Result<bool, Trouble> {
        match self.value.get_ref() {
            DeValue::Boolean(value) => Ok(*value),
            other => Err(wrong_type(key, "true or false", other, self.value.span())),
        }
    }

    fn array(
        &self,
        key: &'static str,
        expected: &'static str,
    ) -> Result<&DeArray<'_>, Trouble> {
        match self.value.get_ref() {
            DeValue::Array(array) => Ok(array),
            other => Err(wrong_type(key, expected, other, self.value.span())),
        }
    }

    fn strings(&self, key: &'static str) -> Result<Vec<String>, Trouble> {
        let expected = "a list of strings";
        let array = self.array(key, expected)?;
        let strings = array.iter().map(|value| match value.get_ref() {
            DeValue::String(text) => Ok(text.clone().into_owned()),
            other => Err(wrong_type(key, expected, other, value.span())),
        });
        strings.collect()
    }

    fn unknown(&self, known: &'static [&'static str]) -> Trouble {
        let near = nearest(self.key, known.iter().copied());
        let near = known.iter().copied().find(|key| near.first().is_some_and(|it| it == key));
        let kind = Kind::UnknownKey { key: self.key.to_owned(), near, known };
        Trouble { kind, at: self.key_at }
    }
}

fn wrong_type(
    key: &'static str,
    expected: &'static str,
    found: &DeValue<'_>,
    span: Range<usize>,
) -> Trouble {
    let found = match found {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Trouble { kind: Kind::WrongType { key, expected, found }, at: span.start }
}

fn place(text: &str, at: usize) -> Place {
    let mut at = at.min(text.len());
    // An offset from the parser may in principle point into a letter.
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let count = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
    Place {
        line: count(before.matches('\n').count()),
        column: Some(count(before[line_start..].chars().count())),
    }
}
