//! Rounds: who codes which documents, with which codebook, blind or not.

pub(crate) mod guard;
