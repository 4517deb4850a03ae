use std::path::PathBuf;

use themata_project::{
    AgreementQuestion, AgreementUnit, CooccurrenceQuestion, CooccurrenceShape,
    CooccurrenceUnit, ExcerptQuestion, Failure, FrequencyMeasure, FrequencyQuestion, Layer,
    Level, Project, ReportQuestion, SAMPLE_NAME, Table,
};

use super::count;
use crate::context::{Context, write};
use crate::exit::Stop;
use crate::progress::Line;

/// Make a sample study and go the whole way with it
///
/// Nineteen invented interviews at six sites, coded by three coders: imported, coded, and
/// looked at by site. The study stays in this folder to try things on.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  themata demo")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, context: &Context) -> Result<(), Stop> {
    let study = PathBuf::from(format!("{SAMPLE_NAME}.themata"));
    let page = PathBuf::from(format!("{SAMPLE_NAME}-report.html"));
    for path in [&study, &page] {
        if path.exists() {
            return Err(Failure::new(format!("{} is here already", path.display()))
                .hint("go on with it: `themata documents`, `themata excerpts theme:IT site:04`")
                .hint("or go to another folder; nothing is overwritten")
                .into());
        }
    }
    let session = context.session()?;
    let line = Line::new(context, "importing");
    let reader = context.pdf_reader();
    let (mut project, made) = Project::demo(Some(&study), &session, reader, &|done, total| {
        line.update(done, total);
    })?;
    drop(line);
    context.say(&format!(
        "made {}: {}, {} and {} of three coders\n",
        study.display(),
        count(made.documents, "interview"),
        count(made.codes, "code"),
        count(made.codings, "coding")
    ));
    for table in tour(&mut project)? {
        context.show(&table)?;
        context.print("\n")?;
    }
    write(&page, project.report(&session, &ReportQuestion::default())?.html(), false)?;
    context.say(&format!("report written to {}", page.display()));
    context.say(
        "\ntry next:\n  themata show 04-nurse-w1 | less\n  themata excerpts theme:IT site:04\n  \
         themata cooccurrence --by site --strongest 10\n  themata agreement --unit character\n  \
         themata --help",
    );
    Ok(())
}

/// What a person wants to see first.
fn tour(project: &mut Project) -> Result<Vec<Table>, Failure> {
    let documents = project.documents_by("site")?;
    let mut themes = project.frequencies(&FrequencyQuestion {
        by: Some("site".to_owned()),
        beside: vec![FrequencyMeasure::Excerpts],
        ..FrequencyQuestion::default()
    })?;
    themes.rows.retain(|row| row.depth == 0);
    let mut together = project.cooccurrence(&CooccurrenceQuestion {
        query: String::new(),
        unit: CooccurrenceUnit::Overlap,
        case_attribute: None,
        layer: Layer::SameCoder,
        level: Level::Theme,
        by: Some("site".to_owned()),
        coefficients: false,
        shape: CooccurrenceShape::Strongest(6),
    })?;
    // What the tour shows must fit a terminal; the command itself shows all.
    let aside = [
        "n",
        "n1",
        "n2",
        "share_of_1",
        "share_of_2",
        "documents",
        "n1_meeting_2",
        "n2_meeting_1",
        "spans",
        "characters",
        "c",
        "c_remark",
    ];
    for key in aside {
        together.drop_column(key);
    }
    let mut agreement = project.agreement(&AgreementQuestion {
        query: String::new(),
        unit: Some(AgreementUnit::Turn),
        ..AgreementQuestion::default()
    })?;
    agreement.rows.retain(|row| row.depth == 0);
    let mut excerpts = project.excerpts(&ExcerptQuestion {
        query: "theme:IT theme:resources site:04 valence:barrier".to_owned(),
        limit: Some(3),
        ..ExcerptQuestion::default()
    })?;
    for key in ["document", "turn", "start", "end"] {
        excerpts.drop_column(key);
    }
    excerpts.title = "Where IT and resources meet at site 04".to_owned();
    Ok(vec![documents, themes, together, agreement, excerpts])
}
