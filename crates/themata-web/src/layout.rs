//! The frame that every page stands in.

use std::sync::Arc;

use maud::{DOCTYPE, Markup, html};

use crate::app::App;
use crate::assets::{address, needed};
use crate::memory::Looks;
use crate::pages::colours;
use crate::rights::{Right, Standing};
use crate::studies::OpenStudy;
use crate::visitor::{Visitor, sign_of};

/// The parts of a study that have a page in the head of every page: word in the address, name,
/// and the key that goes there behind `g`.
const PLACES: [(&str, &str, &str); 10] = [
    ("documents", "Documents", "d"),
    ("codebook", "Codebook", "c"),
    ("excerpts", "Excerpts", "e"),
    ("rounds", "Rounds", "r"),
    ("reconcile", "Reconcile", "k"),
    ("analyse", "Analyse", "a"),
    ("report", "Report", "w"),
    ("memos", "Memos", "m"),
    ("people", "People", "p"),
    ("history", "History", "h"),
];

/// What a page needs to know for its frame.
pub(crate) struct Frame {
    looks: Looks,
    coder: Option<String>,
    /// What whoever looks may do here.
    standing: Standing,
    study: Option<(Arc<OpenStudy>, String, Vec<String>)>,
    /// Where the colours of its codes are.
    colours: String,
    /// What is kept back from whoever looks, in a sentence.
    kept_back: Option<String>,
}

/// A page before it is framed.
pub(crate) struct Sheet<'a> {
    /// What the window is called.
    pub(crate) title: &'a str,
    /// The word of the part of the study that it belongs to; empty for none.
    pub(crate) place: &'a str,
    /// Whether codings are counted or listed on it, so that it has to say what is kept back.
    pub(crate) counts: bool,
    /// The name of the script and the styles that it has besides those of every page; empty for
    /// none.
    pub(crate) own: &'a str,
    /// What stands between head and foot.
    pub(crate) body: Markup,
}

impl Frame {
    /// The frame of a page outside studies.
    pub(crate) fn outside(app: &App, visitor: &Visitor) -> Frame {
        Frame {
            looks: app.own(visitor).looks(),
            coder: visitor.coder(),
            standing: visitor.standing(),
            study: None,
            colours: String::new(),
            kept_back: None,
        }
    }

