use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use themata_project::Failure;

use super::Door;
use crate::accounts::secret;
use crate::app::App;
use crate::trouble::Refusal;
use crate::visitor::Visitor;

/// The header in which a window says who it shows as acting: see `sign_of`.
const SHOWN: &str = "x-coder";

/// The key that opens the door of one's own machine, and who has come in.
#[derive(Default)]
pub(super) struct Alone {
    /// The key of the address that was printed last. It opens once.
    key: Mutex<Option<String>>,
    inside: Mutex<BTreeMap<String, Visitor>>,
}

impl Alone {
    /// A key for one browser. The one before it no longer opens.
    pub(super) fn new_key(&self) -> Result<String, Failure> {
        let key = secret()?;
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = Some(key.clone());
        Ok(key)
    }

    /// Lets someone in who has the key, and returns the secret that they show from now on.
    fn opened(&self, key: &str, visitor: Visitor) -> Option<String> {
        let mut held = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_deref().is_none_or(|held| !same(held, key)) {
            return None;
        }
        let secret = secret().ok()?;
        *held = None;
        self.inside
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(secret.clone(), visitor);
        Some(secret)
    }

    fn visitor(&self, door: &Door, headers: &HeaderMap) -> Option<Visitor> {
        let secret = door.shown(headers)?;
        self.inside.lock().unwrap_or_else(PoisonError::into_inner).get(&secret).cloned()
    }

    pub(super) fn admit(
        &self,
        app: &App,
        door: &Door,
        request: &mut Request,
    ) -> Result<(), Box<Response>> {
        if let Some(key) = key_of(request) {
            let visitor = Visitor::alone(app.memory.coder());
            if let Some(secret) = self.opened(&key, visitor) {
                // On to the first page, so that the key does not stay in the address.
                let mut response = Redirect::to("/").into_response();
                door.hand_out(&mut response, &secret);
                return Err(Box::new(response));
            }
            if self.visitor(door, request.headers()).is_some() {
                return Err(Box::new(Redirect::to("/").into_response()));
            }
        }
        match self.visitor(door, request.headers()) {
            Some(visitor) => {
                if let Some(failure) = in_another_name(&visitor, request.headers()) {
                    return Err(Box::new(Refusal(failure).into_response()));
                }
                request.extensions_mut().insert(visitor);
                Ok(())
            }
            None => Err(Box::new(crate::pages::closed())),
        }
    }
}

/// Why nothing is done in a window that shows another name than the one in which it would be done.
fn in_another_name(visitor: &Visitor, headers: &HeaderMap) -> Option<Failure> {
    let shown = headers.get(SHOWN)?.to_str().unwrap_or_default();
    let coder = visitor.coder().filter(|_| visitor.is_another(shown))?;
    let message = format!("you are {coder} since that was chosen in another window");
    Some(Failure::new(message).hint(
        "nothing was changed; load this page again, and say who you are at the top right",
    ))
}

/// The key in an address such as `/?key=…`.
fn key_of(request: &Request) -> Option<String> {
    let query = request.uri().query().filter(|_| request.uri().path() == "/")?;
    query.split('&').find_map(|pair| pair.strip_prefix("key=")).map(str::to_owned)
}

/// Whether two secrets are the same, in a time that does not tell how much of them is.
fn same(a: &str, b: &str) -> bool {
    let differences = a.bytes().zip(b.bytes()).fold(0, |so_far, (a, b)| so_far | (a ^ b));
    a.len() == b.len() && differences == 0
}
