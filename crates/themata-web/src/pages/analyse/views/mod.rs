//! Counts, tables and pictures, each with its definition, its query and its files.

use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
