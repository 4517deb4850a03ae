use std::collections::BTreeMap;
use std::sync::Arc;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{
    AssignmentState, Change, Coder, CoderId, CoderKind, DocumentId, Draw, Round, Session, Study,
};
use themata_store::{Action, Snapshot};

use super::chance::{Chance, seed_of};
use super::draw::{Size, Stratum, deal, draw, strata};
use crate::ask::ask_of;
use crate::coders::coder;
use crate::names::{count, list, of_query};
use crate::view::seen_by;
use crate::{Failure, Project};

/// A round that is to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoundPlan {
    /// What it is called.
    pub name: String,
    /// The query whose documents are drawn from; empty for all of them.
    pub query: String,
    /// The number of the frozen version of the codebook that is coded with, if one is.
    pub codebook_version: Option<u32>,
    /// How many documents are drawn: `10%`, rounded up, or `20`; empty for all.
    pub sample: String,
    /// The names of the attributes by whose values the draw is stratified.
    pub stratify: Vec<String>,
    /// What the draw starts from; where it is not said one is made up and told.
    pub seed: Option<u64>,
    /// The names of those who code.
    pub coders: Vec<String>,
    /// How many of the coders code each document; `None` for all of them.
    pub per_document: Option<usize>,
    /// Whether coders see nobody else's codings until all of a document's are finished.
    pub blind: bool,
    /// Whether only to say what would be drawn.
    pub dry_run: bool,
}

/// A round that was made, or would be.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundMade {
    /// What it is called.
    pub name: String,
    /// What the draw started from, if anything was left to chance.
    pub seed: Option<u64>,
    /// What was drawn of each stratum, a row each.
    pub strata: Table,
    /// How many documents each coder has, a row each.
    pub coders: Table,
    /// On how many of the documents something is coded already, as far as whoever acts knows.
    pub coded: usize,
    /// The documents that were drawn, with who codes them, a row each.
    pub documents: Table,
    /// Whether it was recorded.
    pub recorded: bool,
}

impl Project {
    /// Draws documents, gives them to coders, and so makes a round.
    ///
    /// The draw follows from the seed: the same seed over the same documents with the same
    /// values draws the same ones and gives them to the same coders.
    ///
    /// # Errors
    ///
    /// If the name is taken, a coder, an attribute or the version of the codebook is not
    /// known, the query is unsound or holds in no document, more documents are wanted than
    /// there are, or a blind round has fewer than two coders. Nothing is changed then.
    pub fn round_new(
        &mut self,
        session: &Session,
        plan: &RoundPlan,
    ) -> Result<RoundMade, Failure> {
        let mut made = None;
        self.store.transact(session, |snapshot| {
            let drawn = Drawn::of(snapshot, session, plan)?;
            made = Some(drawn.made(plan));
            if plan.dry_run {
                return Ok(Action::default());
            }
            drawn.action(snapshot, plan)
        })?;
        made.ok_or_else(|| Failure::new("no round was made"))
    }
}

/// What is drawn for a round and who gets it.
struct Drawn {
    study: Arc<Study>,
    draw: Draw,
    coders: Vec<Coder>,
    strata: Vec<Stratum>,
    /// What was drawn of each stratum.
    drawn: Vec<Vec<DocumentId>>,
    dealt: BTreeMap<DocumentId, Vec<CoderId>>,
}

impl Drawn {
    fn of(
        snapshot: &Snapshot<'_>,
        session: &Session,
        plan: &RoundPlan,
    ) -> Result<Drawn, Failure> {
        let mut study = snapshot.study()?;
        seen_by(&mut study, session.coder.as_deref());
        free_name(&study, &plan.name)?;
        known_version(snapshot, plan.codebook_version)?;
        let coders = coders(&study, plan)?;
        let each = per_document(plan, coders.len())?;
        let mut attributes = Vec::new();
        for name in &plan.stratify {
            let id = crate::names::attribute(&study, name)?;
            if attributes.contains(&id) {
                return Err(Failure::new(format!("`{name}` is named twice in `--stratify`")));
            }
            attributes.push(id);
        }
        let size = Size::parse(&plan.sample)?;
        let answer = ask_of(study, snapshot, session.coder.as_deref(), &plan.query)?;
        let (study, from) = (answer.study, answer.asked.documents);
        if from.is_empty() {
            let failure = Failure::new(format!(
                "there are no documents{} to draw from",
                of_query(&answer.asked.query)
            ));
            return Err(failure.hint("`themata documents` lists those that there are"));
        }
        let size = size.of(from.len())?;
        let by_chance = size < from.len() || each < coders.len();
        let seed = plan.seed.or(by_chance.then(|| seed_of(session)));
        let mut chance = Chance::new(seed.unwrap_or_default());
        let strata = strata(&study, &from, &attributes);
        let mut drawn = draw(&strata, size, &mut chance);
        let ids: Vec<CoderId> = coders.iter().map(|coder| coder.id).collect();
        let dealt = deal(&drawn.concat(), &ids, each, &mut chance);
        drawn.iter_mut().for_each(|drawn| drawn.sort_unstable());
        let names = |id| study.attributes.iter().find(|a| a.id == id).map(|a| a.name.clone());
        let draw = Draw {
            query: answer.asked.query,
            size: plan.sample.trim().to_owned(),
            strata: attributes.into_iter().filter_map(names).collect(),
            seed,
            from: from.len() as u32,
        };
        Ok(Drawn { study, draw, coders, strata, drawn, dealt })
    }

