//! Views on the board: rows to values and values to rows.

use rusqlite::{Connection, params};
use themata_model::{BoardView, BoardViewId};

use crate::Error;
use crate::snapshot::Snapshot;
use crate::tables::all;

impl Snapshot<'_> {
    /// The views on the study's board, in their order. Costs time proportional to them.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn board(&self) -> Result<Vec<BoardView>, Error> {
        let sql = "SELECT id, place, page, parameters, title, note, by, at FROM board_view \
                   ORDER BY place, id";
        all(&self.transaction, sql, |row| {
            let (parameters, at): (String, String) = (row.get(3)?, row.get(7)?);
            Ok(BoardView {
                id: BoardViewId(row.get(0)?),
                place: row.get(1)?,
                page: row.get(2)?,
                parameters: serde_json::from_str(&parameters)
                    .map_err(|_| Error::damaged("what is asked by a view on the board"))?,
                title: row.get(4)?,
                note: row.get(5)?,
                by: row.get(6)?,
                at: at.parse().map_err(|_| Error::damaged("a time is none"))?,
            })
        })
    }

    /// The number that the next view on the board gets: one that none ever had, so that what
    /// somebody keeps of a view is never taken for another one's. It costs reading the log.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn next_board_view(&self) -> Result<BoardViewId, Error> {
        // A change of a view begins with its number; no words look like it, as quotes within
        // words stand behind a stroke.
        let sql = "SELECT coalesce(max(json_extract(c.value, '$.board_view[0]')), 0) + 1 \
                   FROM operation o, json_each(o.changes) c \
                   WHERE instr(o.changes, '\"board_view\":[') > 0";
        Ok(BoardViewId(self.transaction.query_row(sql, [], |row| row.get(0))?))
    }
}

pub(crate) fn put_board_view(connection: &Connection, view: &BoardView) -> Result<(), Error> {
    let BoardView { id, place, page, parameters, title, note, by, at } = view;
    let parameters = serde_json::to_string(parameters)
        .map_err(|error| Error::unfitting(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT INTO board_view VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
             ON CONFLICT (id) DO UPDATE SET place = excluded.place, page = excluded.page, \
             parameters = excluded.parameters, title = excluded.title, note = excluded.note, \
             by = excluded.by, at = excluded.at",
        )?
        .execute(params![id.0, place, page, parameters, title, note, by, at.to_string()])?;
    Ok(())
}
