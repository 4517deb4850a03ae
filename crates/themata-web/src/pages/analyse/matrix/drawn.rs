use maud::{Markup, html};
use themata_project::behind::all_of;
use themata_project::matrix::{
    ColumnKey, ColumnsAsked, MatrixPage, PageCell, PageGap, PageRow, RowKey,
};

use super::asked::{Asked, column_word, rows_word};
use crate::pages::grouped;
use crate::pages::leading::{asking, excerpts};
use crate::pages::whose::whose;
use crate::studies::OpenStudy;
use crate::wording::count;

/// What the rows and columns are to be, and which of them are meant.
pub(super) fn choices(study: &OpenStudy, asked: &Asked, page: &MatrixPage) -> Markup {
    let these = match asked.columns() {
        ColumnsAsked::These(keys) => keys,
        _ => Vec::new(),
    };
    let cols = if these.is_empty() { "" } else { asked.cols.as_str() };
    html! {
        form.tools #choices role="search" method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="analyse/matrix";
            label { span { "Rows" }
                select #rows name="rows" {
                    @for (by, name) in &page.rows_offered {
                        option value=(rows_word(*by)) selected[*by == page.by.0] {
                            @if name == "document" { "documents" } @else { "by " (name) }
                        }
                    }
                }
            }
            label { span { "Columns" }
                select #cols name="cols" {
                    option value="" selected[asked.columns() == ColumnsAsked::Themes] { "themes" }
                    option value="codes" selected[asked.columns() == ColumnsAsked::Codes] { "codes" }
                    option #these value=(cols) selected[!these.is_empty()] hidden[these.is_empty()] {
                        "those chosen"
                    }
                }
            }
            label.check {
                input #gaps type="checkbox" name="gaps" value="1" checked[asked.only_gaps()];
                "only gaps " kbd { "g g" }
            }
            label.query for="q" { span { "Only excerpts and rows with" }
                input #q name="q" type="search" value=(asked.q) autocomplete="off"
                    spellcheck="false" placeholder="wave:1 role:nurse  (/)";
            }
            button type="submit" { "Show" }
            details #columns {
                summary { "Choose columns" }
                fieldset {
                    legend.sr { "Columns" }
                    @for (key, name, depth) in &page.columns_offered {
                        label class={ "d" ((*depth).min(3)) } {
                            input type="checkbox" data-column=(column_word(*key))
                                checked[page.columns.iter().any(|column| column.key == *key)];
                            " " (name)
                            @if matches!(key, ColumnKey::Theme(_)) { span.hint { " theme" } }
                        }
                    }
                }
            }
        }
    }
}

/// The matrix as files.
pub(super) fn export(study: &OpenStudy, asked: &Asked) -> Markup {
    html! {
        form.export method="post" action={ "/s/" (study.word) "/analyse/matrix/export" } {
            input type="hidden" name="q" value=(asked.q);
            input type="hidden" name="rows" value=(asked.rows);
            input type="hidden" name="cols" value=(asked.cols);
            span { "Export as" }
            @for format in ["csv", "xlsx", "docx"] {
                button type="submit" name="format" value=(format) { (format.to_uppercase()) }
            }
        }
    }
}

/// What was written in columns that are not shown is not lost: after themes were made, those of
/// the codebook's groups are others.
fn elsewhere(study: &OpenStudy, asked: &Asked, page: &MatrixPage) -> Markup {
    let shown = page.columns.iter().map(|column| column.key);
    let all: Vec<String> =
        shown.chain(page.columns_elsewhere.iter().copied()).map(column_word).collect();
    html! {
        @if page.elsewhere > 0 {
            p.remark {
                @if page.elsewhere == 1 { "1 summary stands" } @else { (grouped(page.elsewhere)) " summaries stand" }
                " in columns that are not shown. "
                a href=(address(study, asked, "cols", &all.join("."))) { "Show these columns, too" }
            }
        }
    }
}

/// Whose codings the matrix counts.
pub(super) fn counted(study: &OpenStudy, asked: &Asked, page: &MatrixPage) -> Markup {
    let here = |query: &str| {
        let asked = Asked { q: query.to_owned(), ..asked.clone() };
        // The rows are others then, and the first of them are where to begin.
        address(study, &asked, "page", "")
    };
    html! { @if let Some(known) = &page.whose { (whose(known, &here)) } }
}

