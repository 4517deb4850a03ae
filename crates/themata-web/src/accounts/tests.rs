#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use tempfile::TempDir;

use super::{Accounts, Purpose};
use crate::rights::Role;

const GOOD: &str = "ladder otter seven pink";
const HERE: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::LOCALHOST));
const DAY: i64 = 24 * 60 * 60;

fn opened() -> (TempDir, PathBuf, Accounts) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.json");
    let accounts = Accounts::open(&path).unwrap();
    (folder, path, accounts)
}

fn keeper(accounts: &Accounts) -> String {
    let link = accounts.invite(Purpose::Keep, "", 0).unwrap();
    accounts.join(&link, "lea", GOOD, &[], HERE, 0).unwrap()
}

fn member(accounts: &Accounts, name: &str, role: Role) -> String {
    let study = "care.themata".to_owned();
    let link = accounts.invite(Purpose::Study { study, role, name: None }, "lea", 0).unwrap();
    accounts.join(&link, name, GOOD, &[], HERE, 0).unwrap()
}

#[test]
fn whoever_has_a_link_makes_an_account_once() {
    let (_folder, path, accounts) = opened();
    let link = accounts.invite(Purpose::Keep, "", 0).unwrap();
    let secret = accounts.join(&link, " lea ", GOOD, &[], HERE, 0).unwrap();
    let lea = accounts.signed_in(&secret, 0).unwrap();
    assert_eq!((lea.name.as_str(), lea.keeper), ("lea", true));
    let again = accounts.join(&link, "eve", GOOD, &[], HERE, 0).unwrap_err();
    assert!(again.message.contains("was used"), "{}", again.message);

    let file = std::fs::read_to_string(path).unwrap();
    for hidden in [GOOD, &secret, &link] {
        assert!(!file.contains(hidden), "the file holds a secret");
    }
    assert!(file.contains("$argon2id$"), "{file}");
}

#[test]
fn nobody_else_reads_the_file() {
    let (_folder, path, accounts) = opened();
    keeper(&accounts);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0);
    }
    assert!(Accounts::open(&path).is_err(), "a second server would write over the first");
}

#[test]
fn accounts_and_sessions_are_there_after_a_restart() {
    let (_folder, path, accounts) = opened();
    let secret = keeper(&accounts);
    member(&accounts, "ana", Role::Coder);
    drop(accounts);
    let accounts = Accounts::open(&path).unwrap();
    assert_eq!(accounts.signed_in(&secret, 0).unwrap().name, "lea");
    let ana = accounts.person("ANA").unwrap();
    assert_eq!(
        (ana.role("care.themata"), ana.role("other.themata")),
        (Some(Role::Coder), None)
    );
}

#[test]
fn a_damaged_file_is_not_taken_for_an_empty_one() {
    let (_folder, path, accounts) = opened();
    drop(accounts);
    std::fs::write(&path, "{\"version\": 1").unwrap();
    assert!(Accounts::open(&path).is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\"version\": 1");
}

#[test]
fn sessions_end() {
    let (_folder, _path, accounts) = opened();
    let secret = keeper(&accounts);
    // Used every eleven hours it lasts two weeks, and not longer.
    let mut now = 0;
    while now + 11 * 60 * 60 <= 14 * DAY {
        now += 11 * 60 * 60;
        assert!(accounts.signed_in(&secret, now).is_some(), "{now}");
        assert!(accounts.is_due(&secret, now));
        accounts.was_used(&secret, now).unwrap();
    }
    assert!(accounts.signed_in(&secret, 14 * DAY + 1).is_none());

    let secret = accounts.sign_in("lea", GOOD, HERE, 0).unwrap();
    assert!(accounts.signed_in(&secret, 13 * 60 * 60).is_none(), "unused for 13 hours");

    let secret = accounts.sign_in("lea", GOOD, HERE, 0).unwrap();
    accounts.sign_out(&secret).unwrap();
    assert!(accounts.signed_in(&secret, 0).is_none());
}

