//! Who is let in. On one's own machine: the browser that opened the address that the program
//! printed. On a server: whoever signs in with an account.
//!
//! * `place` is where the workbench is reached, and what tells requests of its own pages.
//! * `alone` and `team` are the two ways to come in.

mod alone;
mod place;
mod team;

use axum::extract::Request;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use themata_project::Failure;

use crate::accounts::Accounts;
use crate::app::App;

use self::alone::Alone;
pub(crate) use self::place::Place;

/// See the module.
pub(crate) struct Door {
    pub(crate) place: Place,
    who: Who,
}

enum Who {
    Alone(Alone),
    Team(Box<Accounts>),
}

impl Door {
    /// The door of a workbench for one person on this machine.
    pub(crate) fn alone(place: Place) -> Door {
        Door { place, who: Who::Alone(Alone::default()) }
    }

    /// The door of a workbench for those who have an account.
    pub(crate) fn team(place: Place, accounts: Accounts) -> Door {
        Door { place, who: Who::Team(Box::new(accounts)) }
    }

    /// The accounts, if there are any.
    pub(crate) fn accounts(&self) -> Option<&Accounts> {
        match &self.who {
            Who::Alone(_) => None,
            Who::Team(accounts) => Some(accounts),
        }
    }

    /// An address that lets one browser in, or makes one person a keeper, once.
    ///
    /// # Errors
    ///
    /// If the system has no chance to give, or the accounts cannot be written.
    pub(crate) fn invitation(&self, now: i64) -> Result<String, Failure> {
        let address = self.place.address();
        match &self.who {
            Who::Alone(alone) => Ok(format!("{address}/?key={}", alone.new_key()?)),
            Who::Team(accounts) => {
                let secret = accounts.invite(crate::accounts::Purpose::Keep, "", now)?;
                Ok(format!("{address}/join/{secret}"))
            }
        }
    }

    /// Whether somebody has to be invited before anybody can come in.
    pub(crate) fn is_empty(&self) -> bool {
        self.accounts().is_none_or(|accounts| accounts.people().is_empty())
    }

    /// Lets a request in, with what its sender may do, or answers it.
    pub(crate) fn admit(&self, app: &App, request: &mut Request) -> Result<(), Box<Response>> {
        match &self.who {
            Who::Alone(alone) => alone.admit(app, self, request),
            Who::Team(accounts) => team::admit(app, self, accounts, request),
        }
    }

    /// Whether whoever was let into a study would be let in now.
    pub(crate) fn may_still_read(&self, app: &App, headers: &HeaderMap, study: &str) -> bool {
        let Some(accounts) = self.accounts() else { return true };
        let person = self.shown(headers).zip(app.now().ok());
        let person = person.and_then(|(secret, now)| accounts.signed_in(&secret, now));
        person.is_some_and(|person| team::role_in(app, &person, study).is_some())
    }

    /// The secret that a browser shows.
    pub(crate) fn shown(&self, headers: &HeaderMap) -> Option<String> {
        let name = self.place.cookie();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(known, secret)| (known == name).then(|| secret.to_owned()))
    }

    /// Has a browser show a secret from now on; an empty one ends that.
    pub(crate) fn hand_out(&self, response: &mut Response, secret: &str) {
        let secure = if self.place.is_secure() { "; Secure" } else { "" };
        let ends = if secret.is_empty() { "; Max-Age=0" } else { "" };
        let cookie = format!(
            "{}={secret}; HttpOnly; SameSite=Strict; Path=/{secure}{ends}",
            self.place.cookie()
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(SET_COOKIE, cookie);
        }
    }
}
