use clap::Subcommand;
use themata_project::themes::{EvidenceFor, EvidenceSide, GroupsNow, NewTheme, ThemeEdit};
use themata_project::{Credit, ExcerptNamed, Failure, Format};

use super::count;
use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// What codes add up to: themes with statements, member codes, evidence and counter-evidence
///
/// Without a subcommand themes are listed. Until one of your own has codes, the top-level groups of
/// the codebook are themes, too; `themes from-codebook` makes them your own.
#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  themata themes
  themata themes --tree
  themata themes site:04 --format csv"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Themes>,
    #[command(flatten)]
    query: QueryArgs,
    /// Draw the thematic map: each theme with its codes under it, and those in no theme
    #[arg(long)]
    tree: bool,
}

#[derive(Subcommand, Debug)]
enum Themes {
    /// Make the top-level groups of the codebook into themes, to start from
    #[command(after_help = "Example:\n  themata themes from-codebook")]
    FromCodebook,
    /// Make a theme
    #[command(after_help = "\
Example:
  themata themes new \"Carried by people\" --codes \"shared vision,turnover\" \\
      --statement \"Where it works, it works through people who know each other.\"")]
    New {
        /// What it is called
        title: String,
        /// What it states
        #[arg(long, value_name = "WORDS", default_value = "")]
        statement: String,
        /// Its member codes; a member brings its subcodes along
        #[arg(long, value_name = "CODES", value_delimiter = ',')]
        codes: Vec<String>,
    },
    /// Change title, statement, members or place of a theme
    #[command(after_help = "\
Examples:
  themata themes edit \"Carried by people\" --add leadership --remove turnover
  themata themes edit IT --title \"Tools that do not talk\" --place 1")]
    Edit {
        /// The theme's title until now
        theme: String,
        /// Another title
        #[arg(long)]
        title: Option<String>,
        /// Another statement
        #[arg(long, value_name = "WORDS")]
        statement: Option<String>,
        /// Codes that become members
        #[arg(long, value_name = "CODES", value_delimiter = ',')]
        add: Vec<String>,
        /// Codes that are members no longer
        #[arg(long, value_name = "CODES", value_delimiter = ',')]
        remove: Vec<String>,
        /// Where it stands among the themes, counted from 1
        #[arg(long, value_name = "N")]
        place: Option<usize>,
    },
    /// Remove a theme; its codes and codings stay
    #[command(after_help = "Example:\n  themata themes remove IT --with-summaries")]
    Remove {
        /// The theme's title
        theme: String,
        /// Remove what the framework matrix says of it, too
        #[arg(long)]
        with_summaries: bool,
    },
    /// Show a theme: statement, codes by site, evidence and counter-evidence
    #[command(after_help = "\
Examples:
  themata themes show \"Carried by people\"
  themata themes show IT --only evidence --format csv")]
    Show {
        /// The theme's title
        theme: String,
        /// Only one of its tables; in formats for programs it is `members` if nothing is said
        #[arg(long, value_enum)]
        only: Option<Only>,
        /// How words are credited
        #[arg(long, value_name = "TEMPLATE")]
        credit: Option<String>,
        /// At most so many words of each excerpt
        #[arg(long, value_name = "N")]
        words: Option<usize>,
    },
    /// Say that an excerpt speaks for a theme or against it
    #[command(after_help = "\
Examples:
  themata themes evidence IT --for 112 --note \"from a site where it works\"
  themata themes evidence IT --against --document 04-nurse-w1 --quote \"it saves me an hour\"
  themata themes evidence IT --remove 2")]
    Evidence(EvidenceArgs),
}

