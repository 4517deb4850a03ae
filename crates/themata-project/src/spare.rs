use std::sync::{Mutex, PoisonError};

/// What a task needs for itself alone and can use again for the next one, such as the words
/// that it remembers. As many are made as tasks run at the same time, however the work is
/// shared out.
pub(crate) struct Spare<T, F> {
    kept: Mutex<Vec<T>>,
    make: F,
}

impl<T, F: Fn() -> T> Spare<T, F> {
    pub(crate) fn new(make: F) -> Spare<T, F> {
        Spare { kept: Mutex::default(), make }
    }

    /// Does a task with one of them, which nobody else has meanwhile.
    pub(crate) fn with<R>(&self, task: impl FnOnce(&mut T) -> R) -> R {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = kept().pop();
        let mut one = taken.unwrap_or_else(&self.make);
        let done = task(&mut one);
        kept().push(one);
        done
    }
}
