use maud::{Markup, html};
use themata_project::asking::{NamedAttribute, NamedCode, QueryNames};

/// A form offers at most so many values; with more, they are found by typing.
const VALUES: usize = 100;

/// The form that builds a query; a script keeps it in step with the field.
pub(super) fn builder(names: &QueryNames) -> Markup {
    let offered = |it: &&NamedAttribute| !it.values.is_empty() && it.values.len() <= VALUES;
    html! {
        details #builder open {
            summary { "Build the query" }
            p.hint #beyond hidden {
                "The query says something that this form cannot show. Change it in the field."
            }
            form {
                (choice("code", "Code", "any code", &codes(&names.codes)))
                label.check {
                    input type="checkbox" name="exact";
                    "without its subcodes"
                }
                (choice("overlaps", "Overlapping with", "anything", &codes(&names.codes)))
                @for attribute in names.attributes.iter().filter(offered) {
                    @let values: Vec<(String, String)> = attribute.values.iter()
                        .map(|value| (value.clone(), value.clone())).collect();
                    @let name = format!("term:{}", attribute.name);
                    (choice(&name, &capital(&attribute.name), "any", &values))
                }
                (choice("term:valence", "Valence", "any", &[
                    ("barrier".to_owned(), "− barrier".to_owned()),
                    ("facilitator".to_owned(), "+ facilitator".to_owned()),
                    ("none".to_owned(), "none".to_owned()),
                ]))
                @let coders: Vec<(String, String)> =
                    names.coders.iter().map(|name| (name.clone(), name.clone())).collect();
                (choice("term:coder", "Coder", "anyone", &coders))
                label {
                    span { "Words" }
                    input type="text" name="words" autocomplete="off"
                        placeholder="\"waiting list\"";
                }
                button type="submit" { "Find" }
            }
        }
    }
}

fn choice(name: &str, words: &str, any: &str, values: &[(String, String)]) -> Markup {
    html! {
        label {
            span { (words) }
            select name=(name) {
                option value="" { (any) }
                @for (value, words) in values { option value=(value) { (words) } }
            }
        }
    }
}

/// The codes in use, indented as they stand in the tree.
fn codes(codes: &[NamedCode]) -> Vec<(String, String)> {
    let used = codes.iter().filter(|code| code.active);
    used.map(|code| {
        let indent = "\u{2003}".repeat(code.depth);
        (code.name.clone(), format!("{indent}{}", code.name))
    })
    .collect()
}

/// The codes that can be applied.
pub(in crate::pages) fn applicable(codes: &[NamedCode]) -> impl Iterator<Item = &NamedCode> {
    codes.iter().filter(|code| code.active && code.assignable)
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

/// What asks how codings are to be recoded.
pub(super) fn recoding(names: &QueryNames) -> Markup {
    html! {
        dialog #recode aria-labelledby="recode-title" {
            h2 #recode-title { "Recode" }
            form method="dialog" {
                p #recode-whole {}
                fieldset {
                    legend.sr { "What is done" }
                    @for (value, words) in [
                        ("add", "Add a code"),
                        ("replace", "Replace a code"),
                        ("remove", "Remove codings"),
                    ] {
                        label.check {
                            input type="radio" name="what" value=(value) checked[value == "add"];
                            (words)
                        }
                    }
                }
                label data-for="replace remove" {
                    span { "The code that goes" }
                    select name="from" {
                        option value="" { "any that is listed" }
                        @for code in names.codes.iter().filter(|code| code.assignable) {
                            option value=(code.name) { (code.name) }
                        }
                    }
                }
                label data-for="add replace" {
                    span { "The code that comes" }
                    select name="code" {
                        option value="" { "choose a code" }
                        @for code in applicable(&names.codes) {
                            option value=(code.name) { (code.name) }
                        }
                    }
                }
                label data-for="add" {
                    span { "Valence" }
                    select name="valence" {
                        option value="" { "without valence" }
                        option value="barrier" { "− barrier" }
                        option value="facilitator" { "+ facilitator" }
                    }
                }
                p #recode-preview role="status" {}
                div.buttons {
                    button.main type="submit" value="do" disabled { "Recode" }
                    button type="button" data-closes { "Cancel" }
                }
            }
        }
    }
}