    fn action(&self, snapshot: &Snapshot<'_>, plan: &RoundPlan) -> Result<Action, Failure> {
        let id = snapshot.next_ids()?.round;
        let round = Round {
            id,
            name: plan.name.trim().to_owned(),
            codebook_version: plan.codebook_version,
            blind: plan.blind,
            opened: false,
            draw: self.draw.clone(),
        };
        let summary = format!(
            "make the {}round `{}` of {} for {}",
            if plan.blind { "blind " } else { "" },
            round.name,
            count(self.dealt.len(), "document"),
            count(self.coders.len(), "coder")
        );
        let mut changes = vec![Change::Round { id, before: None, after: Some(round) }];
        for (&document, coders) in &self.dealt {
            changes.extend(coders.iter().map(|&coder| Change::Assignment {
                round: id,
                document,
                coder,
                before: None,
                after: Some(AssignmentState::Assigned),
            }));
        }
        Ok(Action { summary, changes, ..Action::default() })
    }

    fn made(&self, plan: &RoundPlan) -> RoundMade {
        RoundMade {
            name: plan.name.trim().to_owned(),
            seed: self.draw.seed,
            strata: self.strata_table(),
            coders: self.coders_table(),
            coded: self
                .dealt
                .keys()
                .filter(|&&id| !self.study.codings.on(id).is_empty())
                .count(),
            documents: self.documents_table(),
            recorded: !plan.dry_run,
        }
    }

    fn strata_table(&self) -> Table {
        let mut columns = self.stratum_columns();
        columns.push(Column::new("documents", "Documents", Kind::Count));
        columns.push(Column::new("drawn", "Drawn", Kind::Count));
        let mut table = Table::new("round-strata", "Drawn", columns);
        for (stratum, drawn) in self.strata.iter().zip(&self.drawn) {
            let mut cells = values(stratum);
            cells.extend([Cell::from(stratum.documents.len()), Cell::from(drawn.len())]);
            table.push(cells);
        }
        table.definition = sentence(&self.draw, self.dealt.len());
        table
    }

    fn coders_table(&self) -> Table {
        let mut table = Table::new(
            "round-coders",
            "Coders",
            [
                Column::new("coder", "Coder", Kind::Text),
                Column::new("documents", "Documents", Kind::Count),
            ],
        );
        for coder in &self.coders {
            let has = |coders: &&Vec<CoderId>| coders.contains(&coder.id);
            let documents = self.dealt.values().filter(has).count();
            table.push([Cell::text(&coder.name), Cell::from(documents)]);
        }
        let each = self.dealt.values().next().map_or(0, Vec::len);
        table.definition = match each == self.coders.len() {
            true => "All coders code all documents.".to_owned(),
            false => format!("Each document is coded by {each} of the coders."),
        };
        table
    }

    fn documents_table(&self) -> Table {
        let mut columns = vec![Column::new("document", "Document", Kind::Text)];
        columns.extend(self.stratum_columns());
        columns.push(Column::new("coders", "Coders", Kind::Text));
        let mut table = Table::new("round-documents", "Documents", columns);
        let mut rows: Vec<(DocumentId, &Stratum)> = self
            .strata
            .iter()
            .zip(&self.drawn)
            .flat_map(|(stratum, drawn)| drawn.iter().map(move |&id| (id, stratum)))
            .collect();
        rows.sort_by_key(|(id, _)| *id);
        for (id, stratum) in rows {
            let name = self.study.document(id).map_or("", |document| document.name.as_str());
            let mut cells = vec![Cell::text(name)];
            cells.extend(values(stratum));
            let names: Vec<&str> = self.dealt[&id]
                .iter()
                .filter_map(|&id| Some(self.study.coder(id)?.name.as_str()))
                .collect();
            cells.push(Cell::text(names.join(", ")));
            table.push(cells);
        }
        table.definition = sentence(&self.draw, self.dealt.len());
        table
    }

    fn stratum_columns(&self) -> Vec<Column> {
        let prefixed = |name: &String| match name.to_lowercase().as_str() {
            "document" | "documents" | "drawn" | "coders" => format!("attribute_{name}"),
            _ => name.clone(),
        };
        let names = self.draw.strata.iter();
        names.map(|name| Column::new(prefixed(name), name, Kind::Text)).collect()
    }
}

fn values(stratum: &Stratum) -> Vec<Cell> {
    let value = |value: &Option<String>| value.as_ref().map_or(Cell::Empty, Cell::text);
    stratum.values.iter().map(value).collect()
}

