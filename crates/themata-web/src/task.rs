//! Work that takes its time, while pages are looked at: how far it is, and what came of it.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use themata_project::Failure;

use crate::trouble::hints;
use crate::wording::sentence;

/// See the module.
pub(crate) struct Task<T> {
    done: AtomicUsize,
    total: AtomicUsize,
    state: Mutex<State<T>>,
}

#[derive(Clone)]
enum State<T> {
    Idle,
    Running,
    Done(T),
    Failed(Failure),
}

/// How a task travels to a script.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct HowFar {
    /// `idle`, `running`, `done` or `failed`.
    pub(crate) state: &'static str,
    done: usize,
    total: usize,
    /// What went wrong, and what to do about it.
    message: String,
}

impl<T> Default for Task<T> {
    fn default() -> Task<T> {
        Task {
            done: AtomicUsize::new(0),
            total: AtomicUsize::new(0),
            state: Mutex::new(State::Idle),
        }
    }
}

impl<T: Clone + Send + 'static> Task<T> {
    /// Begins some work, unless it is going on already.
    pub(crate) fn begin(
        self: &Arc<Task<T>>,
        work: impl Future<Output = Result<T, Failure>> + Send + 'static,
    ) {
        if std::mem::replace(&mut *self.state(), State::Running).is_running() {
            return;
        }
        self.is_at(0, 0);
        let task = Arc::clone(self);
        let going_on = tokio::spawn(work);
        tokio::spawn(async move {
            let outcome = match going_on.await {
                Ok(Ok(done)) => State::Done(done),
                Ok(Err(failure)) => State::Failed(failure),
                Err(error) => State::Failed(Failure::caused(
                    "something in the program went wrong",
                    &error,
                )),
            };
            *task.state() = outcome;
        });
    }

    /// Says how many of how many things are done.
    pub(crate) fn is_at(&self, done: usize, total: usize) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// How far it is.
    pub(crate) fn how_far(&self) -> HowFar {
        let (state, message) = match &*self.state() {
            State::Idle => ("idle", String::new()),
            State::Running => ("running", String::new()),
            State::Done(_) => ("done", String::new()),
            State::Failed(failure) => ("failed", told(failure)),
        };
        let done = self.done.load(Ordering::Relaxed);
        HowFar { state, done, total: self.total.load(Ordering::Relaxed), message }
    }

    /// What came of it, if it is done.
    pub(crate) fn outcome(&self) -> Option<T> {
        match &*self.state() {
            State::Done(outcome) => Some(outcome.clone()),
            _ => None,
        }
    }

    /// Why it failed, if it did.
    pub(crate) fn failure(&self) -> Option<Failure> {
        match &*self.state() {
            State::Failed(failure) => Some(failure.clone()),
            _ => None,
        }
    }

    /// Whether it is going on.
    pub(crate) fn is_running(&self) -> bool {
        self.state().is_running()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> State<T> {
    fn is_running(&self) -> bool {
        matches!(self, State::Running)
    }
}

/// A failure in sentences.
pub(crate) fn told(failure: &Failure) -> String {
    let message = [vec![failure.message.clone()], failure.causes.clone()].concat().join(": ");
    let mut told = sentence(&message);
    for hint in hints(failure) {
        told.push(' ');
        told.push_str(&hint);
    }
    told
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use themata_project::Failure;

    use super::Task;

    async fn ended(task: &Arc<Task<u8>>) -> String {
        while task.is_running() {
            tokio::task::yield_now().await;
        }
        let how_far = task.how_far();
        format!("{} {:?} {}", how_far.state, task.outcome(), how_far.message)
    }

    #[tokio::test]
    async fn a_task_tells_what_came_of_it() {
        let task: Arc<Task<u8>> = Arc::default();
        assert_eq!(task.how_far().state, "idle");
        task.begin(async { Ok(7) });
        assert_eq!(ended(&task).await, "done Some(7) ");
        task.begin(async { Err(Failure::new("no room").hint("make some")) });
        assert_eq!(ended(&task).await, "failed None No room. Make some.");
    }

    #[tokio::test]
    async fn work_that_panics_has_failed() {
        let task: Arc<Task<u8>> = Arc::default();
        task.begin(async { panic!("on purpose") });
        assert!(ended(&task).await.starts_with("failed None Something in the program"));
    }
}
