//! The local workbench in the browser: studies opened, read and coded on a page that only this
//! machine can reach.
//!
//! * [`serve`] answers until it is told to stop. The only crate that names axum and tokio;
//!   nothing async leaves it.
//! * [`Options`] says where it listens, which study it opens, and how a `Session` is made.
//!
//! A page is HTML made here, with a few plain ES modules from `assets/`, all of it embedded.
//! Whatever is asked of a study is a function of `themata-project`; this crate turns requests
//! into calls and answers into pages. It listens on loopback, lets in whoever opened the
//! address that it was started with, and says nothing of a study in a log.

mod accounts;
mod app;
mod assets;
mod caller;
mod door;
mod guard;
mod live;
mod memory;
mod patient;
mod presence;
mod rights;
mod routes;
mod sealed;
mod server;
mod sought;
mod studies;
mod task;
mod trouble;
mod visitor;

mod layout;
mod pages;
mod table;
mod wording;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod specimen;

pub use app::{Options, SessionMaker, Team};
pub use server::{Invitations, serve};
