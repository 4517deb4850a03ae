//! Tests across the crates, through what both front ends call. Those that need the program
//! itself are beside it, in `crates/themata/tests`.
