use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use themata_project::CoderKind;

use super::count;
use crate::context::Context;
use crate::exit::Stop;

/// Those who code: people, the consensus, programs
///
/// Everyone's codings are kept apart. Who codes for the first time becomes a coder by that; add
/// coders beforehand to assign documents to them.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Coders,
}

#[derive(Subcommand, Debug)]
enum Coders {
    /// List the coders, with how much they have coded and what is still to do
    #[command(after_help = "Example:\n  themata coders list")]
    List,
    /// Add a coder
    #[command(after_help = "\
Examples:
  themata coders add ben
  themata coders add \"keyword search\" --kind machine")]
    Add {
        /// The name
        name: String,
        /// What kind of coder it is
        #[arg(long, default_value = "human", value_parser = PossibleValuesParser::new(
            CoderKind::ALL.map(CoderKind::as_str)))]
        kind: String,
    },
    /// Give a coder another name; the codings stay with it
    #[command(after_help = "Example:\n  themata coders rename ben benedikt")]
    Rename {
        /// The name until now
        name: String,
        /// The name from now on
        new: String,
    },
    /// Make two coders one: someone coded under two names
    #[command(after_help = "Example:\n  themata coders merge \"Ben K\" --into ben")]
    Merge {
        /// The name that goes
        name: String,
        /// The name that takes over
        #[arg(long, value_name = "NAME")]
        into: String,
    },
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    match args.command {
        Coders::List => context.show_found(&project.coders()?)?,
        Coders::Add { name, kind } => {
            // The parser has let only words through that stand for something.
            let kind = CoderKind::from_word(&kind).unwrap_or(CoderKind::Human);
            project.add_coder(&context.session()?, &name, kind)?;
            context.say(&format!("added the {} coder {}", kind.as_str(), name.trim()));
        }
        Coders::Rename { name, new } => {
            project.rename_coder(&context.session()?, &name, &new)?;
            context.say(&format!("{name} is called {new} from now on"));
        }
        Coders::Merge { name, into } => {
            let merged = project.merge_coders(&context.session()?, &name, &into)?;
            context.say(&format!(
                "{name} is {into} from now on: {} carried over, {} dropped because {into} had \
                 said the same",
                count(merged.carried, "coding"),
                merged.dropped
            ));
        }
    }
    Ok(())
}
