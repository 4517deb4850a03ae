//! The report: what goes into it, how it will print, and its files.

use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
