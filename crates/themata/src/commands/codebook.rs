use std::path::PathBuf;

use clap::Subcommand;
use themata_project::codebook::{BookFormat, CodeTexts};

use super::count;
use crate::context::{Context, read, write};
use crate::exit::Stop;

/// The codebook: bring it in and out, look at it, change it
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Codebook,
}

#[derive(Subcommand, Debug)]
enum Codebook {
    /// Bring in a codebook, as TOML or CSV by the file's name
    ///
    /// New codes are added, known ones say what the file says, others stay as they are.
    #[command(after_help = "Example:\n  themata codebook import codebook.toml")]
    Import {
        /// The file; `-` for standard input, read as TOML
        file: PathBuf,
    },
    /// Write the codebook as a file, as TOML or CSV by the file's name
    #[command(after_help = "Example:\n  themata codebook export codebook.toml")]
    Export {
        /// The file; `-` for standard output, written as TOML
        file: PathBuf,
        /// The number of a frozen version; else the codebook as it stands
        #[arg(long, value_name = "N", default_value = "now", hide_default_value = true)]
        frozen: String,
        /// Replace the file if it exists
        #[arg(long)]
        force: bool,
    },
    /// Freeze the codebook as it stands, under the next number
    ///
    /// A round is coded with a frozen version, so that everyone codes with the same words.
    #[command(
        after_help = "Example:\n  themata codebook freeze --note \"after the second meeting\""
    )]
    Freeze {
        /// What is to be said of it
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        note: String,
    },
    /// List the frozen versions
    #[command(after_help = "Example:\n  themata codebook versions")]
    Versions,
    /// Show what changed from one version to another
    ///
    /// Added, retired, redefined, renamed, moved, merged and split codes; of those that were
    /// redefined or split the number of codings to re-read.
    #[command(after_help = "\
Examples:
  themata codebook diff 2 3
  themata codebook diff 3               (with the codebook as it stands)
  themata codebook diff 2 3 --codings   (the codings to re-read)")]
    Diff {
        /// The number of the earlier version
        from: String,
        /// The number of the later one, or `now`
        #[arg(default_value = "now", hide_default_value = true)]
        to: String,
        /// List the codings of redefined and split codes
        #[arg(long)]
        codings: bool,
    },
    /// List what a methodologist would remark on
    #[command(after_help = "Example:\n  themata codebook check")]
    Check,
    /// Show the codes as a tree, or all that is said of one
    #[command(after_help = "\
Examples:
  themata codebook show
  themata codebook show \"shared vision\"")]
    Show {
        /// The name of a code
        code: Option<String>,
    },
    /// Add a code
    #[command(after_help = "\
Example:
  themata codebook add \"data quality\" --under IT --definition \"Whether records are right.\"")]
    Add {
        /// The name
        name: String,
        /// The code or theme that it stands under
        #[arg(long, value_name = "CODE")]
        under: Option<String>,
        #[command(flatten)]
        texts: TextArgs,
    },
    /// Change what is said of a code
    #[command(after_help = "\
Example:
  themata codebook edit funding --do-not-use-when \"staff time is meant: use staffing\"")]
    Edit {
        /// The name of the code
        name: String,
        #[command(flatten)]
        texts: TextArgs,
    },
    /// Give a code another name; its codings stay with it
    #[command(after_help = "Example:\n  themata codebook rename money funding")]
    Rename {
        /// The name until now
        name: String,
        /// The name from now on
        new: String,
    },
    /// Put a code under another, or at the top
    #[command(after_help = "\
Examples:
  themata codebook move \"data quality\" --under IT
  themata codebook move governance --top")]
    Move {
        /// The name of the code
        name: String,
        /// The code or theme that it is to stand under
        #[arg(long, value_name = "CODE", required_unless_present = "top")]
        under: Option<String>,
        /// Put it at the top
        #[arg(long, conflicts_with = "under")]
        top: bool,
    },
    /// Merge a code into another, which takes over its codings and subcodes
    #[command(after_help = "Example:\n  themata codebook merge money funding")]
    Merge {
        /// The code that goes
        source: String,
        /// The code that takes over
        target: String,
    },
    /// Split a code: new codes are added where it stands, and it goes out of use
    ///
    /// Its codings stay with it. `codings list code:NAME` lists them, to be coded again one by
    /// one.
    #[command(
        after_help = "Example:\n  themata codebook split money --into grants --into salaries"
    )]
    Split {
        /// The name of the code
        name: String,
        /// The name of a new code; say it again for the others
        #[arg(long, value_name = "NAME", required = true)]
        into: Vec<String>,
    },
    /// Take a code out of use; its codings stay
    #[command(after_help = "Example:\n  themata codebook retire \"digital access\"")]
    Retire {
        /// The name of the code
        name: String,
    },
    /// Show what was done to the codebook, or to one code
    #[command(after_help = "Example:\n  themata codebook history funding")]
    History {
        /// The name of a code, also of one that was merged
        code: Option<String>,
    },
}

