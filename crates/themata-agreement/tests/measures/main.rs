//! What the measures say: on published examples, on whole texts, where they say nothing, and
//! what holds on any ratings.

mod characters;
mod degenerate;
mod notation;
mod properties;
mod published;
