//! What every window of a study hears: that something was written to it, by whichever window
//! or program, and who else is there.

use std::collections::{BTreeSet, VecDeque};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use themata_project::{Failure, Project, Touched};
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use crate::presence::{Presence, Window};
use crate::studies::{OpenStudy, apart};

/// How often a study is looked at for what other programs write to it, while a window is open.
const PATIENCE: Duration = Duration::from_millis(700);

/// What the last so many operations wrote to is remembered, for windows that hear late.
const REMEMBERED: usize = 1_000;

/// What stands among documents for something that is on no document.
const BESIDE: &str = "-";

/// The last moment of a study that is known, and who wants to hear of the next.
pub(crate) struct Live {
    moment: watch::Sender<u32>,
    /// What was written to lately, the first first.
    touched: Mutex<VecDeque<Touched>>,
    /// Who is where.
    pub(crate) presence: Presence,
    /// How many windows listen.
    listeners: AtomicU32,
    /// Whether the file is watched.
    watched: AtomicBool,
}

impl Default for Live {
    fn default() -> Live {
        Live {
            moment: watch::Sender::new(0),
            touched: Mutex::default(),
            presence: Presence::default(),
            listeners: AtomicU32::new(0),
            watched: AtomicBool::new(false),
        }
    }
}

impl Live {
    /// Tells every window what was written to the study since it was looked at last.
    pub(crate) fn look(&self, project: &mut Project) -> Result<(), Failure> {
        let known = *self.moment.borrow();
        let moment = project.moment()?;
        if moment == known {
            return Ok(());
        }
        // Who began to listen only now has a page of now.
        let touched = if known == 0 { Vec::new() } else { project.touched_since(known)? };
        {
            let mut all = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
            let last = all.back().map_or(0, |last| last.moment);
            all.extend(touched.into_iter().filter(|new| new.moment > last));
            let spare = all.len().saturating_sub(REMEMBERED);
            all.drain(..spare);
        }
        self.moment.send_if_modified(|known| {
            let is_new = moment > *known;
            *known = moment.max(*known);
            is_new
        });
        Ok(())
    }

    /// What a window is told that knows of everything until a moment: the moment that the study
    /// is at and the documents that it has to do with, among them a stroke for what is on none,
    /// or a star if it may be any page. What others code blind is nothing that a window could
    /// show.
    fn told(&self, before: u32, now: u32, name: Option<&str>) -> String {
        let all = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        let is_whole = all.front().is_some_and(|first| first.moment <= before + 1);
        let mut documents = BTreeSet::new();
        let mut beside = false;
        for touched in all.iter().filter(|touched| touched.moment > before) {
            let Some(written) = &touched.documents else { return format!("{now} *") };
            let own = touched
                .by
                .as_deref()
                .zip(name)
                .is_some_and(|(by, name)| by.to_lowercase() == name.to_lowercase());
            let seen = written.iter().filter(|(_, blind)| own || !**blind);
            documents.extend(seen.map(|(document, _)| document.to_string()));
            beside |= touched.beside;
        }
        if before == 0 || (!is_whole && now > before) {
            return format!("{now} *");
        }
        documents.extend(beside.then(|| BESIDE.to_owned()));
        let documents: Vec<String> = documents.into_iter().collect();
        format!("{now} {}", documents.join(","))
    }
}

/// The moments of a study as they come, and who else is there, for one window.
pub(crate) fn listen<F: Fn() -> bool + Send + 'static>(
    study: &Arc<OpenStudy>,
    window: Window,
    may_listen: F,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<F>> {
    let name = window.name.clone();
    let guest = Guest::new(study, window);
    let mut known = 0;
    let viewer = name.clone();
    let moments = WatchStream::new(study.live.moment.subscribe()).map(move |moment| {
        // The guest is here as long as the window listens.
        let told = guest.study.live.told(known, moment, viewer.as_deref());
        known = moment;
        Event::default().event("moment").data(told)
    });
    let others = WatchStream::new(study.live.presence.listen()).map(move |there| {
        Event::default().event("present").data(there.others(name.as_deref()))
    });
    // Whoever is signed out, or no member any more, hears nothing more.
    let events = moments.merge(others).take_while(move |_| may_listen()).map(Ok);
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(10)))
}

/// A window that listens. While there is one, the study's file is watched.
struct Guest {
    study: Arc<OpenStudy>,
    window: u64,
    /// Which of the connections of that window it is.
    visit: u64,
}

impl Guest {
    fn new(study: &Arc<OpenStudy>, window: Window) -> Guest {
        study.live.listeners.fetch_add(1, Ordering::AcqRel);
        if !study.live.watched.swap(true, Ordering::AcqRel) {
            tokio::spawn(watch_file(Arc::clone(study)));
        }
        let number = window.number;
        let visit = study.live.presence.comes(window);
        Guest { study: Arc::clone(study), window: number, visit }
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.study.live.presence.goes(self.window, self.visit);
        self.study.live.listeners.fetch_sub(1, Ordering::AcqRel);
    }
}

async fn watch_file(study: Arc<OpenStudy>) {
    loop {
        if study.live.listeners.load(Ordering::Acquire) == 0 {
            study.live.watched.store(false, Ordering::Release);
            // Somebody may have come just now, and have found it watched.
            let is_over = study.live.listeners.load(Ordering::Acquire) == 0
                || study.live.watched.swap(true, Ordering::AcqRel);
            if is_over {
                return;
            }
        }
        let looked_at = Arc::clone(&study);
        // A study that cannot be read just now is looked at again.
        let _ =
            apart(move || looked_at.looked_at(|project| looked_at.live.look(project))).await;
        tokio::time::sleep(PATIENCE).await;
    }
}
