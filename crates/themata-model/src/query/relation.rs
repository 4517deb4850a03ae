use std::fmt;

use super::QueryError;

/// How two stretches of one document lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// They share at least one code point.
    Overlaps,
    /// The first lies inside the second, or is equal to it.
    Within,
    /// The second lies inside the first, or is equal to it.
    Encloses,
    /// They are the same stretch.
    Equals,
    /// The first ends where the second begins, or before, at most so far.
    Precedes(Option<Distance>),
    /// The first begins where the second ends, or behind, at most so far.
    Follows(Option<Distance>),
    /// They overlap, or one follows the other, at most so far.
    Near(Distance),
    /// They touch one segment of this unit.
    InSame(Unit),
    /// They lie in one document.
    InSameDocument,
}

/// The number of units that may lie between two stretches: of words, those between them; of
/// longer units, the steps from the one that the first touches to the one that the second does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Distance {
    pub(super) most: u32,
    pub(super) unit: Unit,
}

/// What distances are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Word,
    Sentence,
    Paragraph,
    Turn,
}

/// How far NEAR reaches if it is not said.
const NEAR: Distance = Distance { most: 10, unit: Unit::Word };

const OPERATORS: &str = "relations are OVERLAPS, WITHIN, ENCLOSES, EQUALS, PRECEDES, FOLLOWS, \
                         NEAR and IN SAME turn, paragraph, sentence or document";

impl Relation {
    /// The relation that a word in capitals stands for, such as `NEAR/3turns`; `None` if it
    /// stands for none.
    pub(super) fn from_word(word: &str, at: u32) -> Option<Result<Relation, QueryError>> {
        let (name, distance) = match word.split_once('/') {
            Some((name, distance)) => (name, Some(distance)),
            None => (word, None),
        };
        let plain = |relation| match distance {
            None => Ok(relation),
            Some(_) => Err(QueryError::new(Some(at), format!("`{name}` takes no distance"))
                .hint("PRECEDES, FOLLOWS and NEAR do: NEAR/3turns")),
        };
        let far = || distance.map(|distance| Distance::read(distance, at)).transpose();
        Some(match name {
            "OVERLAPS" => plain(Relation::Overlaps),
            "WITHIN" => plain(Relation::Within),
            "ENCLOSES" => plain(Relation::Encloses),
            "EQUALS" => plain(Relation::Equals),
            "PRECEDES" => far().map(Relation::Precedes),
            "FOLLOWS" => far().map(Relation::Follows),
            "NEAR" => far().map(|far| Relation::Near(far.unwrap_or(NEAR))),
            _ => return None,
        })
    }

    /// The relation of lying in one unit of a name.
    pub(super) fn in_same(unit: &str, at: u32) -> Result<Relation, QueryError> {
        if matches!(unit.to_lowercase().as_str(), "document" | "documents") {
            return Ok(Relation::InSameDocument);
        }
        match Unit::from_word(unit) {
            Some(Unit::Word) | None => {
                Err(QueryError::new(Some(at), format!("`{unit}` is no unit of IN SAME"))
                    .hint("write IN SAME turn, paragraph, sentence or document"))
            }
            Some(unit) => Ok(Relation::InSame(unit)),
        }
    }

    /// What to say of an operator that is not known.
    pub(super) fn operators() -> &'static str {
        OPERATORS
    }

    /// Whether a search for words can answer it between words.
    pub(super) fn is_of_words(self) -> bool {
        match self {
            Relation::Near(distance) => distance.unit == Unit::Word,
            Relation::Precedes(Some(distance)) => distance.unit == Unit::Word,
            _ => false,
        }
    }

    /// The unit in which segments of the texts must be known, if there is one.
    pub(super) fn unit(self) -> Option<Unit> {
        match self {
            Relation::Precedes(distance) | Relation::Follows(distance) => {
                distance.map(|distance| distance.unit)
            }
            Relation::Near(distance) => Some(distance.unit),
            Relation::InSame(unit) => Some(unit),
            _ => None,
        }
    }
}

impl Distance {
    fn read(text: &str, at: u32) -> Result<Distance, QueryError> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, unit) = text.split_at(digits);
        let wrong = || {
            QueryError::new(Some(at), format!("`{text}` is no distance")).hint(
                "write a number with a unit: NEAR/5words, NEAR/2sentences, NEAR/1paragraph, \
                 NEAR/3turns",
            )
        };
        let most = number.parse().map_err(|_| wrong())?;
        let unit = match unit.trim_start_matches('-') {
            "" => Unit::Word,
            unit => Unit::from_word(unit).ok_or_else(wrong)?,
        };
        Ok(Distance { most, unit })
    }
}

impl Unit {
    fn from_word(word: &str) -> Option<Unit> {
        Some(match word.to_lowercase().as_str() {
            "w" | "word" | "words" => Unit::Word,
            "s" | "sentence" | "sentences" => Unit::Sentence,
            "p" | "paragraph" | "paragraphs" => Unit::Paragraph,
            "t" | "turn" | "turns" => Unit::Turn,
            _ => return None,
        })
    }

    fn as_str(self) -> &'static str {
        match self {
            Unit::Word => "word",
            Unit::Sentence => "sentence",
            Unit::Paragraph => "paragraph",
            Unit::Turn => "turn",
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let far = |f: &mut fmt::Formatter<'_>, name: &str, far: &Option<Distance>| match far {
            Some(far) => write!(f, "{name}/{far}"),
            None => f.write_str(name),
        };
        match self {
            Relation::Overlaps => f.write_str("OVERLAPS"),
            Relation::Within => f.write_str("WITHIN"),
            Relation::Encloses => f.write_str("ENCLOSES"),
            Relation::Equals => f.write_str("EQUALS"),
            Relation::Precedes(distance) => far(f, "PRECEDES", distance),
            Relation::Follows(distance) => far(f, "FOLLOWS", distance),
            Relation::Near(distance) => write!(f, "NEAR/{distance}"),
            Relation::InSame(unit) => write!(f, "IN SAME {}", unit.as_str()),
            Relation::InSameDocument => f.write_str("IN SAME document"),
        }
    }
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.unit, self.most) {
            (Unit::Word, most) => write!(f, "{most}"),
            (unit, 1) => write!(f, "1{}", unit.as_str()),
            (unit, most) => write!(f, "{most}{}s", unit.as_str()),
        }
    }
}
