use clap::Subcommand;
use themata_project::saved_queries::how_much;

use crate::context::Context;
use crate::exit::Stop;
use crate::query::QueryArgs;

/// Keep queries under names, and see what a query means
///
/// A saved query is a part of other queries as query:NAME. It is read anew whenever it is
/// asked, so what it means follows the study.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Queries,
}

#[derive(Subcommand, Debug)]
enum Queries {
    /// Keep a query under a name
    #[command(after_help = "\
Examples:
  themata query save \"hard to reach\" 'site:04,05 NOT role:manager' --note \"for chapter 3\"
  themata excerpts 'query:\"hard to reach\" theme:IT'")]
    Save {
        /// The name
        name: String,
        #[command(flatten)]
        query: QueryArgs,
        /// What is to be said of it
        #[arg(long)]
        note: Option<String>,
        /// Put it in the place of the query of that name
        #[arg(long)]
        replace: bool,
    },
    /// List saved queries, with what they mean now
    #[command(after_help = "Example:\n  themata query list")]
    List,
    /// Show one saved query, part by part
    #[command(after_help = "Example:\n  themata query show \"hard to reach\"")]
    Show {
        /// The name
        name: String,
    },
    /// Give a saved query another name; queries that are made of it follow
    #[command(after_help = "Example:\n  themata query rename \"hard to reach\" rural")]
    Rename {
        /// The name until now
        name: String,
        /// The name from now on
        new: String,
    },
    /// Remove a saved query
    #[command(after_help = "Example:\n  themata query remove \"hard to reach\"")]
    Remove {
        /// The name
        name: String,
        /// Also if other saved queries are made of it
        #[arg(long)]
        force: bool,
    },
    /// Say in words what a query means, part by part, and where it can hold at all
    #[command(after_help = "\
Example:
  themata query explain 'code:it OVERLAPS code:culture \"data sharing\"'")]
    Explain(QueryArgs),
}

pub(crate) fn run(args: Args, context: &Context) -> Result<(), Stop> {
    match args.command {
        Queries::Save { name, query, note, replace } => {
            let (mut project, session) = (context.codings()?, context.session()?);
            let (query, note) = (query.text(), note.as_deref());
            let saved = project.query_save(&session, &name, &query, note, replace)?;
            let how = if saved.replaced { "replaced" } else { "saved" };
            let means = how_much(saved.codings, saved.places);
            context.say(&format!("{} is {how}; now it means {means}", name.trim()));
            for broken in &saved.broken {
                context.say(&format!("note: {broken} is made of it and cannot be asked now"));
            }
        }
        Queries::List => {
            let mut table = context.codings()?.queries()?;
            if context.format() == themata_project::Format::Table {
                table.drop_empty_columns();
            }
            context.show_found(&table)?;
        }
        Queries::Show { name } => context.show(&context.codings()?.query_show(&name)?)?,
        Queries::Rename { name, new } => {
            let followed = context.project()?.query_rename(&context.session()?, &name, &new)?;
            context.say(&format!("{name} is called {} from now on", new.trim()));
            if !followed.is_empty() {
                context.say(&format!("changed along: {}", followed.join(", ")));
            }
        }
        Queries::Remove { name, force } => {
            context.project()?.query_remove(&context.session()?, &name, force)?;
            context.say(&format!("{name} is removed"));
        }
        Queries::Explain(query) => {
            context.show(&context.codings()?.query_explain(&query.text())?)?;
        }
    }
    Ok(())
}
