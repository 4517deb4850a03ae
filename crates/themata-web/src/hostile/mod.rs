//! Tests of what somebody could do to a workbench, or hand to it, who means it no good: words
//! that are markup, requests from elsewhere, files that never end.

#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

mod addresses;
mod blind;
mod bomb;
mod escaped;
mod guarded;
mod html;
mod limits;
mod roles;
mod strings;
mod study;
