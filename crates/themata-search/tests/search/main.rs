//! What is found, where, and what becomes of an index when things go wrong.

mod drawing;
mod finding;
mod folder;
mod languages;
mod properties;
mod syntax;
