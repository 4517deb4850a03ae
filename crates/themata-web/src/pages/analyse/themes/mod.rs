//! Themes with their statements and evidence, and the map that they are arranged on.

use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
