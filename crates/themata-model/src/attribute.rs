use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use crate::AttributeId;
use crate::study::SITE;

/// A typed column over the documents of a study, such as site, role or wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its number in the study.
    pub id: AttributeId,
    /// What it is called, in the spelling of whoever made it. Names are compared without
    /// regard to case.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
}

/// What the values of an attribute are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words. Site numbers such as `04` are words too: the zero is part of the name.
    Text,
    /// Decimal numbers in their plain spelling, such as `4`, `-2` and `3.5`.
    Number,
    /// Days of the calendar, written `2024-05-31` and in no other way.
    Date,
    /// Yes or no.
    Boolean,
}

/// A value of an attribute for one document.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words, without white space at their ends and never empty.
    Text(String),
    /// A finite decimal number.
    Number(f64),
    /// A day of the calendar.
    Date(Date),
    /// Yes or no.
    Boolean(bool),
}

/// A text that is no value of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    kind: Kind,
}

impl Attribute {
    /// Whether a text can become a value of it without being lost or changed.
    ///
    /// A number must be shown as it was written: `04`, `1.10`, `1e3` and numbers of more
    /// digits than can be kept are words, so that sites 4 and 04 stay two. Values of the
    /// attribute `site`, in whatever case it is written, are always words.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        keeps(&self.name, self.kind, text)
    }

    /// The keys of the columns that attributes get in a table beside columns of its own, in
    /// order of the attributes.
    ///
    /// A key is the attribute's name; where that is taken by a column of the table, without
    /// regard to case, it is prefixed with `attribute_`.
    #[must_use]
    pub fn column_keys(attributes: &[Attribute], taken: &[&str]) -> Vec<String> {
        let own: BTreeSet<String> = taken.iter().map(|key| key.to_lowercase()).collect();
        let mut used: BTreeSet<String> = own.clone();
        used.extend(attributes.iter().map(|attribute| attribute.name.to_lowercase()));
        attributes
            .iter()
            .map(|attribute| {
                if !own.contains(&attribute.name.to_lowercase()) {
                    return attribute.name.clone();
                }
                let mut key = format!("attribute_{}", attribute.name);
                // Another attribute may bear just this name.
                while !used.insert(key.to_lowercase()) {
                    key.insert_str(0, "attribute_");
                }
                key
            })
            .collect()
    }
}

impl Kind {
    /// Every kind, the most particular first, as [`Kind::of_column`] tries them.
    const ALL: [Kind; 4] = [Kind::Boolean, Kind::Date, Kind::Number, Kind::Text];

    /// The most particular kind that an attribute of a name can have, so that it takes all of
    /// some texts; see [`Attribute::takes`]. Empty texts say nothing.
    pub fn of_column<'a>(name: &str, texts: impl Iterator<Item = &'a str> + Clone) -> Kind {
        let mut texts = texts.filter(|text| !text.trim().is_empty()).peekable();
        if texts.peek().is_none() {
            return Kind::Text;
        }
        Kind::ALL
            .into_iter()
            .find(|&kind| texts.clone().all(|text| keeps(name, kind, text)))
            .unwrap_or(Kind::Text)
    }

    /// The word for the kind, as stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Boolean => "boolean",
        }
    }

    /// The kind that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Value {
    /// The value of a kind that a text stands for.
    ///
    /// Numbers may be written in any way, as in a query; whether an attribute takes such a
    /// text is for [`Attribute::takes`] to say. Days are read as `2024-05-31` only.
    ///
    /// # Errors
    ///
    /// If the text is empty or does not stand for such a value.
    pub fn parse(kind: Kind, text: &str) -> Result<Value, ValueError> {
        let text = text.trim();
        let error = ValueError { kind };
        if text.is_empty() {
            return Err(error);
        }
        match kind {
            Kind::Text => Ok(Value::Text(text.to_owned())),
            Kind::Number => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Value::Number(number)),
                _ => Err(error),
            },
            Kind::Date => match text.parse::<Date>() {
                // Other spellings, and moments of a day, would lose what they say beyond it.
                Ok(date) if date.to_string() == text => Ok(Value::Date(date)),
                _ => Err(error),
            },
            Kind::Boolean => match text.to_lowercase().as_str() {
                "yes" | "true" => Ok(Value::Boolean(true)),
                "no" | "false" => Ok(Value::Boolean(false)),
                _ => Err(error),
            },
        }
    }

    /// What kind of value it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Value::Text(_) => Kind::Text,
            Value::Number(_) => Kind::Number,
            Value::Date(_) => Kind::Date,
            Value::Boolean(_) => Kind::Boolean,
        }
    }

    /// Whether a text means this value: words without regard to case, other kinds by what
    /// they stand for.
    #[must_use]
    pub fn is_meant_by(&self, text: &str) -> bool {
        match self {
            Value::Text(own) => own.to_lowercase() == text.trim().to_lowercase(),
            other => Value::parse(other.kind(), text).as_ref() == Ok(other),
        }
    }

    /// How two values sort: by kind, then numbers by size, days by date, words with the
    /// numbers in them by size, so that site 9 stands before site 10.
    #[must_use]
    pub fn order(&self, other: &Value) -> Ordering {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
            (Value::Date(a), Value::Date(b)) => a.cmp(b),
            (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
            (Value::Text(a), Value::Text(b)) => natural(a).cmp(&natural(b)).then(a.cmp(b)),
            (a, b) => (a.kind() as u8).cmp(&(b.kind() as u8)),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::Number(number) => number.fmt(f),
            Value::Date(date) => date.fmt(f),
            Value::Boolean(true) => f.write_str("yes"),
            Value::Boolean(false) => f.write_str("no"),
        }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Text => "not a text: it is empty",
            Kind::Number => "not a number such as 12 or 3.5",
            Kind::Date => "not a date such as 2024-05-31",
            Kind::Boolean => "neither yes nor no",
        })
    }
}

