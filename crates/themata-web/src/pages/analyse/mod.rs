//! What codings come to: counts, tables, pictures, matrices and themes.

use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
