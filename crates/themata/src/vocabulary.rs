use std::path::Path;

use clap::{Args, ValueEnum};
use themata_project::{Failure, StopList, Who};

use crate::context::read;

/// Whose words count, as it is typed.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhoArg {
    /// Everyone but interviewers
    Participants,
    /// Interviewers alone
    Interviewers,
    /// Everyone
    All,
}

impl WhoArg {
    pub(crate) fn who(self) -> Who {
        match self {
            WhoArg::Participants => Who::Participants,
            WhoArg::Interviewers => Who::Interviewers,
            WhoArg::All => Who::All,
        }
    }
}

/// The options of every command that counts words.
#[derive(Args, Clone, Debug)]
pub(crate) struct CountArgs {
    /// Whose words count
    #[arg(long, value_enum, default_value = "participants")]
    who: WhoArg,
    /// Count all forms of a word as one: wait, waits, waiting
    #[arg(long)]
    pub(crate) by_stem: bool,
}

impl CountArgs {
    pub(crate) fn who(&self) -> Who {
        self.who.who()
    }
}

/// The stop words that `auto`, `none` or the name of a file means.
pub(crate) fn stop_list(argument: &str) -> Result<StopList, Failure> {
    match argument {
        "auto" => Ok(StopList::Auto),
        "none" => Ok(StopList::None),
        file => {
            let path = Path::new(file);
            let bytes = read(path).map_err(|failure| {
                failure.hint("`--stop-words` takes auto, none or a file with a word a line")
            })?;
            match String::from_utf8(bytes) {
                Ok(list) => Ok(StopList::Own(list.trim_start_matches('\u{feff}').to_owned())),
                Err(_) => Err(Failure::new(format!("{} is not text in UTF-8", path.display()))
                    .hint("save the list of stop words as UTF-8")),
            }
        }
    }
}
