use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

/// A browser that was let in, and in whose name it acts.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    coder: Arc<Mutex<Option<String>>>,
}

impl Visitor {
    pub(crate) fn new(coder: Option<String>) -> Visitor {
        Visitor { coder: Arc::new(Mutex::new(coder)) }
    }

    /// Who acts, if that was said.
    pub(crate) fn coder(&self) -> Option<String> {
        self.coder.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says who acts from now on, in every window of this browser.
    pub(crate) fn is_called(&self, coder: Option<String>) {
        *self.coder.lock().unwrap_or_else(PoisonError::into_inner) = coder;
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, StatusCode> {
        parts.extensions.get::<Visitor>().cloned().ok_or(StatusCode::UNAUTHORIZED)
    }
}
