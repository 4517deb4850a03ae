use maud::{Markup, html};
use themata_project::asking::QueryTrouble;
use themata_project::{Cell, Failure, Layer, Table};

use super::asked::Asked;
use super::page::{Outcome, Seen};
use super::way::{Lead, View, Way};
use crate::pages::analyse::parts::parts;
use crate::pages::grouped;
use crate::pages::leading::asking;
use crate::pages::whose::whose;
use crate::studies::OpenStudy;
use crate::table::table;
use crate::trouble::{hints, on_page};
use crate::wording::sentence;

/// A table has so many rows on the page unless all are wanted.
const MOST: usize = 200;

/// What can be had as a file: its name, what it is called, and its key.
const FILES: [(&str, &str, &str); 5] = [
    ("table.csv", "CSV", "1"),
    ("table.xlsx", "XLSX", "2"),
    ("table.docx", "DOCX", "3"),
    ("picture.svg", "SVG", "4"),
    ("picture.png", "PNG", "5"),
];

/// A way of analysing as it is drawn.
pub(super) struct Drawn<'a> {
    pub(super) study: &'a OpenStudy,
    pub(super) way: &'static dyn Way,
    pub(super) asked: &'a Asked,
    pub(super) seen: &'a Seen,
}

impl Drawn<'_> {
    pub(super) fn body(&self) -> Markup {
        html! {
            div.ways {
                (parts(self.study, self.way.word(), self.asked.query()))
                div #fresh.way data-moment=(self.seen.moment) {
                    h1 { (self.way.name()) }
                    p.lead { (self.way.says()) }
                    (self.form())
                    (self.whose())
                    @match &self.seen.outcome {
                        Outcome::Table(table) if table.rows.iter().all(|row| row.total) => {
                            (self.nothing("Nothing that is meant is counted here."))
                            p.definition { (table.whole_definition()) }
                            @for remark in &table.remarks { p.remark { (sentence(remark)) } }
                        }
                        Outcome::Table(table) => { (self.figures(table)) }
                        Outcome::Later => { (self.later()) }
                        Outcome::Nothing => { (self.empty()) }
                        Outcome::Unsound(_) => {}
                        Outcome::Cannot(failure) => { (cannot(failure)) }
                    }
                }
            }
        }
    }

    fn view(&self) -> View<'_> {
        View { asked: self.asked, behind: &self.seen.behind }
    }

    /// The query and the choices, which together say what is asked.
    fn form(&self) -> Markup {
        let fields = self.way.fields(&self.view());
        let trouble = match &self.seen.outcome {
            Outcome::Unsound(trouble) => Some(trouble),
            _ => None,
        };
        html! {
            form #ask method="post" action={ "/s/" (self.study.word) "/seek" } role="search"
                aria-label="What is asked" {
                input type="hidden" name="to" value={ "analyse/" (self.way.word()) };
                label for="q" { "Query " kbd { "/" } }
                div.field {
                    input #q type="text" name="q" value=(self.asked.query()) autocomplete="off"
                        autocapitalize="off" spellcheck="false" data-completes
                        aria-invalid=[trouble.map(|_| "true")]
                        aria-describedby=[trouble.map(|_| "trouble")]
                        placeholder="everything; or site:04 NOT speaker:interviewer";
                    button.main type="submit" { "Show" }
                }
                @if let Some(trouble) = trouble { (self.told(trouble)) }
                div.choices { @for field in &fields { (field.drawn()) } }
            }
        }
    }

    /// Whose codings are counted, where that can be chosen: words are the same, whoever coded
    /// them, a query that is not sound means nobody's, and a way may be asked for the consensus
    /// by itself.
    fn whose(&self) -> Markup {
        let is_said = self.asked.get("layer") == Layer::Consensus.as_str();
        let is_unsound = matches!(self.seen.outcome, Outcome::Unsound(_));
        let known = match self.way.counts_words() || is_said || is_unsound {
            true => None,
            false => self.seen.behind.whose(),
        };
        html! {
            @if let Some(known) = &known { (whose(known, &|query| self.here(&[("q", query)]))) }
        }
    }

    /// What is wrong with the query, and what may have been meant.
    fn told(&self, trouble: &QueryTrouble) -> Markup {
        let hint = trouble.hint.as_deref().and_then(on_page);
        html! {
            div #trouble role="alert" {
                p { (sentence(&trouble.message)) }
                @if trouble.instead.is_empty() {
                    @if let Some(hint) = hint { p { (sentence(&hint)) } }
                } @else {
                    p.instead {
                        "Did you mean"
                        @for (name, whole) in &trouble.instead {
                            " " a href=(self.here(&[("q", whole)])) { (name) }
                        }
                        "?"
                    }
                }
            }
        }
    }

    fn figures(&self, whole: &Table) -> Markup {
        let view = self.view();
        let shown = if self.asked.says("every") { whole.clone() } else { cut(whole) };
        let hidden = whole.rows.len() - shown.rows.len();
        let leads = self.way.leads(&view, &shown);
        let place = |key: &str| shown.columns.iter().position(|column| column.key == key);
        let links = |row: usize, key: &str| {
            let column = place(key)?;
            let cell = shown.rows.get(row)?.cells.get(column)?;
            // Behind nothing there is nothing to see.
            let is_nothing = match cell {
                Cell::Empty | Cell::Undefined(_) | Cell::Count(0) => true,
                Cell::Number(number) => *number == 0.0,
                _ => false,
            };
            if is_nothing {
                return None;
            }
            leads(row, column).map(|lead| self.address(&lead))
        };
        let has_picture = self.way.picture(&view).is_some();
        html! {
            @if has_picture {
                figure #picture tabindex="0" aria-label={ "Picture: " (whole.title) } {
                    // Larger than its place it is seen whole by itself.
                    a href=(self.asked.address(self.study, &self.place("picture.svg")))
                        title="Open the picture by itself" {
                        img src=(self.asked.address(self.study, &self.place("picture.svg")))
                            alt={ (whole.title) ". The table below says the same in numbers." };
                    }
                }
            }
            (self.exports(has_picture))
            h2 { (whole.title) }
            (table(&shown, &links))
            @if hidden > 0 {
                p { a href=(self.here(&[("every", "1")])) data-stays {
                    "All " (grouped(whole.rows.len())) " rows"
                } }
            }
        }
    }

    fn exports(&self, has_picture: bool) -> Markup {
        let files = FILES.iter().filter(|(file, ..)| has_picture || file.starts_with("table"));
        html! {
            div.exports role="group" aria-label="Files" {
                span { "Save as" }
                @for (file, name, key) in files {
                    @let what = if file.starts_with("table") { "table" } else { "picture" };
                    a.button href=(self.asked.with(&[("save", "1")]).address(self.study, &self.place(file)))
                        download data-key=(key) data-says={ "save the " (what) " as " (name) } {
                        (name) " " kbd { (key) } span.sr { ", the " (what) }
                    }
                }
            }
        }
    }

    /// Counts that take long: a script fetches them, and without one they are a step away.
    fn later(&self) -> Markup {
        html! {
            div #later data-address=(self.here(&[("now", "1")])) role="status" {
                p { "The words are being counted …" }
                noscript { p { a href=(self.here(&[("now", "1")])) { "Count the words" } } }
            }
        }
    }

    fn empty(&self) -> Markup {
        match self.asked.query() {
            "" => html! {
                div.nothing {
                    p {
                        "Nothing is coded yet: open a transcript, select a passage and give it a \
                         code. What codings come to is then shown here."
                    }
                    a.button.main href={ "/s/" (self.study.word) "/documents" } {
                        "Open a transcript"
                    }
                }
            },
            _ => self.nothing("The query is sound, and no coding is meant by it."),
        }
    }

    /// Nothing is found, and how to find more.
    fn nothing(&self, why: &str) -> Markup {
        html! {
            div.nothing {
                p { (why) }
                @if self.asked.says("q") {
                    a.button.main href=(self.here(&[("q", "")])) { "Ask of everything" }
                } @else {
                    a.button.main href=(self.place("")) { "Ask as usual" }
                }
            }
        }
    }

    /// The way as it is asked, but for some changes.
    fn here(&self, changes: &[(&str, &str)]) -> String {
        self.asked.with(changes).address(self.study, self.way.word())
    }

    /// A page or file of the way.
    fn place(&self, file: &str) -> String {
        match file {
            "" => format!("/s/{}/analyse/{}", self.study.word, self.way.word()),
            file => format!("{}/{file}", self.way.word()),
        }
    }

    fn address(&self, lead: &Lead) -> String {
        let found = |query: &str, listed_as: &str| {
            let path = format!("/s/{}/excerpts", self.study.word);
            asking(&path, &[("q", &self.study.sought.numbered(query)), ("as", listed_as)])
        };
        match lead {
            Lead::Excerpts(query) => found(query, "codings"),
            Lead::Places(query) => found(query, "places"),
            Lead::Way(way, asked) => asked.address(self.study, way),
        }
    }
}

/// The first rows of a table with those that sum up all.
fn cut(table: &Table) -> Table {
    let mut cut = table.clone();
    let mut left = MOST;
    cut.rows.retain(|row| {
        let is_shown = row.total || left > 0;
        left = left.saturating_sub(usize::from(!row.total));
        is_shown
    });
    cut
}

fn cannot(failure: &Failure) -> Markup {
    html! {
        div.cannot role="status" {
            p { (sentence(&failure.message)) }
            @for hint in hints(failure) { p.hint { (hint) } }
        }
    }
}