pub(super) fn matrix(study: &OpenStudy, asked: &Asked, page: &MatrixPage) -> Markup {
    let word = study.word.as_str();
    if page.columns.is_empty() {
        return html! {
            p.lead { "The columns are themes or codes; there are none yet." }
            p.next { a.button.main href={ "/s/" (word) "/codebook" } { "Make codes" } }
        };
    }
    if page.all_rows == 0 {
        return html! {
            p.lead { "No document has a row here." }
            p.next {
                @if asked.q.trim().is_empty() {
                    a.button.main href={ "/s/" (word) "/import" } { "Import documents" }
                } @else {
                    a.button.main href="?" { "Show the whole matrix" }
                }
            }
        };
    }
    html! {
        (told(page, asked))
        (elsewhere(study, asked, page))
        p #drafts role="status" hidden {}
        @if page.rows.is_empty() {
            p.lead {
                "Every cell with excerpts has a summary. "
                a data-stays href=(address(study, asked, "gaps", "")) { "Show all rows" }
            }
        } @else {
            div.scrolls #sheet {
                table.matrix role="grid" aria-label="Framework matrix"
                    data-query=(asked.q) {
                    thead { tr role="row" {
                        th role="columnheader" scope="col" id="corner" tabindex="-1" { (page.by.1) }
                        @for column in &page.columns {
                            (head(study, column))
                        }
                    } }
                    tbody {
                        @for (place, row) in page.rows.iter().enumerate() {
                            (drawn_row(study, page, row, place))
                        }
                    }
                }
            }
            (pages(study, asked, page))
        }
        p.definition {
            "A row is " @if page.by.1 == "document" { "a document" } @else { "the documents that share a value of " (page.by.1) }
            "; a column has the excerpts with a code of the theme, or with the code or one of its \
             subcodes. Excerpts are distinct stretches of a document, whoever coded them."
        }
        p.hint {
            kbd { "Enter" } " writes in a cell with its excerpts beside it, " kbd { "Ctrl Enter" }
            " saves, " kbd { "Esc" } " leaves what was typed as a draft, arrows move, "
            kbd { "Space" } " shows the first excerpt. A sheet that was filled in elsewhere is \
            read by the command line."
        }
    }
}

/// How much there is, and what is missing.
fn told(page: &MatrixPage, asked: &Asked) -> Markup {
    let gaps = &page.gaps;
    let again = gaps.without_excerpts + gaps.gone;
    html! {
        p.count role="status" {
            @if asked.only_gaps() && page.meant_rows < page.all_rows {
                (page.meant_rows) " of "
            }
            (count(page.all_rows, "row")) " by " (count(page.columns.len(), "column")) ", "
            (count(page.total, "excerpt")) ". "
            b { (count(gaps.unwritten, "cell")) " to write" }
            @if again > 0 { ", " (again) " to look at again" }
            ", " (gaps.empty) " without excerpts, of " (grouped(gaps.cells)) "."
        }
    }
}

fn head(study: &OpenStudy, column: &themata_project::matrix::PageColumn) -> Markup {
    let word = column_word(column.key);
    html! {
        th role="columnheader" scope="col" id={ "h-" (word) } tabindex="-1" data-column=(word)
            data-name=(column.name) {
            @match column.key {
                ColumnKey::Theme(number) => {
                    a.name tabindex="-1" href={ "/s/" (study.word) "/analyse/themes/" (number) } dir="auto" { (column.name) }
                }
                ColumnKey::Code(place) => {
                    a tabindex="-1" class={ "name c" (place) } href={ "/s/" (study.word) "/codebook/" (place) } dir="auto" {
                        span.swatch aria-hidden="true" {} " " (column.name)
                    }
                }
            }
            " " (number(study, column.excerpts, column.query.as_deref(), ""))
        }
    }
}

