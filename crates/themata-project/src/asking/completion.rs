use super::names::QueryNames;
use super::spelt;
use crate::{Failure, Project};

/// At most so many candidates are offered.
const MOST: usize = 12;

/// What may stand where someone is writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// Where what a candidate takes the place of begins, in code points of the query.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// The candidates, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// Something that may stand where someone is writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What is to be written.
    pub text: String,
    /// The name as a person reads it.
    pub name: String,
    /// What it is: `code`, `site`, `relation`.
    pub what: String,
    /// The place of the code in the codebook, if it is a code.
    pub code: Option<u32>,
}

/// What joins the parts of a query.
const JOINING: [&str; 11] = [
    "AND",
    "OR",
    "NOT",
    "OVERLAPS",
    "WITHIN",
    "ENCLOSES",
    "EQUALS",
    "PRECEDES",
    "FOLLOWS",
    "NEAR",
    "IN SAME turn AS",
];

impl Project {
    /// What may stand in a query at a place, which is counted in code points: names of what the
    /// term there means, else terms, words that join, and every name that is like what stands
    /// there.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn query_completions(&mut self, query: &str, at: u32) -> Result<Completions, Failure> {
        Ok(self.query_names()?.completions(query, at))
    }
}

impl QueryNames {
    /// See [`Project::query_completions`].
    #[must_use]
    pub fn completions(&self, query: &str, at: u32) -> Completions {
        let chars: Vec<char> = query.chars().collect();
        let at = (at as usize).min(chars.len());
        let here = Here::of(&chars[..at]);
        let (from, to) = (here.from as u32, end(&chars, at, here.is_quoted) as u32);
        let mut candidates = match &here.term {
            Some(term) => self.of_term(term, &here.written),
            None => self.of_anything(&here),
        };
        candidates.truncate(MOST);
        Completions { from, to, candidates }
    }

    fn of_term(&self, term: &str, written: &str) -> Vec<Candidate> {
        let (sign, written) = match written.strip_prefix('=') {
            Some(rest) => ("=", rest),
            None => ("", written),
        };
        let values = self.values(term);
        let is_code = term.eq_ignore_ascii_case("code");
        like(values.into_iter(), written)
            .map(|name| Candidate {
                text: match name {
                    "*" => name.to_owned(),
                    name => format!("{sign}{}", spelt(name)),
                },
                name: name.to_owned(),
                what: term.to_lowercase(),
                code: is_code.then(|| self.place(name)).flatten(),
            })
            .collect()
    }

    fn of_anything(&self, here: &Here) -> Vec<Candidate> {
        let written = here.written.as_str();
        let joining = |word: &&str| {
            word.starts_with(written)
                || (written.len() > 1 && word.starts_with(&written.to_uppercase()))
        };
        // Nothing but NOT can open a query.
        let opens = |word: &&str| here.has_before || *word == "NOT";
        let joining = JOINING.into_iter().filter(joining).filter(opens).map(|word| Candidate {
            text: word.to_owned(),
            name: word.to_owned(),
            what: "joins".to_owned(),
            code: None,
        });
        let begins = |term: &&str| term.to_lowercase().starts_with(&written.to_lowercase());
        let terms = self.terms().filter(begins).map(|term| Candidate {
            text: format!("{}:", spelt(term)),
            name: format!("{term}:"),
            what: "term".to_owned(),
            code: None,
        });
        let is_joining = !written.is_empty() && !written.chars().any(char::is_lowercase);
        let (mut all, terms): (Vec<Candidate>, Vec<Candidate>) =
            (joining.collect(), terms.collect());
        if is_joining {
            all.extend(terms);
        } else {
            drop(all.splice(0..0, terms));
        }
        if written.chars().count() < 2 {
            return all;
        }
        let attributes = self.attributes.iter().map(|attribute| attribute.name.as_str());
        let named = ["code", "theme", "query", "speaker", "document", "coder", "round"];
        for term in named.into_iter().chain(attributes) {
            all.extend(self.of_term(term, written).into_iter().take(6).map(|candidate| {
                let text = format!("{}:{}", spelt(term), candidate.text);
                Candidate { text, ..candidate }
            }));
        }
        all
    }
}

/// What someone is writing.
#[derive(Default)]
struct Here {
    /// The word of the term, if it is a value.
    term: Option<String>,
    /// What is written of it so far, without quotation marks.
    written: String,
    /// Where it begins.
    from: usize,
    is_quoted: bool,
    /// Whether something stands before it that can be joined.
    has_before: bool,
}

