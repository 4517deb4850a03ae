//! Who is looking at what in a study just now, and who is writing where. It is told to those
//! who are there too, and kept nowhere.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use tokio::sync::watch;

/// So many windows of a study are told of.
const MOST: usize = 500;

/// Who is there, by window.
pub(crate) struct Presence {
    there: watch::Sender<There>,
    /// How many connections there were.
    visits: AtomicU64,
}

/// A window that is open on a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// What tells it from others: the page makes it up.
    pub(crate) number: u64,
    /// Who looks, if that was said.
    pub(crate) name: Option<String>,
    /// What they look at: the end of an address, such as `read/4` or `codebook/7`.
    pub(crate) at: String,
    /// What they are writing in: the name of a field of that page; empty for nothing.
    pub(crate) writes: String,
}

/// The windows that are open.
#[derive(Clone, Debug, Default)]
pub(crate) struct There(BTreeMap<u64, (u64, Window)>);

/// Someone as they are told of.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Told<'a> {
    name: &'a str,
    at: &'a str,
    writes: &'a str,
}

impl Default for Presence {
    fn default() -> Presence {
        Presence { there: watch::Sender::new(There::default()), visits: AtomicU64::new(0) }
    }
}

impl Presence {
    pub(crate) fn listen(&self) -> watch::Receiver<There> {
        self.there.subscribe()
    }

    /// A window is there, by a connection whose number is returned.
    pub(crate) fn comes(&self, window: Window) -> u64 {
        let visit = self.visits.fetch_add(1, Ordering::Relaxed);
        self.there.send_if_modified(|there| {
            let known = there.0.get(&window.number);
            // Nobody takes the place of another's window, and not all are told of.
            let is_anothers = known.is_some_and(|(_, known)| known.name != window.name);
            if is_anothers || (known.is_none() && there.0.len() >= MOST) {
                return false;
            }
            there.0.insert(window.number, (visit, window));
            true
        });
        visit
    }

    /// Says what is written in a window that is there. Nobody speaks for another's window.
    pub(crate) fn writes(&self, number: u64, name: Option<&str>, writes: &str) {
        self.there.send_if_modified(|there| match there.0.get_mut(&number) {
            Some((_, window)) if window.name.as_deref() == name && window.writes != writes => {
                writes.clone_into(&mut window.writes);
                true
            }
            _ => false,
        });
    }

    /// A connection ends. One that came later for the same window stays.
    pub(crate) fn goes(&self, number: u64, visit: u64) {
        self.there.send_if_modified(|there| {
            let is_last = there.0.get(&number).is_some_and(|(last, _)| *last == visit);
            is_last && there.0.remove(&number).is_some()
        });
    }
}

impl There {
    /// The others who are there, for somebody, as JSON.
    pub(crate) fn others(&self, name: Option<&str>) -> String {
        let plain = |name: &str| name.trim().to_lowercase();
        let own = name.map(plain);
        let named = self.0.values().filter_map(|(_, window)| {
            let name = window.name.as_deref()?;
            let told = Told { name, at: &window.at, writes: &window.writes };
            (Some(plain(name)) != own).then_some(told)
        });
        let mut others: Vec<Told<'_>> = named.collect();
        others.sort();
        others.dedup();
        serde_json::to_string(&others).unwrap_or_else(|_| "[]".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Presence, Window};

    fn window(number: u64, name: &str, at: &str) -> Window {
        let name = Some(name.to_owned());
        Window { number, name, at: at.to_owned(), writes: String::new() }
    }

    #[test]
    fn others_are_told_and_oneself_is_not() {
        let presence = Presence::default();
        let told = presence.listen();
        presence.comes(window(1, "ana", "read/4"));
        let late = presence.comes(window(2, "ben", "read/4"));
        let second = presence.comes(window(2, "ben", "read/4"));
        let third = presence.comes(window(3, "ben", "read/4"));
        presence.comes(window(2, "eve", "read/5"));
        // The connection before is found dead after the window came back.
        presence.goes(2, late);
        presence.writes(2, Some("ben"), "memo");
        presence.writes(2, Some("eve"), "all of it");
        assert_eq!(
            told.borrow().others(Some("Ana")),
            "[{\"name\":\"ben\",\"at\":\"read/4\",\"writes\":\"\"},\
             {\"name\":\"ben\",\"at\":\"read/4\",\"writes\":\"memo\"}]"
        );
        presence.goes(2, second);
        presence.goes(3, third);
        assert_eq!(told.borrow().others(Some("ana")), "[]");
        assert!(told.borrow().others(None).contains("ana"));
    }
}