impl std::error::Error for ValueError {}

/// Whether a text can be a value of an attribute of a name and a kind.
fn keeps(name: &str, kind: Kind, text: &str) -> bool {
    if kind != Kind::Text && name.trim().to_lowercase() == SITE {
        return false;
    }
    Value::parse(kind, text)
        .is_ok_and(|value| kind != Kind::Number || value.to_string() == text.trim())
}

/// A text as the pieces that natural sorting compares: lower-case words, and numbers by size.
fn natural(text: &str) -> Vec<(u64, String)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest[..digits].parse().unwrap_or(u64::MAX);
        rest = &rest[digits..];
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let number = if digits == 0 { u64::MAX } else { number };
        pieces.push((number, rest[..letters].to_lowercase()));
        rest = &rest[letters..];
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Attribute, Kind, Value};
    use crate::AttributeId;

    fn check(texts: &[&str], expect: Kind) {
        assert_eq!(Kind::of_column("wave", texts.iter().copied()), expect);
    }

    fn attribute(name: &str, kind: Kind) -> Attribute {
        Attribute { id: AttributeId(1), name: name.to_owned(), kind }
    }

    #[test]
    fn a_kind_is_read_off_all_values() {
        check(&["1", "2.5", ""], Kind::Number);
        check(&["01", "02"], Kind::Text);
        check(&["0", "0.5"], Kind::Number);
        check(&["2024-05-31"], Kind::Date);
        check(&["yes", "No"], Kind::Boolean);
        check(&["yes", "perhaps"], Kind::Text);
        check(&["", " "], Kind::Text);
    }

    #[test]
    fn numbers_are_shown_as_they_were_written() {
        check(&["4", "-2", "3.5", " 12 "], Kind::Number);
        for other in ["04", "1.10", "1e3", "+4", ".5", "9007199254740993", "inf", "20240531 a"]
        {
            check(&["1", other], Kind::Text);
            assert!(!attribute("wave", Kind::Number).takes(other), "{other}");
            assert!(attribute("wave", Kind::Text).takes(other), "{other}");
        }
        assert!(attribute("wave", Kind::Number).takes("4"));
    }

    #[test]
    fn sites_are_words() {
        assert_eq!(Kind::of_column("Site", ["4", "5"].into_iter()), Kind::Text);
        assert!(!attribute("SITE", Kind::Number).takes("4"));
        assert!(attribute("site", Kind::Text).takes("4"));
    }

    #[test]
    fn days_are_written_in_one_way() {
        check(&["2024-05-31", " 2024-06-01"], Kind::Date);
        check(&["20240531"], Kind::Number);
        check(&["2024-05-31T10:00:00"], Kind::Text);
        check(&["2024-05-31", "20240531"], Kind::Text);
        assert!(Value::parse(Kind::Date, "20240531").is_err());
    }

    #[test]
    fn columns_of_attributes_are_apart_from_those_of_the_table() {
        let named = |names: &[&str]| {
            let attributes: Vec<_> =
                names.iter().map(|name| attribute(name, Kind::Text)).collect();
            Attribute::column_keys(&attributes, &["document", "words"]).join(" ")
        };
        assert_eq!(named(&["site", "Words"]), "site attribute_Words");
        assert_eq!(
            named(&["words", "attribute_words"]),
            "attribute_attribute_words attribute_words"
        );
    }

    #[test]
    fn values_sort_as_people_count() {
        let mut sites = ["site 10", "Site 9", "site 9b"].map(|s| Value::Text(s.to_owned()));
        sites.sort_by(Value::order);
        assert_eq!(sites.map(|site| site.to_string()), ["Site 9", "site 9b", "site 10"]);
    }

    #[test]
    fn a_value_is_meant_without_regard_to_case() {
        assert!(Value::Text("Nurse".to_owned()).is_meant_by(" nurse"));
        assert!(Value::Number(2.0).is_meant_by("2"));
        assert!(!Value::Text("04".to_owned()).is_meant_by("4"));
    }
}
