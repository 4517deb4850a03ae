use std::path::PathBuf;

use clap::Subcommand;
use themata_project::speakers::SpeakersChanged;
use themata_project::{Failure, SpeakerRole};

use super::{assigned, count, say_described};
use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;
use crate::reading::sheet;

/// Those who speak: what they are called, do and are
///
/// The transcript's own spelling of a name always stays beside the name that is given here.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Speakers,
}

#[derive(Subcommand, Debug)]
enum Speakers {
    /// List who speaks in which document, with turns, words and questions
    #[command(after_help = "\
Examples:
  themata speakers list
  themata speakers list site:04 --names
  themata speakers list --format csv > names.csv   (correct it, then `speakers import`)")]
    List {
        #[command(flatten)]
        query: QueryArgs,
        /// A row for each name, over all documents
        #[arg(long)]
        names: bool,
    },
    /// Give a speaker another name
    #[command(
        after_help = "Example:\n  themata speakers rename SPEAKER_00 Maria 'document:\"FG 1\"'"
    )]
    Rename {
        /// The name until now, or as the transcript spells it
        from: String,
        /// The name from now on
        to: String,
        #[command(flatten)]
        query: QueryArgs,
    },
    /// Make speakers of several names one person
    #[command(
        after_help = "Example:\n  themata speakers merge P12 'P 12' 'Participant 12' --into P12"
    )]
    Merge {
        /// The names
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
        /// The name from now on
        #[arg(long, value_name = "NAME")]
        into: String,
        /// Only in the documents that this query can hold in
        #[arg(long = "in", value_name = "QUERY", default_value = "")]
        query: String,
    },
    /// Say who asks and who is asked
    #[command(after_help = "Example:\n  themata speakers role Emma interviewer")]
    Role {
        /// The name
        name: String,
        /// interviewer, participant or none
        role: String,
        #[command(flatten)]
        query: QueryArgs,
    },
    /// Say what is known of a speaker: age, profession, site…
    #[command(after_help = "\
Examples:
  themata speakers set P12 age=61 profession=nurse --new
  themata speakers set P12 age= --in document:'FG 1'    (is not known any more)")]
    Set {
        /// The name
        name: String,
        /// Attributes with their values; `NAME=` takes a value away
        #[arg(required = true, value_name = "NAME=VALUE")]
        values: Vec<String>,
        /// Only in the documents that this query can hold in
        #[arg(long = "in", value_name = "QUERY", default_value = "")]
        query: String,
        /// Make the attributes that the study does not have
        #[arg(long)]
        new: bool,
    },
    /// Read a table: speaker, and document, name, role or attributes as wanted
    #[command(after_help = "Example:\n  themata speakers import focus-group.csv")]
    Import {
        /// A CSV file
        table: PathBuf,
    },
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    let session = context.session()?;
    let changed = match args.command {
        Speakers::List { query, names: false } => {
            return context.show_found(&project.speakers(&query.text())?);
        }
        Speakers::List { query, names: true } => {
            return context.show_found(&project.speaker_names(&query.text())?);
        }
        Speakers::Rename { from, to, query } => {
            project.rename_speaker(&session, &from, &to, &query.text())?
        }
        Speakers::Merge { names, into, query } => {
            project.merge_speakers(&session, &names, &into, &query)?
        }
        Speakers::Role { name, role: word, query } => {
            project.set_speaker_role(&session, &name, role(&word)?, &query.text())?
        }
        Speakers::Set { name, values, query, new } => {
            let values =
                values.iter().map(|value| assigned(value)).collect::<Result<Vec<_>, _>>()?;
            project.set_speaker_values(&session, &name, &values, new, &query)?
        }
        Speakers::Import { table } => project.import_speakers(&session, &sheet(&table)?)?,
    };
    say(&changed, context);
    Ok(())
}

fn role(word: &str) -> Result<Option<SpeakerRole>, Failure> {
    match SpeakerRole::from_word(word) {
        Some(role) => Ok(Some(role)),
        None if word.eq_ignore_ascii_case("none") => Ok(None),
        None => Err(Failure::new(format!("`{word}` is no role"))
            .hint("a speaker's role is interviewer, participant or none")),
    }
}

fn say(changed: &SpeakersChanged, context: &Context) {
    let (speakers, documents) = (changed.speakers, changed.documents);
    if speakers > 0 {
        context.say(&format!(
            "{} changed in {}",
            count(speakers, "speaker"),
            count(documents, "document")
        ));
    } else if changed.described.values + changed.described.cleared == 0 {
        context.say("nothing to change: it is so already");
    }
    if changed.described.values > 0 {
        context.say(&format!("{} set", count(changed.described.values, "value")));
    }
    if changed.described.cleared > 0 {
        context.say(&format!("{} taken away", count(changed.described.cleared, "value")));
    }
    say_described(&changed.described, context);
    for name in &changed.unknown {
        context.say(&format!("note: there is no {name}"));
    }
}
