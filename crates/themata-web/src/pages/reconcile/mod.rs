//! Agreement, disagreements and how they are settled.

use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
