use std::collections::BTreeSet;

use themata_analysis::{Frequencies, Row, SubjectKey, frequencies};
use themata_codebook::CodeIndex;
use themata_model::{EvidenceSide, Study, Theme};

use super::list::{number_cells, number_columns, numbers};
use super::theme_named;
use crate::ask::ask;
use crate::findings::{Words, cut_to};
use crate::names::count;
use crate::{Cell, Column, Credit, Failure, Kind, Project, Table};

/// A theme with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeShown {
    /// What it is called.
    pub title: String,
    /// What it states; empty if nothing was stated.
    pub statement: String,
    /// Its codes with definitions and numbers, by site where documents have one.
    pub members: Table,
    /// What speaks for it and against it, quoted and credited.
    pub evidence: Table,
    /// The codes that are in no theme.
    pub in_no_theme: Table,
}

impl Project {
    /// A theme: statement, codes, evidence and counter-evidence, and the codes in no theme.
    ///
    /// # Errors
    ///
    /// If there is no such theme, the credit names what no document has, or the study cannot
    /// be read.
    pub fn theme_show(
        &mut self,
        title: &str,
        credit: &Credit,
        words: Option<usize>,
    ) -> Result<ThemeShown, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, "")?;
        let study = &answer.study;
        credit.check(study)?;
        let theme = theme_named(study, title)?;
        let by = study.site_attribute().map(|site| site.id);
        let found = frequencies(study, &answer.asked, by, None)?;
        let quoted: BTreeSet<_> = theme.evidence.iter().map(|one| one.document).collect();
        let transcripts = snapshot.transcripts(quoted)?;
        let texts = Words { study, transcripts: &transcripts, credit };
        let key = SubjectKey::Theme(theme.id);
        let codes = study.theme_codes();
        let codes =
            codes.iter().find(|known| known.of == themata_model::ThemeOf::Made(theme.id));
        let codes = codes.map_or(&[][..], |known| &known.codes);
        let mut members = codes_table(
            "theme-members",
            &format!("Codes of {}", theme.title),
            study,
            &found,
            codes,
        );
        let total = found.rows.iter().find(|row| row.subject.key == key);
        if let Some(total) = total {
            let mut cells = vec![Cell::text("the theme"), Cell::Empty];
            cells.extend(number_cells(&found, Some(&total.overall)));
            cells.extend(total.groups.iter().map(|of| Cell::Count(of.excerpts)));
            members.rows.push(Row { depth: 0, total: true, cells });
        }
        let rest: Vec<CodeIndex> = study
            .codes_in_no_theme()
            .into_iter()
            .filter(|&code| numbers(&found).contains_key(&SubjectKey::Code(code)))
            .collect();
        Ok(ThemeShown {
            title: theme.title.clone(),
            statement: theme.statement.clone(),
            members,
            evidence: evidence(theme, texts, words),
            in_no_theme: codes_table("in-no-theme", "Codes in no theme", study, &found, &rest),
        })
    }
}

/// Codes with their definitions and numbers, and their excerpts site by site.
fn codes_table(
    name: &str,
    title: &str,
    study: &Study,
    found: &Frequencies,
    codes: &[CodeIndex],
) -> Table {
    let mut columns = vec![
        Column::new("code", "Code", Kind::Text),
        Column::new("definition", "Definition", Kind::Passage),
    ];
    columns.extend(number_columns(found));
    if let Some(by) = &found.by {
        let headings = by.keys().into_iter().zip(&by.groups);
        columns.extend(headings.map(|(key, group)| {
            Column::new(format!("{key}_excerpts"), by.heading(group), Kind::Count)
        }));
    }
    let mut table = Table::new(name, title, columns);
    for &code in codes {
        let of = &study.codebook[code];
        // The row of a code that is meant by itself, not of the group that it opens.
        let row = found.rows.iter().find(|row| {
            row.subject.key == SubjectKey::Code(code)
                && row.subject.level == themata_analysis::Level::Code
        });
        // A heading that was never applied, or a code that is out of use and was not either.
        let Some(row) = row else { continue };
        let definition = if of.short.is_empty() { &of.definition } else { &of.short };
        let mut cells = vec![Cell::text(&of.name), Cell::text(definition.trim())];
        cells.extend(number_cells(found, Some(&row.overall)));
        cells.extend(row.groups.iter().map(|of| Cell::Count(of.excerpts)));
        table.push(cells);
    }
    let by = found.by.as_ref().map_or("", |_| " Under each site are its excerpts.");
    table.definition = format!("{}{by}", found.definition);
    table
}

fn evidence(theme: &Theme, texts: Words<'_>, words: Option<usize>) -> Table {
    let mut table = Table::new(
        "evidence",
        format!("Evidence for and against {}", theme.title),
        [
            Column::new("number", "No.", Kind::Count),
            Column::new("side", "Side", Kind::Text),
            Column::new("words", "Words", Kind::Passage),
            Column::new("credit", "Credit", Kind::Text),
            Column::new("note", "Note", Kind::Passage),
            Column::new("document", "Document", Kind::Text),
            Column::new("turn", "Turn", Kind::Count),
            Column::new("start", "Start", Kind::Count),
            Column::new("end", "End", Kind::Count),
        ],
    );
    for side in EvidenceSide::ALL {
        for (number, one) in (1..).zip(&theme.evidence).filter(|(_, one)| one.side == side) {
            let quote = texts.of(one.document, one.span);
            let document = texts.study.document(one.document);
            let gone = || Cell::Undefined("the words have gone from the document".to_owned());
            let said = quote.as_ref().map(|quote| Cell::text(cut_to(&quote.words, words)));
            let turn = quote.as_ref().and_then(|quote| quote.turn);
            table.push([
                Cell::Count(number),
                Cell::text(side.as_str()),
                said.unwrap_or_else(gone),
                quote.map_or(Cell::Empty, |quote| Cell::Text(quote.credit)),
                one.note.as_ref().map_or(Cell::Empty, Cell::text),
                document.map_or(Cell::Empty, |document| Cell::text(&document.name)),
                turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
                Cell::Count(u64::from(one.span.start())),
                Cell::Count(u64::from(one.span.end())),
            ]);
        }
    }
    let of = |side| theme.evidence.iter().filter(|one| one.side == side).count();
    table.definition = format!(
        "{} for the theme and {} against it; the numbers are those by which one is removed.",
        count(of(EvidenceSide::For), "excerpt"),
        of(EvidenceSide::Against)
    );
    if !theme.evidence.is_empty() && of(EvidenceSide::Against) == 0 {
        table.remarks.push(
            "nothing is named that speaks against the theme: has it been looked for?"
                .to_owned(),
        );
    }
    table
}
