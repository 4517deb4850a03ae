//! The framework matrix: cases by themes, with summaries written in their cells.

use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
