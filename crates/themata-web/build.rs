//! The files of the page are embedded: the crate is built anew when one of them changes.

fn main() {
    #[allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
    {
        println!("cargo::rerun-if-changed=assets");
    }
}
