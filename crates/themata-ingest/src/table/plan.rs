use crate::error::Kind;
use crate::rows::{Columns, Unit};
use crate::{ColumnUse, Rows, TableOptions, TableReading};

use super::grid::Grid;
use super::guess::{Guess, Guesses, guess};
use super::head::Head;
use super::remarks::told;

/// What is to be made of a table.
pub(super) enum Plan {
    Turns(Columns),
    /// What each column holds.
    Respondents(Vec<Guess>),
}

impl Plan {
    /// Decides what a row is and what the columns hold: as a person says, else by the names of
    /// the columns and by what is in them.
    pub(super) fn make(grid: &Grid, head: &Head, options: &TableOptions) -> Result<Plan, Kind> {
        let chosen = chosen(grid, head, &options.columns)?;
        let names = head.names();
        let turns = turn_columns(&names, &chosen);
        let rows = options.rows.or_else(|| {
            let says = |uses: &[ColumnUse]| chosen.iter().flatten().any(|u| uses.contains(u));
            match () {
                () if says(&[ColumnUse::Words, ColumnUse::Speaker, ColumnUse::Start]) => {
                    Some(Rows::Turns)
                }
                () if says(&[ColumnUse::Question, ColumnUse::Attribute, ColumnUse::Name]) => {
                    Some(Rows::Respondents)
                }
                () => None,
            }
        });
        if rows == Some(Rows::Turns) {
            return turns
                .map(Plan::Turns)
                .ok_or_else(|| refused(head, &guess(grid, head).columns));
        }
        let Guesses { mut columns, is_sure, is_likely } = guess(grid, head);
        if rows.is_none() {
            let asks = || columns.iter().any(|guess| guess.usage == ColumnUse::Question);
            match turns {
                Some(turns) => {
                    let is_likely = is_likely && !is_telling(grid, head, turns);
                    if !((is_sure || is_likely) && asks()) {
                        return Ok(Plan::Turns(turns));
                    }
                }
                None if !(is_sure || is_likely || is_answered(grid, head, &columns)) => {
                    return Err(refused(head, &columns));
                }
                None => {}
            }
        }
        for (guess, usage) in columns.iter_mut().zip(&chosen) {
            if let Some(usage) = *usage {
                *guess = Guess { usage: as_respondent(usage), is_private: false };
            }
        }
        if chosen.contains(&Some(ColumnUse::Name)) {
            // What was taken for the name is known of the respondent all the same.
            for (guess, _) in columns.iter_mut().zip(&chosen).filter(|(_, u)| u.is_none()) {
                if guess.usage == ColumnUse::Name {
                    guess.usage = ColumnUse::Attribute;
                }
            }
        }
        if columns.iter().any(|guess| guess.usage == ColumnUse::Question) {
            Ok(Plan::Respondents(columns))
        } else {
            Err(refused(head, &columns))
        }
    }
}

/// That there is no column of words, with what the columns would be taken for.
fn refused(head: &Head, columns: &[Guess]) -> Kind {
    Kind::NoTextColumn { columns: reading(head, columns).columns }
}

/// What a person says of each column.
fn chosen(
    grid: &Grid,
    head: &Head,
    columns: &[(String, ColumnUse)],
) -> Result<Vec<Option<ColumnUse>>, Kind> {
    let mut chosen = vec![None; head.columns.len()];
    for (name, usage) in columns {
        let Some(at) = head.meant(name) else {
            let hint = format!("its columns are: {}", told(&head.names(), 12));
            let columns = reading(head, &guess(grid, head).columns).columns;
            return Err(Kind::NoColumn { name: name.clone(), hint, columns });
        };
        chosen[at] = Some(*usage);
    }
    Ok(chosen)
}

/// The columns of turns, by their names and by what a person says.
fn turn_columns(names: &[&str], chosen: &[Option<ColumnUse>]) -> Option<Columns> {
    // A column that a person has named is not looked for by its name.
    let open: Vec<&str> = names
        .iter()
        .zip(chosen)
        .map(|(name, usage)| if usage.is_none() { *name } else { "" })
        .collect();
    let said = |uses: &[ColumnUse]| {
        chosen.iter().position(|usage| usage.is_some_and(|usage| uses.contains(&usage)))
    };
    let words = said(&[ColumnUse::Words]).or_else(|| said(&[ColumnUse::Question]));
    let found = Columns::find_with(&open, words)?;
    Some(Columns {
        start: said(&[ColumnUse::Start]).or(found.start),
        end: said(&[ColumnUse::End]).or(found.end),
        speaker: said(&[ColumnUse::Speaker, ColumnUse::Name]).or(found.speaker),
        words: found.words,
    })
}

/// Whether a table has the columns of turns and what is in them bears it out: people speak
/// more than once, or the times are those of a recording.
fn is_telling(grid: &Grid, head: &Head, columns: Columns) -> bool {
    let rows = head.from..grid.height();
    let speaks = columns
        .speaker
        .is_some_and(|at| rows.len() < 3 || !super::kinds::are_unique(grid, head.from, at));
    let is_time = |cell: &&str| Unit::Seconds.read(cell).is_some();
    speaks
        || columns.start.is_some_and(|at| {
            let cells: Vec<&str> = rows.filter_map(|row| grid.get(row, at)).take(50).collect();
            cells.iter().filter(|cell| is_time(cell)).count() * 2 > cells.len()
        })
}

/// Whether half of the rows answer a question that the head names. Other tables hold words
/// too, such as lists of codes.
fn is_answered(grid: &Grid, head: &Head, columns: &[Guess]) -> bool {
    let is_question = |at: usize| {
        let asks = columns.get(at).is_some_and(|guess| guess.usage == ColumnUse::Question);
        asks && head.columns[at].is_named
    };
    let is_answered = |&row: &usize| grid.filled(row).any(|(at, _)| is_question(at));
    let rows = head.from..grid.height();
    rows.clone().filter(is_answered).count() * 2 > rows.len()
}

/// What a use that belongs to turns means in a table of respondents.
fn as_respondent(usage: ColumnUse) -> ColumnUse {
    match usage {
        ColumnUse::Words => ColumnUse::Question,
        ColumnUse::Speaker => ColumnUse::Name,
        ColumnUse::Start | ColumnUse::End => ColumnUse::Attribute,
        usage => usage,
    }
}

/// What the columns were taken for. Those without a name that hold nothing are left out.
pub(super) fn reading(head: &Head, uses: &[Guess]) -> TableReading {
    let columns = head.columns.iter().zip(uses);
    let columns = columns
        .filter(|(column, guess)| column.is_named || guess.usage != ColumnUse::Ignored)
        .map(|(column, guess)| {
            let is_question = guess.usage == ColumnUse::Question;
            let name = if is_question { &column.title } else { &column.name };
            (name.clone(), guess.usage)
        })
        .collect();
    TableReading { rows: Rows::Respondents, columns }
}
