use crate::Error;

/// What was computed on several threads, if all of it could be, else the first fault in the order
/// of what was asked. Which thread comes upon a fault first is chance, and what is told must not be.
pub(crate) fn settled<T>(results: Vec<Result<T, Error>>) -> Result<Vec<T>, Error> {
    results.into_iter().collect()
}
