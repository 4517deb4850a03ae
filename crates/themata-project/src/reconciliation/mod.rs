//! The reconciliation report: how far coders agree, where they do not, what was decided.

mod cells;
mod material;
mod question;

mod part_coders;
mod part_codes;
mod part_confusion;
mod part_decisions;
mod part_diagnostics;
mod part_header;
mod part_headline;
mod part_kinds;
mod part_top;

use themata_model::Session;
use themata_report::{
    Dossier, DossierPart, Origin, dossier_json, dossier_markdown, dossier_page, workbook,
};

pub use question::{ReconciliationFormat, ReconciliationQuestion};

use crate::names::of_query;
use crate::view::View;
use crate::{Failure, Project};
use material::{Material, Shared};

impl Project {
    /// The reconciliation report in a format: what was compared, how far the coders agree, code
    /// by code and two by two, in what they differ and where, what to mind, and what was
    /// decided. Without coefficients it tells what there is to talk about.
    ///
    /// # Errors
    ///
    /// If the query is unsound, the study cannot be read, nothing can be compared, or a table is
    /// too long for a sheet; the failure says why and what to do.
    pub fn reconciliation_report(
        &mut self,
        session: &Session,
        question: &ReconciliationQuestion,
        format: ReconciliationFormat,
    ) -> Result<Vec<u8>, Failure> {
        let dossier = self.reconciliation(session, question)?;
        Ok(match format {
            ReconciliationFormat::Html => dossier_page(&dossier).into_bytes(),
            ReconciliationFormat::Markdown => dossier_markdown(&dossier).into_bytes(),
            ReconciliationFormat::Json => dossier_json(&dossier).into_bytes(),
            ReconciliationFormat::Workbook => {
                let tables: Vec<_> =
                    dossier.parts.iter().flat_map(|part| &part.tables).collect();
                workbook(&tables, &Origin::default()).map_err(Failure::new)?
            }
        })
    }

    /// What the reconciliation report holds, part by part, to be shown.
    ///
    /// # Errors
    ///
    /// If the query is unsound, the study cannot be read, or nothing can be compared.
    pub fn reconciliation(
        &mut self,
        session: &Session,
        question: &ReconciliationQuestion,
    ) -> Result<Dossier, Failure> {
        question.check()?;
        let kept_back = self.kept_back()?;
        let snapshot = self.snapshot()?;
        dossier(&snapshot, session, question, kept_back)
    }
}

fn dossier(
    view: &View<'_>,
    session: &Session,
    question: &ReconciliationQuestion,
    kept_back: Option<String>,
) -> Result<Dossier, Failure> {
    let shared = Shared::of(view, question, kept_back)?;
    let material = Material::of(&shared)?;
    let parts: Vec<DossierPart> = vec![
        part_header::part(&material)?,
        part_headline::part(&material),
        part_codes::part(&material),
        part_coders::part(&material),
        part_confusion::part(&material),
        part_kinds::part(&material),
        part_top::part(&material)?,
        part_diagnostics::part(&material),
        part_decisions::part(&material)?,
    ];
    let what = match question.discuss {
        true => "What the coders see differently",
        false => "Agreement and disagreement of the coders",
    };
    Ok(Dossier {
        title: format!("{}: reconciliation report", shared.study.title),
        subtitle: format!("{what}{}", of_query(&shared.asked.query)),
        date: format!(
            "State of {}, operation {}",
            session.now.strftime("%-d %B %Y"),
            view.head()?
        ),
        parts,
    })
}
