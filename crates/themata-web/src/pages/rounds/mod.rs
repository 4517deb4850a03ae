//! Rounds: who codes what, with which codebook, and how far everybody is.

use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
}