fn drawn_row(study: &OpenStudy, page: &MatrixPage, row: &PageRow, place: usize) -> Markup {
    let (kind, value) = match &row.key {
        RowKey::Document(number) => (format!("d{number}"), None),
        RowKey::Value { attribute, value } => (format!("a{attribute}"), Some(value)),
    };
    // A value is no name for an element, so its place stands for it.
    let name = match &row.key {
        RowKey::Document(_) => kind.clone(),
        RowKey::Value { .. } => format!("v{place}"),
    };
    html! {
        tr role="row" data-row=(kind) data-value=[value] {
            th role="rowheader" scope="row" id={ "r-" (name) } tabindex="-1" data-name=(row.name) {
                @match &row.key {
                    RowKey::Document(number) => {
                        a.name tabindex="-1" dir="auto" href={ "/s/" (study.word) "/read/" (number) } { (row.name) }
                    }
                    RowKey::Value { .. } => {
                        span.name dir="auto" { (row.name) }
                        span.hint { " " (count(row.documents, "document")) }
                    }
                }
                " " (number(study, row.excerpts, row.query.as_deref(), ""))
            }
            @for (column, cell) in page.columns.iter().zip(&row.cells) {
                (drawn_cell(study, row, column, cell, &name))
            }
        }
    }
}

fn drawn_cell(
    study: &OpenStudy,
    row: &PageRow,
    column: &themata_project::matrix::PageColumn,
    cell: &PageCell,
    name: &str,
) -> Markup {
    let query = column.query.as_ref().zip(row.of.as_ref());
    let query = query.map(|(column, of)| all_of(&[column, of]));
    let (word, says) = match cell.gap {
        None => ("", ""),
        Some(PageGap::Unwritten) => ("unwritten", "✎ to write"),
        Some(PageGap::WithoutExcerpts) => ("again", "! no excerpt any more"),
        Some(PageGap::Gone) => ("again", "! rests on words that are gone"),
        Some(PageGap::Empty) => ("empty", ""),
    };
    html! {
        td role="gridcell" id={ "m-" (name) "-" (column_word(column.key)) } tabindex="-1"
            data-column=(column_word(column.key)) data-gap=[(!word.is_empty()).then_some(word)]
            data-words=(cell.words.as_deref().unwrap_or("")) {
            @if let Some(words) = &cell.words { p.words dir="auto" { (words) } }
            p.of {
                (number(study, cell.excerpts, query.as_deref(), " excerpt"))
                @if cell.rests_on > 0 { span.hint { "rests on " (cell.rests_on) } }
                @if !says.is_empty() { span.gap { (says) } }
                @if cell.excerpts > 0 {
                    button.quiet type="button" data-fold tabindex="-1" aria-expanded="false"
                        title="Show the first excerpt (Space)" { "▸ first" span.sr { " excerpt" } }
                }
            }
        }
    }
}

/// A number of excerpts that leads to them; zero is a pale dot and leads nowhere.
fn number(study: &OpenStudy, many: usize, query: Option<&str>, what: &str) -> Markup {
    let plural = if many == 1 || what.is_empty() { "" } else { "s" };
    html! {
        @match (many, query) {
            (0, _) => { span.n.zero title="no excerpts" { "·" span.sr { "no excerpts" } } }
            (_, None) => { span.n { (grouped(many)) (what) (plural) } }
            (_, Some(query)) => {
                a.n tabindex="-1" href={ (excerpts(study, query)) "&as=codings" }
                    aria-label=[what.is_empty().then(|| count(many, "excerpt"))] {
                    (grouped(many)) (what) (plural)
                }
            }
        }
    }
}

/// Links to the other pages of rows.
fn pages(study: &OpenStudy, asked: &Asked, page: &MatrixPage) -> Markup {
    let most = asked.question().most;
    let (here, last) = (asked.number(), page.meant_rows.div_ceil(most).max(1));
    let link = |number: usize| {
        address(
            study,
            asked,
            "page",
            &if number > 1 { number.to_string() } else { String::new() },
        )
    };
    html! {
        @if last > 1 {
            nav.pages aria-label="Pages of rows" {
                @if here > 1 { a.button data-stays data-page="before" href=(link(here - 1)) { "← Rows before " kbd { "[" } } }
                span { "Page " (here) " of " (last) }
                @if here < last { a.button data-stays data-page="behind" href=(link(here + 1)) { "Rows behind → " kbd { "]" } } }
            }
        }
    }
}

/// The address of the same matrix with one thing otherwise.
fn address(study: &OpenStudy, asked: &Asked, other: &str, value: &str) -> String {
    let query = study.sought.numbered(&asked.q);
    let said = [
        ("q", query.as_str()),
        ("rows", &asked.rows),
        ("cols", &asked.cols),
        ("gaps", &asked.gaps),
        ("page", &asked.page),
    ];
    let said = said.map(|(name, known)| (name, if name == other { value } else { known }));
    asking(&format!("/s/{}/analyse/matrix", study.word), &said)
}
