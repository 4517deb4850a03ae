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
    Study {
        study: String,
        role: Role,
        /// As whom, where somebody has coded there before the account was made.
        name: Option<String>,
    },
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

    /// Uses a link: makes an account, or gives one another password, and signs in. `taken` are
    /// the names that somebody has in the studies of this server: whoever takes one of them
    /// would be that person there, so it needs a link that names them. How
    /// often that is tried from one address is limited; nobody guesses a link.
    pub(crate) fn join(
        &self,
        secret: &str,
        name: &str,
        password: &str,
        taken: &[String],
        from: Option<IpAddr>,
        now: i64,
    ) -> Result<String, Failure> {
        self.attempts.allow_from(from)?;
        let invited = self.invited(secret, now).ok_or_else(used)?;
        let name = match &invited.purpose {
            Purpose::Password { account } => account.clone(),
            Purpose::Study { name: Some(name), .. } => name.clone(),
            Purpose::Keep | Purpose::Study { .. } => {
                let name = fit(name)?;
                not_taken(&name, taken)?;
                name
            }
        };
        let password = self.attempts.in_turn(|| password::kept(password, &name))??;
        self.change(|kept| {
            // Somebody may have used the link meanwhile.
            let place = kept.invitations.iter().position(|known| known.mark == invited.mark);
            kept.invitations.remove(place.ok_or_else(used)?);
            if let Purpose::Password { account } = &invited.purpose {
                kept.account_mut(account)?.password = password;
                sessions::end(kept, account, None);
                forget(kept, account);
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
        taken: &[String],
        now: i64,
    ) -> Result<(), Failure> {
        let invited = self.invited(secret, now).ok_or_else(used)?;
        match &invited.purpose {
            Purpose::Password { .. } => return Err(used()),
            Purpose::Study { name: Some(name), .. } if !same(name, &person.name) => {
                return Err(Failure::new(format!("this link is for `{name}`"))
                    .hint("sign out first, or ask for a link of your own"));
            }
            // Who is a member has been that person there all along.
            Purpose::Study { study, name: None, .. } if person.role(study).is_none() => {
                not_taken(&person.name, taken)?;
            }
            Purpose::Keep | Purpose::Study { .. } => {}
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
        Purpose::Study { study, role, .. } => {
            // A link never takes away what somebody is already.
            let known = account.roles.entry(study.clone()).or_default();
            if known != Role::Lead.as_str() {
                role.as_str().clone_into(known);
            }
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
        Purpose::Study { study, role, name } => {
            file::Purpose::Study { study, role: role.as_str().to_owned(), name }
        }
        Purpose::Password { account } => file::Purpose::Password { account },
    }
}

fn told(known: &Invitation) -> Option<Invited> {
    let purpose = match &known.purpose {
        file::Purpose::Keep => Purpose::Keep,
        file::Purpose::Study { study, role, name } => Purpose::Study {
            study: study.clone(),
            role: Role::from_word(role)?,
            name: name.clone(),
        },
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

/// Takes back the links that somebody made: to one study, or all of them.
pub(super) fn withdraw_of(kept: &mut file::Kept, by: &str, study: Option<&str>) {
    kept.invitations.retain(|known| {
        let is_meant = match (&known.purpose, study) {
            (file::Purpose::Study { study: of, .. }, Some(study)) => of == study,
            (_, Some(_)) => false,
            (_, None) => true,
        };
        !(is_meant && same(&known.by, by))
    });
}

/// Whether a link is for a study of some name.
pub(super) fn are_for(kept: &file::Kept, study: &str) -> bool {
    kept.invitations.iter().any(
        |known| matches!(&known.purpose, file::Purpose::Study { study: of, .. } if of == study),
    )
}

fn not_taken(name: &str, taken: &[String]) -> Result<(), Failure> {
    if !taken.iter().any(|taken| same(taken, name)) {
        return Ok(());
    }
    Err(Failure::new(format!("somebody is called `{name}` in a study of this server"))
        .hint("if that is you, ask a lead of the study for a link in that name")
        .hint("else take another name, such as with the first letter of your family name"))
}
