use themata_analysis::{Diagnostic, diagnostics, diagnostics_table};
use themata_report::DossierPart;

use super::material::Material;

/// What a reader should know before trusting anything above.
pub(super) fn part(material: &Material<'_>) -> DossierPart {
    let shared = material.shared;
    let judged = material.comparison.judged();
    let mut found: Vec<Diagnostic> = diagnostics(&material.agreement, &judged, &shared.found);
    if shared.question.discuss {
        found.retain(|one| !one.kind.is_of_coefficients());
    }
    let mut table = diagnostics_table(&found);
    if shared.question.discuss {
        table.definition = "What was looked for in how the coders marked. The thresholds are \
                            conventions."
            .to_owned();
    }
    let (text, tables) = match found.is_empty() {
        true => ("Nothing was noticed that one should be warned of.", Vec::new()),
        false => (
            "What bears on the meaning of all this, and what can be done about it.",
            vec![table],
        ),
    };
    DossierPart { title: "Diagnostics".to_owned(), text: vec![text.to_owned()], tables }
}