#[test]
fn a_new_password_ends_other_sessions() {
    let (_folder, _path, accounts) = opened();
    let here = keeper(&accounts);
    let elsewhere = accounts.sign_in("lea", GOOD, HERE, 0).unwrap();
    let other = "window tram cello moss";
    assert!(accounts.change_password("lea", "wrong", other, HERE, &here).is_err());
    accounts.change_password("lea", GOOD, other, HERE, &here).unwrap();
    assert!(accounts.signed_in(&here, 0).is_some());
    assert!(accounts.signed_in(&elsewhere, 0).is_none());
    assert!(accounts.sign_in("lea", GOOD, HERE, 0).is_err());
    assert!(accounts.sign_in("lea", other, HERE, 0).is_ok());

    let link = accounts.invite(Purpose::Password { account: "lea".to_owned() }, "", 0).unwrap();
    accounts.join(&link, "", GOOD, &[], HERE, 0).unwrap();
    assert!(accounts.signed_in(&here, 0).is_none(), "whoever had the password is out");
}

#[test]
fn whoever_guesses_waits() {
    let (_folder, _path, accounts) = opened();
    keeper(&accounts);
    let mut said = Vec::new();
    for guess in 0..11 {
        let failure = accounts.sign_in("Lea", &format!("guess {guess}"), HERE, 0).unwrap_err();
        said.push(failure.message);
    }
    assert!(said[9].contains("do not belong together"), "{said:?}");
    assert!(said[10].contains("too often"), "{said:?}");
    let right = accounts.sign_in("lea", GOOD, HERE, 0).unwrap_err();
    assert!(right.message.contains("too often"), "not even the right one helps now");
    let nobody = accounts.sign_in("nobody", GOOD, HERE, 0).unwrap_err();
    assert_eq!(nobody.message, said[0], "it is not told which names there are");
}

#[test]
fn a_whole_team_joins_in_one_meeting() {
    let (_folder, _path, accounts) = opened();
    keeper(&accounts);
    for number in 0..15 {
        member(&accounts, &format!("coder {number}"), Role::Coder);
    }
    assert_eq!(accounts.people().len(), 16);
}

#[test]
fn passwords_that_are_easy_to_guess_are_refused() {
    let (_folder, _path, accounts) = opened();
    let link = accounts.invite(Purpose::Keep, "", 0).unwrap();
    for password in ["short", "aaaaaaaaaaaaaaaa", "leocardia-123"] {
        let failure = accounts.join(&link, "leocardia", password, &[], HERE, 0).unwrap_err();
        assert!(failure.message.contains("password"), "{password}: {}", failure.message);
    }
    assert!(accounts.people().is_empty());
}

#[test]
fn links_end_and_are_taken_back() {
    let (_folder, _path, accounts) = opened();
    keeper(&accounts);
    let old = accounts.invite(Purpose::Keep, "", 0).unwrap();
    assert!(accounts.join(&old, "eve", GOOD, &[], HERE, 8 * DAY).is_err());
    let link = accounts.invite(Purpose::Keep, "lea", 0).unwrap();
    let mark = accounts.invited(&link, 0).unwrap().mark;
    accounts.withdraw(&mark).unwrap();
    assert!(accounts.join(&link, "eve", GOOD, &[], HERE, 0).is_err());
}

#[test]
fn a_name_is_taken_once_and_a_member_joins_another_study() {
    let (_folder, _path, accounts) = opened();
    keeper(&accounts);
    member(&accounts, "ana", Role::Coder);
    let purpose =
        Purpose::Study { study: "other.themata".to_owned(), role: Role::Reader, name: None };
    let link = accounts.invite(purpose, "lea", 0).unwrap();
    let failure = accounts.join(&link, "Ana", GOOD, &[], HERE, 0).unwrap_err();
    assert!(failure.message.contains("of this name"), "{}", failure.message);
    accounts.join_as(&link, &accounts.person("ana").unwrap(), &[], 0).unwrap();
    let ana = accounts.person("ana").unwrap();
    assert_eq!(ana.role("other.themata"), Some(Role::Reader));
    assert_eq!(ana.role("care.themata"), Some(Role::Coder));
}

