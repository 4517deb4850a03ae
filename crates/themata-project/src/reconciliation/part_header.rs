use themata_analysis::CoderJudged;
use themata_model::{AssignmentState, Round};
use themata_report::DossierPart;

use super::cells::{number, passage, text};
use super::material::{Material, Shared};
use crate::names::{count, list};
use crate::{AgreementUniverse, Cell, Failure, Table};

/// What was compared, and by which rules.
pub(super) fn part(material: &Material<'_>) -> Result<DossierPart, Failure> {
    let shared = material.shared;
    let names: Vec<String> =
        material.agreement.coders.iter().map(|coder| coder.name.clone()).collect();
    let mut words = vec![format!(
        "{} were judged by at least two of {}. Everything below is about these; what the coders \
         said is taken as it stands, and nothing here has changed it.",
        count(material.agreement.documents.len(), "document"),
        list(&names)
    )];
    if let [first, ..] = material.agreement.documents.as_slice()
        && material.agreement.documents.len() == 1
    {
        let name = shared.study.document(*first).map_or("", |document| document.name.as_str());
        words = vec![format!(
            "One document, {name}, was judged by at least two of {}. Everything below is about \
             it; what the coders said is taken as it stands, and nothing here has changed it.",
            list(&names)
        )];
    }
    if let Some(kept_back) = &shared.kept_back {
        words.push(format!("Not everything is compared here: {kept_back}."));
    }
    Ok(DossierPart {
        title: "What was compared".to_owned(),
        text: words,
        tables: vec![facts(material)?, coders(material), rounds(shared)]
            .into_iter()
            .filter(|table| !table.rows.is_empty())
            .collect(),
    })
}

fn facts(material: &Material<'_>) -> Result<Table, Failure> {
    let Material { shared, agreement, .. } = material;
    let mut table = Table::new(
        "header",
        "What the figures rest on",
        [text("what", "What"), passage("value", "Value")],
    );
    let mut fact = |what: &str, value: String| {
        table.push([Cell::text(what), Cell::text(value)]);
    };
    let (found, question) = (&shared.found, shared.question);
    let query = &shared.whole.query;
    fact("query", if query.is_empty() { "everything".to_owned() } else { query.clone() });
    fact(
        "documents",
        format!("{} of {} asked for", agreement.documents.len(), shared.whole.documents.len()),
    );
    if found.judged_by_one > 0 {
        fact("judged by one only", count(found.judged_by_one, "document"));
    }
    if found.blind > 0 {
        let documents = count(found.blind, "document");
        fact("kept back", format!("{documents}: a blind round goes on there"));
    }
    for (coder, documents) in &found.unfinished {
        fact("not finished", format!("{coder}: {}", count(*documents, "document")));
    }
    fact("codebook", codebook(shared)?);
    let unit = shared.unit.as_str();
    fact("unit", format!("{unit}; {} in all", count(agreement.units as usize, unit)));
    fact("universe", universe(question.universe).to_owned());
    fact(
        "overlaps",
        "codes may overlap: each is a yes-or-no question of its own; what one coder marked \
         twice with a code is marked once"
            .to_owned(),
    );
    fact(
        "missing and empty",
        "who finished a document, or coded in it where nothing was assigned, has judged all of \
         it, and what they left unmarked they judged not to apply; who has not is missing"
            .to_owned(),
    );
    if !question.discuss {
        fact("formulas", FORMULAS.to_owned());
        fact("seed", question.seed.to_string());
        fact("replicates", question.replicates.to_string());
    }
    fact("program", format!("Themata {}", env!("CARGO_PKG_VERSION")));
    fact("operation of the study", shared.view.head()?.to_string());
    table.definition =
        "The same study at the same operation, asked the same, gives the same report."
            .to_owned();
    Ok(table)
}

/// What the figures are called in `docs/methods`.
const FORMULAS: &str = "items: percent agreement (mean over units), positive and negative \
                        agreement, Cohen's or Conger's kappa, Krippendorff's alpha (nominal), \
                        AC1, PABAK; unitizing: |u-, u-, cu-, (k)u-alpha of 2016, gamma of 2015; \
                        sets: MASI, Jaccard, multi-valued alpha; intervals: cluster bootstrap \
                        by document, jackknife with fewer than ten";

fn universe(universe: AgreementUniverse) -> &'static str {
    match universe {
        AgreementUniverse::WholeText => {
            "whole text: every unit; that nobody marked one is agreement"
        }
        AgreementUniverse::CodedText => "coded text: the units that somebody marked",
    }
}

fn codebook(shared: &Shared<'_>) -> Result<String, Failure> {
    let book = &shared.study.codebook;
    let is_code = |code: &&themata_codebook::CodeIndex| book[**code].assignable;
    let codes = shared.asked.codes.iter().filter(is_code).count();
    let versions = shared.view.codebook_versions()?;
    let as_it_stands = match versions.last() {
        Some(last) if last.codebook == *book => format!("version {}", last.number),
        Some(last) => format!("changed since version {}", last.number),
        None => "never frozen".to_owned(),
    };
    Ok(format!("{}, {as_it_stands}", count(codes, "code")))
}

fn coders(material: &Material<'_>) -> Table {
    let mut table = Table::new(
        "coders",
        "Coders",
        [
            text("coder", "Coder"),
            number("documents", "Documents judged"),
            number("units", "Units judged"),
            number("codings", "Codings there"),
        ],
    );
    let compared = &material.agreement.documents;
    for CoderJudged { coder, documents, units } in material.comparison.judged() {
        let codings = material.shared.asked.codings.iter().filter(|coding| {
            coding.coder == coder.id && compared.binary_search(&coding.document).is_ok()
        });
        table.push([
            Cell::text(&coder.name),
            Cell::Count(documents),
            Cell::Count(units),
            Cell::from(codings.count()),
        ]);
    }
    table.definition = "Of the documents that are compared.".to_owned();
    table
}

/// The rounds that compared documents were coded in.
fn rounds(shared: &Shared<'_>) -> Table {
    let mut table = Table::new(
        "rounds",
        "Rounds",
        [
            text("round", "Round"),
            number("documents", "Documents compared"),
            text("codebook", "Codebook"),
            text("blind", "Blind"),
            number("finished", "Finished"),
            number("open", "Not finished"),
            number("excused", "Excused"),
        ],
    );
    for round in &shared.study.rounds {
        let of_round = shared.study.assignments_in(round.id);
        let mut documents: Vec<_> = of_round.iter().map(|one| one.document).collect();
        documents.dedup();
        documents.retain(|id| shared.found.documents.contains(id));
        if documents.is_empty() {
            continue;
        }
        let is = |state| of_round.iter().filter(|one| one.state == state).count();
        let open = of_round.iter().filter(|one| one.state.is_open()).count();
        table.push([
            Cell::text(&round.name),
            Cell::from(documents.len()),
            round
                .codebook_version
                .map_or(Cell::Empty, |number| Cell::text(format!("version {number}"))),
            Cell::text(blind(round)),
            Cell::from(is(AssignmentState::Finished)),
            Cell::from(open),
            Cell::from(is(AssignmentState::Excused)),
        ]);
    }
    table.definition = "Rounds with a compared document; assignments of all their documents, \
                        by how far they have come."
        .to_owned();
    table
}

fn blind(round: &Round) -> &'static str {
    match (round.blind, round.opened) {
        (true, true) => "opened early",
        (true, false) => "yes",
        (false, _) => "no",
    }
}