    /// The frame of a page of a study.
    pub(crate) async fn of(
        app: &App,
        study: &Arc<OpenStudy>,
        visitor: &Visitor,
    ) -> Result<Frame, themata_project::Failure> {
        let (title, people, colours, kept_back) = study
            .ask(visitor, |project| {
                let colours = project.code_colours()?;
                Ok((project.title()?, project.people()?, colours, project.kept_back()?))
            })
            .await?;
        if visitor.account().is_none() {
            app.memory.opened(&study.path);
        }
        // Where there is only one, nobody has to be asked who it is.
        let coder = visitor.coder().or_else(|| match people.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        });
        Ok(Frame {
            looks: app.own(visitor).looks(),
            coder,
            standing: visitor.standing(),
            study: Some((Arc::clone(study), title, people)),
            colours: colours::address(&study.word, &colours),
            kept_back,
        })
    }

    /// A page in its frame.
    pub(crate) fn around(&self, sheet: Sheet<'_>) -> Markup {
        let study = self.study.as_ref();
        html! {
            (DOCTYPE)
            html lang="en" data-theme=(self.looks.theme) data-size=(self.looks.size)
                data-serif[self.looks.serif] {
                head {
                    meta charset="utf-8";
                    // The keyboard of a phone makes the page shorter and covers nothing of it.
                    meta name="viewport"
                        content="width=device-width, initial-scale=1, interactive-widget=resizes-content";
                    title {
                        (sheet.title)
                        @if let Some((_, title, _)) = study { " · " (title) }
                        " · Themata"
                    }
                    link rel="icon" href=(address("themata.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(address("page.css"));
                    @if study.is_some() {
                        link rel="stylesheet" id="colours" href=(self.colours);
                    }
                    script type="module" src=(address("page.js")) {}
                    @if !sheet.own.is_empty() {
                        link rel="stylesheet" href=(address(&format!("{}.css", sheet.own)));
                        script type="module" src=(address(&format!("{}.js", sheet.own))) {}
                    }
                    // What these ask for in turn, so that a browser fetches all at once.
                    @for name in needed(sheet.own) {
                        @if name.ends_with(".css") {
                            link rel="preload" as="style" href=(address(&name));
                        } @else {
                            link rel="modulepreload" href=(address(&name));
                        }
                    }
                }
                // What nobody may do who looks is not offered: see `data-needs` in `page.css`.
                body data-study=[study.map(|(study, ..)| &study.word)]
                    data-may=(self.standing.words())
                    data-coder=(sign_of(self.coder.as_deref())) {
                    a.skip href="#main" { "Skip to the content" }
                    (self.head(sheet.place))
                    main #main tabindex="-1" {
                        @if sheet.counts { (self.kept_back()) }
                        (sheet.body)
                    }
                    // Each line is read by itself, and not with those that stay.
                    div #said role="status" aria-live="polite" aria-atomic="false" {}
                    dialog #keys aria-labelledby="keys-title" {}
                }
            }
        }
    }

    /// That not everything is counted, where a blind round keeps something back.
    fn kept_back(&self) -> Markup {
        html! {
            p.hint #kept-back role="note" hidden[self.kept_back.is_none()] {
                @if let Some(kept_back) = &self.kept_back {
                    "Not everything is counted here: " (kept_back) "."
                }
            }
        }
    }

    fn head(&self, place: &str) -> Markup {
        html! {
            header.head {
                a.home href="/" title="All studies" { "Themata" }
                @if let Some((study, title, _)) = &self.study {
                    a.study href={ "/s/" (study.word) "/documents" } { (title) }
                    nav aria-label="Parts of the study" {
                        @for (word, name, key) in PLACES {
                            a href={ "/s/" (study.word) "/" (word) }
                                aria-current=[(word == place).then_some("page")]
                                data-go=(key) { (name) }
                        }
                    }
                }
                div.aside {
                    @if self.study.is_some() {
                        details.menu #present hidden {
                            summary title="Who else is in this study" {}
                            div.card { ul {} }
                        }
                        span #saved title="Everything you do is written to the study file at once" {
                            "saved"
                        }
                        button.quiet #undo type="button" data-needs="note" data-key="Ctrl Z" title="Undo (Ctrl Z)" {
                            span aria-hidden="true" { "↶" } span.words { "Undo" }
                        }
                        button.quiet #redo type="button" data-needs="note" data-key="Ctrl Shift Z"
                            title="Redo (Ctrl Shift Z)" {
                            span aria-hidden="true" { "↷" } span.words { "Redo" }
                        }
                    }
                    (self.acting())
                    (self.looks())
                }
            }
        }
    }

    /// In whose name things are done, and how to change that.
    fn acting(&self) -> Markup {
        if matches!(self.standing, Standing::Account { .. }) {
            return self.account();
        }
        let Some((study, _, people)) = &self.study else { return html! {} };
        html! {
            details.menu #acting {
                summary {
                    @match &self.coder {
                        Some(coder) => { span.sr { "You are " } (coder) }
                        None => { "Who are you?" }
                    }
                }
                form.card method="post" action="/act" {
                    input type="hidden" name="study" value=(study.word);
                    input type="hidden" name="back" value="";
                    p { "You code in the name of" }
                    @for person in people {
                        button type="submit" name="coder" value=(person)
                            aria-pressed=(self.coder.as_deref() == Some(person)) { (person) }
                    }
                    label { "someone else" input name="other" maxlength="80" autocomplete="off"; }
                    button type="submit" { "That is me" }
                }
            }
        }
    }

    /// Who is signed in, and what they can do about it.
    fn account(&self) -> Markup {
        html! {
            details.menu #acting {
                summary { span.sr { "You are " } bdi { (self.coder.as_deref().unwrap_or_default()) } }
                div.card {
                    p { a href="/account" { "Your account" } }
                    @if let Some((study, ..)) = &self.study {
                        p { a href={ "/s/" (study.word) "/team" } { "Team of this study" } }
                    }
                    @if self.standing.may(Right::Keep) { p { a href="/accounts" { "Accounts" } } }
                    form method="post" action="/sign-out" { button type="submit" { "Sign out" } }
                }
            }
        }
    }

    /// How pages look.
    fn looks(&self) -> Markup {
        html! {
            details.menu #looks {
                summary title="How pages look" { "Aa" }
                div.card {
                    fieldset {
                        legend { "Light" }
                        @for (theme, name) in [("", "as the system"), ("light", "light"), ("dark", "dark")] {
                            label {
                                input type="radio" name="theme" value=(theme)
                                    checked[self.looks.theme == theme];
                                (name)
                            }
                        }
                    }
                    fieldset {
                        legend { "Text" }
                        button type="button" data-size="-1" { "smaller" }
                        button type="button" data-size="1" { "larger" }
                        label {
                            input type="checkbox" name="serif" checked[self.looks.serif];
                            "transcripts in a serif"
                        }
                    }
                    p { button.quiet type="button" data-opens="keys" { "Keys " kbd { "?" } } }
                }
            }
        }
    }
}

/// A page for someone who was not let in.
pub(crate) fn bare(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Themata" }
            }
            body { main { (body) } }
        }
    }
}
