use std::net::IpAddr;

use themata_project::Failure;

use super::file::{self, Account, Invitation};
use super::names::{fit, same};
use super::secret::{mark, secret};
use super::{Accounts, Person, password, sessions};
use crate::rights::Role;

/// So long a link can be used, in seconds: a week.
const UNTIL: i64 = 7 * 24 * 60 * 60;

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To keep the workbench.
    Keep,
    /// To take part in a study, by the name of its file.
    Study { study: String, role: Role },
    /// To choose another password.
    Password { account: String },
}

/// A link that was handed out and not used yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invited {
    /// Tells it from others; no secret.
    pub(crate) mark: String,
    pub(crate) purpose: Purpose,
    /// Who handed it out; empty for the terminal.
    pub(crate) by: String,
    pub(crate) until: i64,
}

impl Accounts {
    /// Makes a link for one person, and returns its secret, which is told once.
    pub(crate) fn invite(
        &self,
        purpose: Purpose,
        by: &str,
        now: i64,
    ) -> Result<String, Failure> {
        let secret = secret()?;
        self.change(|kept| {
            kept.invitations.retain(|known| known.until > now);
            if let Purpose::Password { account } = &purpose {
                kept.account_mut(account)?;
            }
            kept.invitations.push(Invitation {
                mark: mark(&secret),
                purpose: stored(purpose),
                by: by.to_owned(),
                until: now + UNTIL,
            });
            Ok(())
        })?;
        Ok(secret)
    }

    /// What a link is for, if it can still be used.
    pub(crate) fn invited(&self, secret: &str, now: i64) -> Option<Invited> {
        let mark = mark(secret);
        self.invitations(now).into_iter().find(|known| known.mark == mark)
    }

    /// The links that can be used.
    pub(crate) fn invitations(&self, now: i64) -> Vec<Invited> {
        let kept = self.kept();
        kept.invitations.iter().filter(|known| known.until > now).filter_map(told).collect()
    }

    /// Takes a link back, by its mark.
    pub(crate) fn withdraw(&self, mark: &str) -> Result<(), Failure> {
        self.change(|kept| {
            kept.invitations.retain(|known| known.mark != mark);
            Ok(())
        })
    }

    /// Uses a link: makes an account, or gives one another password, and signs in. Links are
    /// slowed down as passwords are.
    pub(crate) fn join(
        &self,
        secret: &str,
        name: &str,
        password: &str,
        from: Option<IpAddr>,
        now: i64,
    ) -> Result<String, Failure> {
        self.attempts.allow("", from)?;
        let invited = self.invited(secret, now).ok_or_else(used)?;
        let name = match &invited.purpose {
            Purpose::Password { account } => account.clone(),
            Purpose::Keep | Purpose::Study { .. } => fit(name)?,
        };
        let password = password::kept(password, &name)?;
        self.change(|kept| {
            // Somebody may have used the link meanwhile.
            let place = kept.invitations.iter().position(|known| known.mark == invited.mark);
            kept.invitations.remove(place.ok_or_else(used)?);
            if let Purpose::Password { account } = &invited.purpose {
                kept.account_mut(account)?.password = password;
                sessions::end(kept, account, None);
                return Ok(());
            }
            if kept.account(&name).is_some() {
                return Err(Failure::new("there is an account of this name").hint(
                    "if it is yours, sign in first and open the link again; else take \
                     another name",
                ));
            }
            let mut account = Account {
                name: name.clone(),
                password,
                keeper: false,
                roles: Default::default(),
            };
            give(&mut account, &invited.purpose);
            kept.accounts.push(account);
            Ok(())
        })?;
        self.let_in(&name, now)
    }

    /// Uses a link for an account that there is.
    pub(crate) fn join_as(
        &self,
        secret: &str,
        person: &Person,
        now: i64,
    ) -> Result<(), Failure> {
        let invited = self.invited(secret, now).ok_or_else(used)?;
        if let Purpose::Password { .. } = invited.purpose {
            return Err(used());
        }
        self.change(|kept| {
            let place = kept.invitations.iter().position(|known| known.mark == invited.mark);
            kept.invitations.remove(place.ok_or_else(used)?);
            give(kept.account_mut(&person.name)?, &invited.purpose);
            Ok(())
        })
    }
}

/// Gives an account what a link is for.
fn give(account: &mut Account, purpose: &Purpose) {
    match purpose {
        Purpose::Keep => account.keeper = true,
        Purpose::Study { study, role } => {
            account.roles.insert(study.clone(), role.as_str().to_owned());
        }
        Purpose::Password { .. } => {}
    }
}

fn used() -> Failure {
    Failure::nothing("this link was used, was taken back or is older than a week")
        .hint("ask whoever sent it for a new one")
}

fn stored(purpose: Purpose) -> file::Purpose {
    match purpose {
        Purpose::Keep => file::Purpose::Keep,
        Purpose::Study { study, role } => {
            file::Purpose::Study { study, role: role.as_str().to_owned() }
        }
        Purpose::Password { account } => file::Purpose::Password { account },
    }
}

fn told(known: &Invitation) -> Option<Invited> {
    let purpose = match &known.purpose {
        file::Purpose::Keep => Purpose::Keep,
        file::Purpose::Study { study, role } => {
            Purpose::Study { study: study.clone(), role: Role::from_word(role)? }
        }
        file::Purpose::Password { account } => Purpose::Password { account: account.clone() },
    };
    Some(Invited {
        mark: known.mark.clone(),
        purpose,
        by: known.by.clone(),
        until: known.until,
    })
}

/// Takes back the links by which an account could come in again.
pub(super) fn forget(kept: &mut file::Kept, name: &str) {
    kept.invitations.retain(|known| {
        !matches!(&known.purpose, file::Purpose::Password { account } if same(account, name))
    });
}