impl Here {
    fn of(chars: &[char]) -> Here {
        let mut here = Here::default();
        let mut at = 0;
        while at < chars.len() {
            match chars[at] {
                '"' | '“' | '”' => {
                    here.is_quoted = true;
                    at += 1;
                    while at < chars.len() {
                        match chars[at] {
                            '"' | '“' | '”' => {
                                here.is_quoted = false;
                                break;
                            }
                            '\\' => {
                                at += 1;
                                here.written.extend(chars.get(at));
                            }
                            c => here.written.push(c),
                        }
                        at += 1;
                    }
                }
                ':' if here.term.is_none() && !here.written.is_empty() => {
                    here.term = Some(std::mem::take(&mut here.written));
                    here.from = at + 1;
                }
                ',' if here.term.is_some() => {
                    here.written.clear();
                    here.from = at + 1;
                }
                // Behind a colon or a comma there may be space.
                c if c.is_whitespace() && here.term.is_some() && here.written.is_empty() => {
                    here.from = at + 1;
                }
                c if c.is_whitespace() || c == '(' || c == ')' => {
                    let joins = JOINING.contains(&here.written.as_str()) && here.term.is_none();
                    let is_word = !here.written.is_empty() || here.term.is_some();
                    here.has_before = match c {
                        '(' => false,
                        ')' => true,
                        _ if is_word => !joins,
                        _ => here.has_before,
                    };
                    here.term = None;
                    here.written.clear();
                    here.from = at + 1;
                }
                '-' if here.term.is_none() && here.written.is_empty() => here.from = at + 1,
                c => here.written.push(c),
            }
            at += 1;
        }
        here
    }
}

/// Where what someone is writing at a place ends.
fn end(chars: &[char], at: usize, is_quoted: bool) -> usize {
    let behind = &chars[at..];
    let is_quote = |c: &char| matches!(c, '"' | '“' | '”');
    if is_quoted {
        return behind.iter().position(is_quote).map_or(at, |place| at + place + 1);
    }
    let ends =
        |c: &char| c.is_whitespace() || matches!(c, '(' | ')' | ':' | ',') || is_quote(c);
    at + behind.iter().position(ends).unwrap_or(behind.len())
}

/// The names that are like what is written: those that begin so, then those of which a word
/// does, then those that hold it.
fn like<'a>(
    names: impl Iterator<Item = &'a str>,
    written: &str,
) -> impl Iterator<Item = &'a str> {
    let wanted = written.trim().to_lowercase();
    let mut ranked: Vec<(u8, &str)> = names
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let mut words = lower.split(|c: char| !c.is_alphanumeric());
            let rank = match () {
                () if lower.starts_with(&wanted) => 0,
                () if words.any(|word| word.starts_with(&wanted)) => 1,
                () if lower.contains(&wanted) => 2,
                () => return None,
            };
            Some((rank, name))
        })
        .collect();
    // The sort is stable: equals stay in the order of the study.
    ranked.sort_by_key(|&(rank, _)| rank);
    ranked.into_iter().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::super::names::{NamedAttribute, NamedCode, QueryNames};

    fn names() -> QueryNames {
        let code = |(place, name): (u32, &str)| NamedCode {
            place,
            name: name.to_owned(),
            depth: 0,
            assignable: true,
            active: true,
        };
        let values = vec!["04".to_owned(), "05".to_owned()];
        QueryNames {
            codes: (0..).zip(["funding", "data sharing", "fun"]).map(code).collect(),
            attributes: vec![NamedAttribute { name: "site".to_owned(), values }],
            coders: vec!["ana".to_owned()],
            speakers: vec!["Manager 1".to_owned()],
            ..QueryNames::default()
        }
    }

    /// `|` stands where someone writes; what comes back is the query with the first candidate
    /// in it, and the texts of the next ones.
    fn check(query: &str, expect: &str) {
        let at = query.chars().position(|c| c == '|').unwrap();
        let query = query.replace('|', "");
        let found = names().completions(&query, at as u32);
        let chars: Vec<char> = query.chars().collect();
        let texts: Vec<&str> = found.candidates.iter().map(|it| it.text.as_str()).collect();
        let shown = match texts.as_slice() {
            [] => "nothing".to_owned(),
            [first, rest @ ..] => {
                let before: String = chars[..found.from as usize].iter().collect();
                let behind: String = chars[found.to as usize..].iter().collect();
                let rest: Vec<&str> = rest.iter().take(2).copied().collect();
                format!("{before}{first}{behind} · {}", rest.join(" · "))
            }
        };
        assert_eq!(shown, expect, "{query}");
    }

    #[test]
    fn what_stands_there_is_completed() {
        check("code:fu|", "code:funding · fun");
        check("code:=fun|x site:04", "code:=funding site:04 · =fun");
        check("code:sha|", "code:\"data sharing\" · ");
        check("code:\"data s|\" site:04", "code:\"data sharing\" site:04 · ");
        check("code:it, fun|", "code:it, funding · fun");
        check("site:|", "site:04 · 05");
        check("coder:hu|", "coder:human · ");
        check("valence: f|", "valence: facilitator · ");
        check("si|", "site: · ");
        check("NOT -co|", "NOT -code: · coder: · coder:consensus");
        check("code:fun OV|", "code:fun OVERLAPS · ");
        check("OV|", "nothing");
        check("(code:fun) over|", "(code:fun) OVERLAPS · ");
        check("shar|", "code:\"data sharing\" · ");
        check("mana|", "speaker:\"Manager 1\" · ");
        check("code:nothing|", "nothing");
    }
}
