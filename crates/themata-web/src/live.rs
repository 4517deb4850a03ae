//! What every window of a study hears: that something was written to it, by whichever window
//! or program.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use crate::studies::{OpenStudy, apart};

/// How often a study is looked at for what other programs write to it, while a window is open.
const PATIENCE: Duration = Duration::from_millis(700);

/// The last moment of a study that is known, and who wants to hear of the next.
pub(crate) struct Live {
    moment: watch::Sender<u32>,
    /// How many windows listen.
    listeners: AtomicU32,
}

impl Default for Live {
    fn default() -> Live {
        Live { moment: watch::Sender::new(0), listeners: AtomicU32::new(0) }
    }
}

impl Live {
    /// Tells every window that the study has come to a moment.
    pub(crate) fn tell(&self, moment: u32) {
        self.moment.send_if_modified(|known| std::mem::replace(known, moment) != moment);
    }
}

/// The moments of a study as they come, for one window.
pub(crate) fn listen(
    study: &Arc<OpenStudy>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let guest = Guest::new(study);
    let moments = WatchStream::new(study.live.moment.subscribe()).map(move |moment| {
        // The guest is here as long as the window listens.
        let _ = &guest;
        Ok(Event::default().event("moment").data(moment.to_string()))
    });
    Sse::new(moments).keep_alive(KeepAlive::new().interval(Duration::from_secs(10)))
}

/// A window that listens. While there is one, the study's file is watched.
struct Guest(Arc<OpenStudy>);

impl Guest {
    fn new(study: &Arc<OpenStudy>) -> Guest {
        if study.live.listeners.fetch_add(1, Ordering::AcqRel) == 0 {
            tokio::spawn(watch_file(Arc::clone(study)));
        }
        Guest(Arc::clone(study))
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.live.listeners.fetch_sub(1, Ordering::AcqRel);
    }
}

async fn watch_file(study: Arc<OpenStudy>) {
    while study.live.listeners.load(Ordering::Acquire) > 0 {
        let looked_at = Arc::clone(&study);
        // A study that cannot be read just now is looked at again.
        let _ = apart(move || {
            looked_at.live.tell(looked_at.now_at()?);
            Ok(())
        })
        .await;
        tokio::time::sleep(PATIENCE).await;
    }
}
