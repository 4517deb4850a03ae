use std::collections::BTreeMap;

use themata_text::CharSpan;

use crate::{CodingRow, Error};

/// What a file of brat standoff (`.ann`) says of a text beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standoff {
    /// A row for each marked stretch, with its place in the text beside the file in code
    /// points. Rows name neither a document nor a coder: those are the file's name and folder.
    pub rows: Vec<CodingRow>,
    /// How many stretches are made of several parts. Each is taken from the beginning of its
    /// first part to the end of its last.
    pub in_parts: usize,
    /// How many lines say something that is no coding: events, relations, equivalences,
    /// normalisations.
    pub left_out: usize,
}

/// Reads brat standoff: `T1`, type, start, end and words, notes (`#1`) as remarks, and an
/// attribute called `Valence` as the valence.
///
/// # Errors
///
/// If a line of a marked stretch cannot be read; the error says which.
///
/// Stenetorp, P. et al. (2012). brat: a web-based tool for NLP-assisted text annotation. *EACL
/// 2012 Demonstrations*, 102–107.
pub fn standoff(ann: &str) -> Result<Standoff, Error> {
    let ann = ann.trim_start_matches('\u{feff}');
    let mut standoff = Standoff::default();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (line, number) in ann.lines().zip(1u64..).filter(|(line, _)| !line.trim().is_empty()) {
        if line.starts_with('T') {
            let (id, row, in_parts) =
                stretch(line, number).ok_or_else(|| Error::standoff_line(number))?;
            places.insert(id, standoff.rows.len());
            standoff.rows.push(row);
            standoff.in_parts += usize::from(in_parts);
        }
    }
    // What is said of a stretch may stand before it.
    for line in ann.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('T')) {
        let taken = remark(line, &places, &mut standoff.rows);
        standoff.left_out += usize::from(taken.is_none());
    }
    Ok(standoff)
}

/// A line such as `T1 TAB LOC 10 14;20 25 TAB words`.
fn stretch(line: &str, number: u64) -> Option<(&str, CodingRow, bool)> {
    let mut columns = line.splitn(3, '\t');
    let id = columns.next()?.trim();
    let (code, places) = columns.next()?.trim().split_once(' ')?;
    let words = columns.next().unwrap_or_default();
    let mut parts = Vec::new();
    for part in places.split(';') {
        let (start, end) = part.trim().split_once(' ')?;
        parts.push((start.trim().parse::<u32>().ok()?, end.trim().parse::<u32>().ok()?));
    }
    let start = parts.iter().map(|part| part.0).min()?;
    let end = parts.iter().map(|part| part.1).max()?;
    let span = CharSpan::checked(start, end).filter(|span| !span.is_empty())?;
    let row = CodingRow {
        line: number,
        document: String::new(),
        quote: words.to_owned(),
        codes: vec![code.to_owned()],
        coder: None,
        valence: None,
        weight: None,
        memo: None,
        span: Some(span),
    };
    Some((id, row, parts.len() > 1))
}

/// Takes up a note on a stretch (`#1 TAB AnnotatorNotes T1 TAB words`) or its valence
/// (`A1 TAB Valence T1 barrier`).
fn remark(line: &str, places: &BTreeMap<&str, usize>, rows: &mut [CodingRow]) -> Option<()> {
    let mut columns = line.splitn(3, '\t');
    let id = columns.next()?;
    let mut about = columns.next()?.split(' ');
    let (kind, stretch) = (about.next()?, about.next()?);
    let row = rows.get_mut(*places.get(stretch)?)?;
    match id.chars().next()? {
        '#' => {
            let note = columns.next().unwrap_or_default().trim();
            row.memo = match row.memo.take() {
                None => Some(note.to_owned()).filter(|note| !note.is_empty()),
                Some(first) => Some(format!("{first}\n{note}").trim_end().to_owned()),
            };
        }
        'A' | 'M' if kind.eq_ignore_ascii_case("valence") => {
            row.valence = Some(about.next()?.to_owned());
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::standoff;

    #[test]
    fn stretches_notes_and_valence_are_read() {
        let read = standoff(
            "#1\tAnnotatorNotes T1\tlook again\nT1\tIT 4 10\trecord\nT2\tmoney 20 24;30 34\tno \
             funds\nA1\tValence T2 barrier\nR1\tOrg Arg1:T1 Arg2:T2\nE1\tMoney:T2\n\n",
        )
        .unwrap();
        let rows = &read.rows;
        assert_eq!((rows.len(), read.in_parts, read.left_out), (2, 1, 2));
        assert_eq!(rows[0].codes, ["IT"]);
        assert_eq!(rows[0].memo.as_deref(), Some("look again"));
        assert_eq!((rows[0].span.unwrap().start(), rows[0].line), (4, 2));
        assert_eq!((rows[1].span.unwrap().start(), rows[1].span.unwrap().end()), (20, 34));
        assert_eq!(rows[1].valence.as_deref(), Some("barrier"));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for line in ["T1\tIT 4\trecord", "T1", "T1\tIT 9 4\tx", "T1\tIT 4 4\t", "T1\tIT a b\tx"]
        {
            let error = standoff(&format!("T9\tIT 1 2\tx\n{line}\n")).unwrap_err();
            assert!(error.to_string().contains("line 2"), "{error}");
        }
    }
}
