use std::io::{self, Write};
use std::process::ExitCode;

use themata_project::{Failure, FailureKind};

use crate::context::Context;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It could not be done.
    Failed(Failure),
    /// It was done, and the answer is no.
    No,
    /// Whoever read the output has read enough.
    PipeClosed,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failed(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::PipeClosed,
            _ => Stop::Failed(Failure::caused("the output could not be written", &error)),
        }
    }
}

/// Says why a command stopped, and with which code the program ends.
pub(crate) fn code(context: &Context, outcome: Result<(), Stop>) -> ExitCode {
    match outcome {
        Ok(()) | Err(Stop::PipeClosed) => ExitCode::SUCCESS,
        Err(Stop::No) => ExitCode::from(1),
        Err(Stop::Failed(failure)) => {
            // If standard error is closed too, there is nobody left to tell.
            let _ = tell(context, &failure);
            ExitCode::from(match failure.kind {
                FailureKind::Nothing => 1,
                FailureKind::Yours => 2,
                FailureKind::Ours => 70,
            })
        }
    }
}

fn tell(context: &Context, failure: &Failure) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    let (error, cause, hint) = match context.colours_talk() {
        true => ("\u{1b}[1;31merror:\u{1b}[0m", "caused by:", "\u{1b}[36mhint:\u{1b}[0m"),
        false => ("error:", "caused by:", "hint:"),
    };
    writeln!(stderr, "{error} {failure}")?;
    for text in &failure.causes {
        writeln!(stderr, "{cause} {text}")?;
    }
    for text in &failure.hints {
        writeln!(stderr, "{hint} {text}")?;
    }
    if failure.kind == FailureKind::Ours {
        writeln!(stderr, "{hint} this is a fault of the program; your study is as it was")?;
    }
    Ok(())
}

/// Makes a fault of the program end with code 70 and a sentence, instead of a trace.
pub(crate) fn explain_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or(String::new(), |place| {
            format!(" ({}, line {})", place.file(), place.line())
        });
        let mut stderr = io::stderr().lock();
        let _ = writeln!(stderr, "error: the program has a fault{place}");
        let _ = writeln!(stderr, "hint: your study is as it was before this command");
        std::process::exit(70);
    }));
}
