use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::rights::{Right, Standing};

/// A browser that was let in, and in whose name it acts.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    coder: Arc<Mutex<Option<String>>>,
    standing: Standing,
}

impl Visitor {
    /// The one person on this machine.
    pub(crate) fn alone(coder: Option<String>) -> Visitor {
        Visitor { coder: Arc::new(Mutex::new(coder)), standing: Standing::Alone }
    }

    /// Somebody with an account, who acts in no other name.
    pub(crate) fn signed_in(name: String, standing: Standing) -> Visitor {
        Visitor { coder: Arc::new(Mutex::new(Some(name))), standing }
    }

    /// Somebody who is not signed in.
    pub(crate) fn nobody() -> Visitor {
        Visitor { coder: Arc::default(), standing: Standing::Outside }
    }

    /// The name of the account, if there is one.
    pub(crate) fn account(&self) -> Option<String> {
        match self.standing {
            Standing::Account { .. } => self.coder(),
            Standing::Alone | Standing::Outside => None,
        }
    }

    /// What they may do where this request is sent to.
    pub(crate) fn standing(&self) -> Standing {
        self.standing
    }

    /// Whether they have a right where this request is sent to.
    pub(crate) fn may(&self, right: Right) -> bool {
        self.standing.may(right)
    }

    /// Who acts, if that was said.
    pub(crate) fn coder(&self) -> Option<String> {
        self.coder.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether a window in whose name something else stands asks for something: who acts was
    /// chosen in another window since.
    pub(crate) fn is_another(&self, shown: &str) -> bool {
        self.standing == Standing::Alone
            && self.coder().is_some_and(|coder| sign_of(Some(&coder)) != shown)
    }

    /// Says who acts from now on, in every window of this browser. Whoever has an account
    /// keeps its name.
    pub(crate) fn is_called(&self, coder: Option<String>) {
        if self.standing != Standing::Alone {
            return;
        }
        *self.coder.lock().unwrap_or_else(PoisonError::into_inner) = coder;
    }
}

/// What stands on a page for whoever acts there, and goes along with what is done there. A name
/// could not: headers hold few letters.
pub(crate) fn sign_of(coder: Option<&str>) -> String {
    let Some(coder) = coder else { return String::new() };
    let mut hasher = DefaultHasher::new();
    coder.to_lowercase().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, StatusCode> {
        parts.extensions.get::<Visitor>().cloned().ok_or(StatusCode::UNAUTHORIZED)
    }
}
