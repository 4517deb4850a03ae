use std::io;

use rlimit::Resource;

use crate::context::Context;
use crate::exit::Stop;

/// Read one PDF from standard input and write its pages, for an import that runs apart
#[derive(clap::Args, Debug)]
pub(crate) struct Args {}

/// How much memory reading one PDF may take.
const MEMORY: u64 = 4 << 30;

/// How many seconds of computing reading one PDF may take.
const SECONDS: u64 = 60;

pub(crate) fn run(_: &Args, _: &Context) -> Result<(), Stop> {
    // Where the system knows no such limits, the patience of the import remains.
    let _ = rlimit::setrlimit(Resource::AS, MEMORY, MEMORY);
    let _ = rlimit::setrlimit(Resource::CPU, SECONDS, SECONDS);
    themata_project::import::answer_pages(io::stdin().lock(), io::stdout().lock())?;
    Ok(())
}
