//! A view as the study's board shows it: its picture where it has one, else its first rows.

use maud::{Markup, html};
use themata_project::behind::Behind;
use themata_project::{Failure, Project};

use super::asked::Asked;
use super::named;
use super::page::{Outcome, Seen};
use super::way::View;
use crate::studies::OpenStudy;
use crate::table::table;
use crate::wording::sentence;

/// So many rows and columns of a table are shown.
const SHOWN: (usize, usize) = (5, 4);

type Parameters = [(String, String)];

/// What a page of a way is called; nothing for other pages.
pub(in crate::pages::analyse) fn name(page: &str) -> Option<&'static str> {
    named(page).ok().map(super::way::Way::name)
}

/// Where the picture of a view is: the address that its page shows it from. `behind` is the
/// study as a whole, of which only the attributes count here.
pub(in crate::pages::analyse) fn picture(
    study: &OpenStudy,
    page: &str,
    parameters: &Parameters,
    behind: &Behind,
) -> Option<String> {
    let asked = Asked::of(parameters.to_vec());
    named(page).ok()?.picture(&View { asked: &asked, behind })?;
    Some(asked.address(study, &format!("{page}/picture.svg")))
}

/// The first rows of a view's table, as whoever asks may see them; otherwise why there are none.
pub(in crate::pages::analyse) fn rows(
    project: &mut Project,
    page: &str,
    parameters: &Parameters,
) -> Result<Markup, Failure> {
    let asked = Asked::of(parameters.to_vec());
    let says = |words: &str| html! { p.hint { (sentence(words)) } };
    Ok(match Seen::of(project, named(page)?, &asked)?.outcome {
        Outcome::Table(mut whole) => {
            let (rows, columns) = SHOWN;
            whole.rows.truncate(rows);
            whole.columns.truncate(columns);
            whole.rows.iter_mut().for_each(|row| row.cells.truncate(columns));
            whole.remarks.clear();
            whole.definition.clear();
            html! { (table(&whole, &|_, _| None)) }
        }
        Outcome::Later => says("the words are counted when the view is opened"),
        Outcome::Nothing => says("no coding is meant by it as the study is now"),
        Outcome::Unsound(trouble) => says(&trouble.message),
        Outcome::Cannot(failure) => says(&failure.message),
    })
}