#[derive(clap::Args, Debug)]
struct EvidenceArgs {
    /// The theme's title
    theme: String,
    /// It speaks for the theme: the number of a coding, or nothing beside `--quote`
    #[arg(long = "for", value_name = "CODING", num_args = 0..=1, group = "what")]
    speaks_for: Option<Option<u32>>,
    /// It speaks against the theme
    #[arg(long, value_name = "CODING", num_args = 0..=1, group = "what")]
    against: Option<Option<u32>>,
    /// Take the piece of evidence with this number away
    #[arg(long, value_name = "N", group = "what", conflicts_with_all = ["document", "note"])]
    remove: Option<usize>,
    /// The document that is quoted
    #[arg(long, value_name = "NAME", requires = "quote")]
    document: Option<String>,
    /// The words, as they stand there
    #[arg(long, value_name = "WORDS", requires = "document")]
    quote: Option<String>,
    /// The turn that is meant, where the words stand in several
    #[arg(long, value_name = "N", requires = "quote")]
    turn: Option<usize>,
    /// What is to be said of it
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    /// Its codes with definitions and numbers
    Members,
    /// What speaks for it and against it
    Evidence,
    /// The codes that are in no theme
    InNoTheme,
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    let Some(command) = args.command else {
        let (query, mut project) = (args.query.text(), context.codings()?);
        let table =
            if args.tree { project.theme_map(&query)? } else { project.themes(&query)? };
        return match args.tree {
            // The indent says it on paper; programs are told in words.
            true => context.show_brief(table, &["level"]),
            false => {
                let mut table = table;
                if context.format() == Format::Table {
                    table.drop_empty_columns();
                }
                context.show_found(&table)
            }
        };
    };
    match command {
        Themes::FromCodebook => {
            let made = context.project()?.themes_from_codebook(&context.session()?)?;
            context
                .say(&format!("{} made; `themes edit` makes them yours", count(made, "theme")));
        }
        Themes::New { title, statement, codes } => {
            let new = NewTheme { title, statement, codes };
            let (title, takes_over) =
                context.project()?.theme_new(&context.session()?, &new)?;
            context.say(&format!("the theme `{title}` is made"));
            if takes_over {
                say_groups_are_gone(context);
            }
        }
        Themes::Edit { theme, title, statement, add, remove, place } => {
            let edit =
                ThemeEdit { title, statement, add, remove, place, ..ThemeEdit::default() };
            if edit == ThemeEdit::default() {
                return Err(Failure::new("it was not said what is to be changed")
                    .hint("--title, --statement, --add, --remove or --place say it")
                    .into());
            }
            match context.project()?.theme_edit(&context.session()?, &theme, &edit)? {
                Some(edited) => {
                    context.say(&format!("the theme `{}` is changed", edited.title));
                    match edited.groups {
                        Some(GroupsNow::Gone) => say_groups_are_gone(context),
                        Some(GroupsNow::Back) => {
                            context.say("the groups of the codebook are themes again");
                        }
                        None => {}
                    }
                }
                None => context.say("it is so already"),
            }
        }
        Themes::Remove { theme, with_summaries } => {
            let session = context.session()?;
            let removed = context.project()?.theme_remove(&session, &theme, with_summaries)?;
            let with = match removed.summaries {
                0 => String::new(),
                1 => " with 1 summary".to_owned(),
                summaries => format!(" with {summaries} summaries"),
            };
            context.say(&format!(
                "the theme `{}` is removed{with}; themata undo brings it back",
                removed.title
            ));
        }
        Themes::Show { theme, only, credit, words } => {
            show(context, &theme, only, credit.as_deref(), words)?;
        }
        Themes::Evidence(args) => evidence(args, context)?,
    }
    Ok(())
}

fn show(
    context: &Context,
    theme: &str,
    only: Option<Only>,
    credit: Option<&str>,
    words: Option<usize>,
) -> Result<(), Stop> {
    let credit = credit.map(Credit::parse).transpose()?.unwrap_or_default();
    let mut shown = context.codings()?.theme_show(theme, &credit, words)?;
    let is_read = matches!(context.format(), Format::Table | Format::Markdown);
    if is_read {
        for key in ["document", "turn", "start", "end"] {
            shown.evidence.drop_column(key);
        }
        shown.evidence.drop_empty_columns();
    }
    let only = only.or((!is_read).then_some(Only::Members));
    match only {
        Some(Only::Members) => context.show(&shown.members),
        Some(Only::Evidence) => context.show(&shown.evidence),
        Some(Only::InNoTheme) => context.show(&shown.in_no_theme),
        None => {
            let heading = match context.format() {
                Format::Markdown => format!("## {}", shown.title),
                _ => shown.title.clone(),
            };
            let statement = match shown.statement.as_str() {
                "" => "(nothing is stated yet: `themata themes edit … --statement \"…\"`)",
                statement => statement,
            };
            context.print(&format!("{heading}\n\n{statement}\n\n"))?;
            context.show(&shown.members)?;
            if !shown.evidence.rows.is_empty() {
                context.print("\n")?;
                context.show(&shown.evidence)?;
            }
            if !shown.in_no_theme.rows.is_empty() {
                context.print("\n")?;
                context.show(&shown.in_no_theme)?;
            }
            Ok(())
        }
    }
}

fn evidence(args: EvidenceArgs, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    let session = context.session()?;
    if let Some(number) = args.remove {
        project.theme_evidence_remove(&session, &args.theme, number)?;
        context.say(&format!("piece of evidence {number} is removed from the theme"));
        return Ok(());
    }
    let (side, coding) = match (args.speaks_for, args.against) {
        (Some(coding), _) => (EvidenceSide::For, coding),
        (None, Some(coding)) => (EvidenceSide::Against, coding),
        (None, None) => {
            return Err(Failure::new("it was not said which way it speaks")
                .hint("`--for` or `--against`, with a coding's number or `--document` and `--quote`")
                .into());
        }
    };
    let excerpt = match (coding, args.document, args.quote) {
        (Some(number), None, None) => ExcerptNamed::Coding(number),
        (None, Some(document), Some(quote)) => {
            ExcerptNamed::Quote { document, quote, turn: args.turn }
        }
        (Some(_), ..) => {
            return Err(Failure::new("two excerpts are named: a coding and a quote")
                .hint("name one of them")
                .into());
        }
        (None, ..) => {
            return Err(Failure::new("it was not said which excerpt speaks")
                .hint("give a coding's number (`themata codings list`)")
                .hint("or quote it: `--document NAME --quote \"…\"`")
                .into());
        }
    };
    let new = EvidenceFor { theme: args.theme, side, excerpt, note: args.note };
    match project.theme_evidence(&session, &new)? {
        Some(number) => context
            .say(&format!("piece of evidence {number} speaks {} the theme", side.as_str())),
        None => context.say("it is so already"),
    }
    Ok(())
}

fn say_groups_are_gone(context: &Context) {
    context.say(
        "from now on the themes are those that you make; `themata themes from-codebook` makes \
         the groups of the codebook themes, too",
    );
}
