//! The form of a way: plain choices, each with a name in the address.

use maud::{Markup, html};
use themata_project::behind::Numbered;

/// Something that is chosen.
pub(super) struct Field {
    /// What it is called in the address.
    name: &'static str,
    /// What it is called on the page.
    words: &'static str,
    /// What is chosen now.
    value: String,
    control: Control,
    hint: &'static str,
}

enum Control {
    /// One of several: value and words.
    Choice(Vec<(String, String)>),
    /// Or not.
    Yes,
    /// A number with its bounds.
    Number { least: usize, most: usize },
    /// Something short that is typed.
    Text,
    /// A query, completed as it is typed.
    Query,
}

impl Field {
    pub(super) fn choice(
        name: &'static str,
        words: &'static str,
        value: impl Into<String>,
        choices: Vec<(String, String)>,
    ) -> Field {
        let control = Control::Choice(choices);
        Field { name, words, value: value.into(), control, hint: "" }
    }

    /// A choice of words that stand for themselves.
    pub(super) fn words(
        name: &'static str,
        words: &'static str,
        value: &str,
        choices: &[(&str, &str)],
    ) -> Field {
        let choices = choices.iter().map(|(value, words)| ((*value).into(), (*words).into()));
        Field::choice(name, words, value, choices.collect())
    }

    /// A choice of an attribute or of none.
    pub(super) fn attribute(
        name: &'static str,
        words: &'static str,
        none: Option<&str>,
        chosen: Option<&Numbered>,
        all: &[Numbered],
    ) -> Field {
        let mut choices: Vec<(String, String)> =
            none.iter().map(|none| (String::new(), (*none).to_owned())).collect();
        choices.extend(attributes(all));
        let value = chosen.map_or(String::new(), |it| format!("a{}", it.number));
        Field::choice(name, words, value, choices)
    }

    pub(super) fn yes(name: &'static str, words: &'static str, chosen: bool) -> Field {
        let value = if chosen { "1" } else { "" };
        Field { name, words, value: value.to_owned(), control: Control::Yes, hint: "" }
    }

    pub(super) fn number(
        name: &'static str,
        words: &'static str,
        value: usize,
        (least, most): (usize, usize),
    ) -> Field {
        let control = Control::Number { least, most };
        Field { name, words, value: value.to_string(), control, hint: "" }
    }

    pub(super) fn text(name: &'static str, words: &'static str, value: &str) -> Field {
        Field { name, words, value: value.to_owned(), control: Control::Text, hint: "" }
    }

    pub(super) fn query(name: &'static str, words: &'static str, value: &str) -> Field {
        Field { name, words, value: value.to_owned(), control: Control::Query, hint: "" }
    }

    /// The same with an example of what can be typed.
    pub(super) fn such_as(self, hint: &'static str) -> Field {
        Field { hint, ..self }
    }
    pub(super) fn drawn(&self) -> Markup {
        let id = format!("f-{}", self.name);
        html! {
            @match &self.control {
                Control::Yes => {
                    label.check {
                        input id=(id) type="checkbox" name=(self.name) value="1"
                            checked[!self.value.is_empty()];
                        (self.words)
                    }
                }
                Control::Choice(choices) => {
                    label {
                        span { (self.words) }
                        select id=(id) name=(self.name) {
                            @for (value, words) in choices {
                                option value=(value) selected[*value == self.value] { (words) }
                            }
                        }
                    }
                }
                Control::Number { least, most } => {
                    label.short {
                        span { (self.words) }
                        input id=(id) type="number" name=(self.name) value=(self.value)
                            min=(least) max=(most);
                    }
                }
                Control::Text => {
                    label.short {
                        span { (self.words) }
                        input id=(id) type="text" name=(self.name) value=(self.value)
                            autocomplete="off" placeholder=(self.hint);
                    }
                }
                Control::Query => {
                    div.wide {
                        label for=(id) { (self.words) }
                        div.field {
                            input id=(id) type="text" name=(self.name) value=(self.value)
                                autocomplete="off" autocapitalize="off" spellcheck="false"
                                placeholder=(self.hint) data-completes;
                        }
                    }
                }
            }
        }
    }
}

/// Attributes as they are chosen: by their numbers.
pub(super) fn attributes(all: &[Numbered]) -> impl Iterator<Item = (String, String)> + '_ {
    all.iter().map(|it| (format!("a{}", it.number), it.name.clone()))
}