#[test]
fn nobody_takes_the_name_of_somebody_who_coded_before() {
    let (_folder, _path, accounts) = opened();
    keeper(&accounts);
    let taken = ["Ben".to_owned(), "consensus".to_owned()];
    let study = "care.themata".to_owned();
    let purpose = |name: Option<&str>| Purpose::Study {
        study: study.clone(),
        role: Role::Coder,
        name: name.map(str::to_owned),
    };
    let link = accounts.invite(purpose(None), "lea", 0).unwrap();
    for name in ["ben", " BEN ", "Consensus"] {
        let failure = accounts.join(&link, name, GOOD, &taken, HERE, 0).unwrap_err();
        assert!(failure.message.contains("somebody is called"), "{}", failure.message);
    }
    let link = accounts.invite(purpose(Some("Ben")), "lea", 0).unwrap();
    accounts.join(&link, "ana", GOOD, &taken, HERE, 0).unwrap();
    assert!(accounts.person("ana").is_none(), "the link says who it is for");
    assert!(accounts.person("Ben").is_some());

    // An account of another study that is called like a coder here does not become that coder.
    member(&accounts, "cas", Role::Coder);
    let other = Purpose::Study { study: "b.themata".into(), role: Role::Coder, name: None };
    let link = accounts.invite(other, "lea", 0).unwrap();
    let cas = accounts.person("cas").unwrap();
    assert!(accounts.join_as(&link, &cas, &["Cas".to_owned()], 0).is_err());
    accounts.join_as(&link, &cas, &taken, 0).unwrap();
}

#[test]
fn whoever_is_taken_out_does_not_come_back_by_a_link_of_their_own() {
    let (_folder, _path, accounts) = opened();
    keeper(&accounts);
    member(&accounts, "ana", Role::Lead);
    member(&accounts, "eve", Role::Lead);
    let study = "care.themata".to_owned();
    let purpose = Purpose::Study { study, role: Role::Lead, name: None };
    let link = accounts.invite(purpose, "eve", 0).unwrap();
    accounts.set_role("eve", "care.themata", None).unwrap();
    let eve = accounts.person("eve").unwrap();
    assert!(accounts.join_as(&link, &eve, &[], 0).is_err());
}

#[test]
fn a_link_takes_no_role_away() {
    let (_folder, _path, accounts) = opened();
    keeper(&accounts);
    member(&accounts, "ana", Role::Lead);
    let study = "care.themata".to_owned();
    let purpose = Purpose::Study { study, role: Role::Coder, name: None };
    let link = accounts.invite(purpose, "ana", 0).unwrap();
    accounts.join_as(&link, &accounts.person("ana").unwrap(), &[], 0).unwrap();
    assert_eq!(accounts.person("ana").unwrap().role("care.themata"), Some(Role::Lead));
}

#[test]
fn somebody_always_leads_and_keeps() {
    let (_folder, _path, accounts) = opened();
    keeper(&accounts);
    member(&accounts, "ana", Role::Lead);
    assert!(accounts.set_role("ana", "care.themata", Some(Role::Reader)).is_err());
    assert_eq!(accounts.person("ana").unwrap().role("care.themata"), Some(Role::Lead));
    assert!(accounts.set_keeper("lea", false).is_err());
    assert!(accounts.remove("lea").is_err());
    accounts.set_keeper("ana", true).unwrap();
    let secret = accounts.sign_in("lea", GOOD, HERE, 0).unwrap();
    accounts.remove("lea").unwrap();
    assert!(accounts.signed_in(&secret, 0).is_none());
    assert!(accounts.sign_in("lea", GOOD, HERE, 0).is_err());
}