#[derive(clap::Args, Debug)]
struct TextArgs {
    /// The definition in a few words
    #[arg(long, value_name = "TEXT")]
    short: Option<String>,
    /// The definition in full
    #[arg(long, value_name = "TEXT")]
    definition: Option<String>,
    /// When to apply it
    #[arg(long, value_name = "TEXT")]
    use_when: Option<String>,
    /// When not to apply it
    #[arg(long, value_name = "TEXT")]
    do_not_use_when: Option<String>,
    /// A passage that it fits; say it again for several
    #[arg(long = "example", value_name = "TEXT")]
    examples: Vec<String>,
    /// A colour such as #2b6cb0
    #[arg(long)]
    colour: Option<String>,
    /// Whether coders may apply it
    #[arg(long, value_name = "true|false")]
    assignable: Option<bool>,
}

impl From<TextArgs> for CodeTexts {
    fn from(args: TextArgs) -> CodeTexts {
        CodeTexts {
            short: args.short,
            definition: args.definition,
            use_when: args.use_when,
            do_not_use_when: args.do_not_use_when,
            examples: args.examples,
            colour: args.colour,
            assignable: args.assignable,
        }
    }
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let mut project = match args.command {
        Codebook::Show { .. } => context.codings()?,
        _ => context.project()?,
    };
    match args.command {
        Codebook::Import { file } => {
            let bytes = read(&file)?;
            let format = BookFormat::of_name(&file.to_string_lossy());
            let imported = project.codebook_import(&context.session()?, &bytes, format)?;
            for remark in &imported.remarks {
                context.say(&format!("note: {remark}"));
            }
            context.say(&format!(
                "{} added, {} changed, {} as before",
                count(imported.added, "code"),
                imported.changed,
                imported.unchanged
            ));
            if !imported.missing.is_empty() {
                let names = imported.missing.join(", ");
                context.say(&format!("not in the file and kept as they are: {names}"));
            }
        }
        Codebook::Export { file, frozen, force } => {
            let format = BookFormat::of_name(&file.to_string_lossy());
            let text = project.codebook_export(format, &frozen)?;
            if file.as_os_str() == "-" {
                return context.print(&text);
            }
            write(&file, &text, force)?;
            context.say(&format!("codebook written to {}", file.display()));
        }
        Codebook::Check => context.show(&project.codebook_check()?)?,
        Codebook::Show { code: None } => context.show_found(&project.codebook_show()?)?,
        Codebook::Show { code: Some(code) } => {
            context.show(&project.codebook_show_code(&code)?)?;
        }
        Codebook::Add { name, under, texts } => {
            let session = context.session()?;
            project.codebook_add(&session, &name, under.as_deref(), &texts.into())?;
            context.say(&format!("added {name}"));
        }
        Codebook::Edit { name, texts } => {
            project.codebook_edit(&context.session()?, &name, &texts.into())?;
            context.say(&format!("changed {name}"));
        }
        Codebook::Rename { name, new } => {
            project.codebook_rename(&context.session()?, &name, &new)?;
            context.say(&format!("{name} is called {new} from now on"));
        }
        Codebook::Move { name, under, .. } => {
            project.codebook_move(&context.session()?, &name, under.as_deref())?;
            let to = under.map_or("at the top".to_owned(), |under| format!("under {under}"));
            context.say(&format!("{name} stands {to} from now on"));
        }
        Codebook::Merge { source, target } => {
            let merged = project.codebook_merge(&context.session()?, &source, &target)?;
            context.say(&format!(
                "{source} was merged into {target}: {} carried over, {} dropped because the same \
                 was said with {target} already",
                count(merged.carried, "coding"),
                merged.dropped
            ));
            if merged.joined > 0 {
                context.say(&format!(
                    "{} joined the one that {target} had for the same cell of the matrix; read \
                     what stands there now",
                    count(merged.joined, "summary")
                ));
            }
        }
        Codebook::Freeze { note } => {
            let number = project.codebook_freeze(&context.session()?, &note)?;
            context.say(&format!("the codebook is frozen as version {number}"));
        }
        Codebook::Versions => context.show(&project.codebook_versions()?)?,
        Codebook::Diff { from, to, codings: false } => {
            context.show_found(&context.codings()?.codebook_diff(&from, &to)?)?;
        }
        Codebook::Diff { from, to, codings: true } => {
            context.show_found(&context.codings()?.codebook_reread(&from, &to)?)?;
        }
        Codebook::Split { name, into } => {
            let codings = project.codebook_split(&context.session()?, &name, &into)?;
            context.say(&format!(
                "{name} was split into {} and is out of use; {} to be coded again",
                into.join(", "),
                count(codings, "coding")
            ));
        }
        Codebook::Retire { name } => {
            project.codebook_retire(&context.session()?, &name)?;
            context.say(&format!("{name} is out of use from now on; its codings stay"));
        }
        Codebook::History { code } => {
            context.show_found(&project.codebook_history(code.as_deref())?)?;
        }
    }
    Ok(())
}
