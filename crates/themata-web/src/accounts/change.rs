use std::net::IpAddr;

use themata_project::Failure;

use super::names::same;
use super::password::{is_right, kept};
use super::{Accounts, invitations, sessions};
use crate::rights::Role;

impl Accounts {
    /// Gives somebody another password, who knows the one before; their other browsers are
    /// signed out.
    pub(crate) fn change_password(
        &self,
        name: &str,
        before: &str,
        after: &str,
        from: Option<IpAddr>,
        secret: &str,
    ) -> Result<(), Failure> {
        self.attempts.allow(name, from)?;
        let known = self.kept().account(name).map(|account| account.password.clone());
        let right = self.attempts.in_turn(|| is_right(before, known.as_deref()))?;
        if !right {
            return Err(Failure::new("this is not your password"));
        }
        let password = self.attempts.in_turn(|| kept(after, name))??;
        self.change(|kept| {
            kept.account_mut(name)?.password = password;
            invitations::forget(kept, name);
            Ok(())
        })?;
        self.sign_out_others(name, secret)
    }

    /// Says what somebody is in a study from now on; nothing for no member.
    ///
    /// # Errors
    ///
    /// If there is no such account, or nobody would lead the study any more.
    pub(crate) fn set_role(
        &self,
        name: &str,
        study: &str,
        role: Option<Role>,
    ) -> Result<(), Failure> {
        self.change(|kept| {
            let roles = &mut kept.account_mut(name)?.roles;
            match role {
                Some(role) => roles.insert(study.to_owned(), role.as_str().to_owned()),
                None => roles.remove(study),
            };
            if role != Some(Role::Lead) {
                // Nobody comes back by a link of their own making.
                invitations::withdraw_of(kept, name, Some(study));
            }
            let leads = |word: Option<&String>| word.is_some_and(|word| word == "lead");
            if kept.accounts.iter().any(|account| leads(account.roles.get(study))) {
                return Ok(());
            }
            Err(Failure::new("nobody would lead this study any more")
                .hint("make somebody else its lead first"))
        })
    }

    /// Whether anybody has or is to have a role in a study of some name.
    pub(crate) fn knows_study(&self, study: &str) -> bool {
        let kept = self.kept();
        kept.accounts.iter().any(|account| account.roles.contains_key(study))
            || invitations::are_for(&kept, study)
    }

    /// Makes somebody lead of those studies that nobody leads yet.
    pub(crate) fn leads_unled(&self, name: &str, studies: &[String]) -> Result<(), Failure> {
        self.change(|kept| {
            for study in studies {
                let leads = |word: Option<&String>| word.is_some_and(|word| word == "lead");
                if !kept.accounts.iter().any(|account| leads(account.roles.get(study))) {
                    let roles = &mut kept.account_mut(name)?.roles;
                    roles.insert(study.clone(), Role::Lead.as_str().to_owned());
                }
            }
            Ok(())
        })
    }

    /// Makes somebody a keeper of the workbench, or not any more.
    pub(crate) fn set_keeper(&self, name: &str, keeper: bool) -> Result<(), Failure> {
        self.change(|kept| {
            kept.account_mut(name)?.keeper = keeper;
            if !keeper {
                invitations::withdraw_of(kept, name, None);
            }
            somebody_keeps(kept)
        })
    }

    /// Removes an account; what its owner did stays in the studies under their name.
    pub(crate) fn remove(&self, name: &str) -> Result<(), Failure> {
        self.change(|kept| {
            kept.account_mut(name)?;
            kept.accounts.retain(|account| !same(&account.name, name));
            sessions::end(kept, name, None);
            invitations::forget(kept, name);
            invitations::withdraw_of(kept, name, None);
            somebody_keeps(kept)
        })
    }
}

#[cfg(test)]
impl Accounts {
    /// Adds somebody who cannot sign in with any password.
    pub(crate) fn add(&self, name: &str, keeper: bool) {
        let (name, password) = (name.to_owned(), String::new());
        let account =
            super::file::Account { name, password, keeper, roles: Default::default() };
        let added = self.change(|kept| {
            kept.accounts.push(account);
            Ok(())
        });
        assert!(added.is_ok());
    }
}

fn somebody_keeps(kept: &super::file::Kept) -> Result<(), Failure> {
    if kept.accounts.iter().any(|account| account.keeper) {
        return Ok(());
    }
    Err(Failure::new("nobody would keep this workbench any more")
        .hint("make somebody else a keeper first"))
}
