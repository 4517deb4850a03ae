//! What codings come to: counts, tables, pictures, matrices and themes.

mod board;
mod matrix;
mod parts;
mod themes;
mod views;

use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(views::routes())
        .merge(matrix::routes())
        .merge(themes::routes())
        .merge(board::routes())
}
