//! What the analyses count, on studies small enough to count by hand, and on random ones
//! against definitions written out as loops.

mod across;
mod agreement;
mod asking;
mod association;
mod comparison;
mod cooccurrence;
mod cooccurrence_units;
mod crosstab;
mod disagreement_properties;
mod disagreements;
mod documents;
mod empty;
mod events;
mod frequencies;
mod one_fixture;
mod patterns;
mod properties;
mod random_study;
mod saturation;
mod stratified;
