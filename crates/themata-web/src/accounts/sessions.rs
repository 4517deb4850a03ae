use std::net::IpAddr;

use themata_project::Failure;

use super::file::{Kept, Session};
use super::names::same;
use super::password::is_right;
use super::secret::{mark, secret};
use super::{Accounts, Person};

/// So long a browser stays signed in that is not used, in seconds: a working day.
const IDLE: i64 = 12 * 60 * 60;

/// So long it stays signed in at most: two weeks.
const LONGEST: i64 = 14 * 24 * 60 * 60;

/// Uses are written down so often at most, in seconds.
const NOTED: i64 = 10 * 60;

/// So many browsers of one account stay signed in; the one that was unused longest goes.
const MOST: usize = 20;

/// A browser that is signed in, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignedIn {
    /// Tells it from others; no secret.
    pub(crate) mark: String,
    pub(crate) since: i64,
    pub(crate) seen: i64,
}

impl Session {
    fn is_over(&self, now: i64) -> bool {
        now - self.seen > IDLE || now - self.since > LONGEST
    }
}

impl Accounts {
    /// Signs somebody in, and returns the secret that their browser shows from now on.
    ///
    /// # Errors
    ///
    /// If name and password do not belong together, or it was tried too often. Which of both
    /// is wrong is not told.
    pub(crate) fn sign_in(
        &self,
        name: &str,
        password: &str,
        from: Option<IpAddr>,
        now: i64,
    ) -> Result<String, Failure> {
        self.attempts.allow(name, from)?;
        let kept = self.kept().account(name).map(|account| account.password.clone());
        let right = self.attempts.in_turn(|| is_right(password, kept.as_deref()))?;
        if !right {
            return Err(Failure::new("this name and this password do not belong together")
                .hint("whoever keeps this workbench can send you a link for a new password"));
        }
        self.let_in(name, now)
    }

    /// Signs in whoever was found to be somebody.
    pub(crate) fn let_in(&self, name: &str, now: i64) -> Result<String, Failure> {
        let secret = secret()?;
        self.change(|kept| {
            let name = kept.account_mut(name)?.name.clone();
            kept.sessions.retain(|session| !session.is_over(now));
            let own = |session: &Session| same(&session.account, &name);
            while kept.sessions.iter().filter(|session| own(session)).count() >= MOST {
                let oldest = kept.sessions.iter().enumerate().filter(|(_, one)| own(one));
                let Some((place, _)) = oldest.min_by_key(|(_, one)| one.seen) else { break };
                kept.sessions.remove(place);
            }
            kept.sessions.push(Session {
                mark: mark(&secret),
                account: name,
                since: now,
                seen: now,
            });
            Ok(())
        })?;
        Ok(secret)
    }

    /// Who a browser is that shows a secret.
    pub(crate) fn signed_in(&self, secret: &str, now: i64) -> Option<Person> {
        let mark = mark(secret);
        let kept = self.kept();
        let session = kept.sessions.iter().find(|session| session.mark == mark)?;
        if session.is_over(now) {
            return None;
        }
        kept.account(&session.account).map(super::file::Account::person)
    }

    /// Whether it is time to write down that a browser was used.
    pub(crate) fn is_due(&self, secret: &str, now: i64) -> bool {
        let mark = mark(secret);
        let kept = self.kept();
        let session = kept.sessions.iter().find(|session| session.mark == mark);
        session.is_some_and(|session| now - session.seen > NOTED && !session.is_over(now))
    }

    /// Writes down that a browser was used, so that it stays signed in.
    pub(crate) fn was_used(&self, secret: &str, now: i64) -> Result<(), Failure> {
        let mark = mark(secret);
        self.change(|kept| {
            let session = kept.sessions.iter_mut().find(|session| session.mark == mark);
            if let Some(session) = session.filter(|session| !session.is_over(now)) {
                session.seen = now;
            }
            Ok(())
        })
    }

    /// The browsers in which somebody is signed in, the last used first.
    pub(crate) fn browsers(&self, name: &str, now: i64) -> Vec<SignedIn> {
        let kept = self.kept();
        let own =
            kept.sessions.iter().filter(|one| same(&one.account, name) && !one.is_over(now));
        let mut own: Vec<SignedIn> = own
            .map(|one| SignedIn { mark: one.mark.clone(), since: one.since, seen: one.seen })
            .collect();
        own.sort_by_key(|one| std::cmp::Reverse(one.seen));
        own
    }

    /// Ends the session of a browser.
    pub(crate) fn sign_out(&self, secret: &str) -> Result<(), Failure> {
        let mark = mark(secret);
        self.change(|kept| {
            kept.sessions.retain(|session| session.mark != mark);
            Ok(())
        })
    }

    /// Ends all sessions of somebody but for the browser that shows a secret.
    pub(crate) fn sign_out_others(&self, name: &str, secret: &str) -> Result<(), Failure> {
        let spared = mark(secret);
        self.change(|kept| {
            end(kept, name, Some(&spared));
            Ok(())
        })
    }

    /// The mark of a secret, by which a browser finds itself among its owner's.
    pub(crate) fn mark_of(&self, secret: &str) -> String {
        mark(secret)
    }
}

/// Ends the sessions of somebody but for one.
pub(super) fn end(kept: &mut Kept, name: &str, spared: Option<&str>) {
    kept.sessions.retain(|one| !same(&one.account, name) || Some(one.mark.as_str()) == spared);
}