/// How documents were drawn, in a sentence by which it can be done again.
pub(super) fn sentence(draw: &Draw, drawn: usize) -> String {
    let from = count(draw.from as usize, "document");
    let which = of_query(&draw.query);
    if drawn as u64 == u64::from(draw.from) {
        return format!("All of {from}{which}.");
    }
    let asked = match draw.size.ends_with('%') {
        true => format!(" ({}, rounded up)", draw.size),
        false => String::new(),
    };
    let strata = match draw.strata.is_empty() {
        true => String::new(),
        false => format!(
            ", stratified by {}: in proportion by largest remainder, one of each stratum at \
             least where the size allows",
            list(&draw.strata)
        ),
    };
    let seed = draw.seed.map_or(String::new(), |seed| format!("; seed {seed}"));
    format!("{drawn} of {from}{which}{asked}{strata}, at random{seed}.")
}

/// Refuses a name that is none or another round's.
pub(super) fn free_name(study: &Study, name: &str) -> Result<(), Failure> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Failure::new("a round needs a name"));
    }
    match study.round_named(name) {
        Some(known) => {
            Err(Failure::new(format!("there is a round called `{}` already", known.name))
                .hint("choose another name; `themata round list` lists those that are taken"))
        }
        None => Ok(()),
    }
}

fn known_version(snapshot: &Snapshot<'_>, number: Option<u32>) -> Result<(), Failure> {
    let Some(number) = number else { return Ok(()) };
    let versions: Vec<String> =
        snapshot.codebook_versions()?.iter().map(|known| known.number.to_string()).collect();
    if versions.contains(&number.to_string()) {
        return Ok(());
    }
    let failure = Failure::new(format!("there is no version {number} of the codebook"));
    Err(match versions.is_empty() {
        true => failure.hint("none was frozen so far; leave `--codebook-version` out"),
        false => failure.hint(format!("there are: {}", list(&versions))),
    })
}

/// The coders of a round, in the order of their numbers, so that it makes no difference in
/// which order they are named.
fn coders(study: &Study, plan: &RoundPlan) -> Result<Vec<Coder>, Failure> {
    let mut coders: Vec<Coder> = Vec::new();
    for name in &plan.coders {
        let coder = coder(study, name)?;
        if coder.kind == CoderKind::Consensus {
            return Err(Failure::new(format!(
                "`{}` is what the others agreed on, and codes nothing",
                coder.name
            )));
        }
        if coders.contains(coder) {
            return Err(Failure::new(format!("`{}` is named twice", coder.name)));
        }
        coders.push(coder.clone());
    }
    if coders.is_empty() {
        return Err(Failure::new("a round needs coders").hint("say who: `--coders ana,ben`"));
    }
    if plan.blind && coders.len() < 2 {
        return Err(Failure::new("a blind round takes two coders, and one is named")
            .hint("say who: `--coders ana,ben`, or leave `--blind` out"));
    }
    coders.sort_by_key(|coder| coder.id);
    Ok(coders)
}

fn per_document(plan: &RoundPlan, coders: usize) -> Result<usize, Failure> {
    match plan.per_document {
        None => Ok(coders),
        Some(0) => Err(Failure::new("each document needs a coder")
            .hint("say how many: `--per-document 2`")),
        Some(each) if each > coders => Err(Failure::new(format!(
            "each document was to go to {each} coders, and {coders} {} named",
            if coders == 1 { "is" } else { "are" }
        ))),
        Some(each) => Ok(each),
    }
}

#[cfg(test)]
mod tests {
    use themata_model::{Change, CodebookVersion, Session};
    use themata_store::Action;

    use super::RoundPlan;
    use crate::{Failure, Project};

    #[test]
    fn a_frozen_version_of_the_codebook_is_named() {
        let session = |number| Session::fixed("ana", number);
        let mut project = Project::in_memory(&session(1), "Care", &["ana", "ben"]).unwrap();
        project
            .store
            .transact(&session(5), |snapshot| {
                let codebook = snapshot.codebook()?;
                let version = CodebookVersion {
                    number: 1,
                    by: None,
                    at: String::new(),
                    note: String::new(),
                    codebook,
                };
                let after = Some(Box::new(version));
                let changes = vec![Change::CodebookVersion { number: 1, before: None, after }];
                Ok::<_, Failure>(Action { changes, ..Action::default() })
            })
            .unwrap();
        let plan = |codebook_version| RoundPlan {
            name: "pilot".to_owned(),
            coders: vec!["ana".to_owned()],
            codebook_version: Some(codebook_version),
            ..RoundPlan::default()
        };
        let refused = project.round_new(&session(6), &plan(2)).unwrap_err();
        assert_eq!(refused.message, "there is no version 2 of the codebook");
        assert_eq!(refused.hints, ["there are: 1"]);
        // A version that is there is no fault; that there are no documents is.
        let refused = project.round_new(&session(6), &plan(1)).unwrap_err();
        assert_eq!(refused.message, "there are no documents to draw from");
    }
}
