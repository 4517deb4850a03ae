pub(crate) mod material;

use std::collections::BTreeMap;

use themata_codebook::{CodeIndex, to_csv};
use themata_model::{Attribute, CodingId, DocumentId, Memo, Study, Transcript, Turn, Valence};
use themata_text::CharSpan;

/// A table of the tidy export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TidyTable {
    /// The file's name, such as `codings.csv`.
    pub name: &'static str,
    /// The table as CSV in UTF-8, its first line the names of the columns.
    pub csv: String,
}

/// Writes a study as tables in which every row is one observation: `codings.csv`,
/// `documents.csv`, `turns.csv`, `codebook.csv`, `coders.csv`, `sections.csv`, `speakers.csv`,
/// `memos.csv`. Of the memos, `on_codings` stand with the codings and `memos` in a table
/// of their own.
///
/// Positions are code points, half-open, in the document's text. The texts themselves are not
/// among the tables; the words of every excerpt and every turn are. An attribute whose name
/// `documents.csv` uses for a column of its own stands there as `attribute_` and its name.
#[must_use]
pub fn tidy_tables(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    on_codings: &BTreeMap<CodingId, String>,
    memos: &[Memo],
) -> Vec<TidyTable> {
    vec![
        TidyTable { name: "codings.csv", csv: codings(study, transcripts, on_codings) },
        TidyTable { name: "documents.csv", csv: documents(study) },
        TidyTable { name: "turns.csv", csv: turns(study, transcripts) },
        TidyTable { name: "codebook.csv", csv: to_csv(&study.codebook) },
        TidyTable { name: "coders.csv", csv: coders(study) },
        TidyTable { name: "sections.csv", csv: material::sections(study, transcripts) },
        TidyTable { name: "speakers.csv", csv: material::speakers(study, transcripts) },
        TidyTable { name: "memos.csv", csv: material::memos(study, transcripts, memos) },
    ]
}

fn codings(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    memos: &BTreeMap<CodingId, String>,
) -> String {
    let mut table = Table::new(&[
        "coding", "document", "start", "end", "turn", "speaker", "code", "theme", "coder",
        "valence", "weight", "quote", "memo",
    ]);
    let themes = themes(study);
    for coding in &study.codings {
        let (Some(document), Some(transcript)) =
            (study.document(coding.document), transcripts.get(&coding.document))
        else {
            continue;
        };
        let turn = turn_of(transcript, coding.span);
        let speaker = turn
            .and_then(|(_, turn)| document.version.speakers.get(turn.speaker? as usize))
            .map_or("", |speaker| speaker.name.as_str());
        let theme = themes.get(&coding.code).cloned().unwrap_or_default();
        let coder = study.coder(coding.coder).map_or("", |coder| coder.name.as_str());
        table.row([
            coding.id.to_string().as_str(),
            &document.name,
            &coding.span.start().to_string(),
            &coding.span.end().to_string(),
            &turn.map_or(String::new(), |(at, _)| (at + 1).to_string()),
            speaker,
            &study.codebook[coding.code].name,
            &theme,
            coder,
            coding.valence.map_or("", Valence::as_str),
            &coding.weight.map_or(String::new(), |weight| weight.to_string()),
            transcript.text.slice(coding.span).unwrap_or_default(),
            memos.get(&coding.id).map_or("", String::as_str),
        ]);
    }
    table.finish()
}

/// The titles of the themes that each code is in, joined.
pub(crate) fn themes(study: &Study) -> BTreeMap<CodeIndex, String> {
    let mut themes: BTreeMap<CodeIndex, Vec<String>> = BTreeMap::new();
    for theme in study.theme_codes() {
        for code in theme.codes {
            themes.entry(code).or_default().push(theme.title.clone());
        }
    }
    themes.into_iter().map(|(code, titles)| (code, titles.join("; "))).collect()
}

/// The first turn that a stretch touches, with its place.
pub(crate) fn turn_of(transcript: &Transcript, span: CharSpan) -> Option<(usize, &Turn)> {
    let at = transcript.turns.partition_point(|turn| turn.span.end() <= span.start());
    let turn = transcript.turns.get(at).filter(|turn| turn.span.overlaps(span))?;
    Some((at, turn))
}

fn documents(study: &Study) -> String {
    let mut columns = vec!["document", "source", "source_sha256", "version", "characters"];
    columns.extend(["words", "turns", "speakers"]);
    let attributes = Attribute::column_keys(&study.attributes, &columns);
    columns.extend(attributes.iter().map(String::as_str));
    let mut table = Table::new(&columns);
    for document in &study.documents {
        let version = &document.version;
        let mut names: Vec<&str> = Vec::new();
        for speaker in &version.speakers {
            // Two spellings of one name are one person.
            if !names.contains(&speaker.name.as_str()) {
                names.push(&speaker.name);
            }
        }
        let mut row = vec![
            document.name.clone(),
            version.source.name.clone(),
            version.source.hash.clone(),
            version.number.to_string(),
            version.len.to_string(),
            version.words.to_string(),
            version.turns.to_string(),
            names.join("; "),
        ];
        row.extend(study.attributes.iter().map(|attribute| {
            document.values.get(&attribute.id).map_or(String::new(), ToString::to_string)
        }));
        table.row(row.iter().map(String::as_str));
    }
    table.finish()
}

fn turns(study: &Study, transcripts: &BTreeMap<DocumentId, Transcript>) -> String {
    let mut table = Table::new(&[
        "document", "turn", "speaker", "start", "end", "start_ms", "end_ms", "words",
    ]);
    for document in &study.documents {
        let Some(transcript) = transcripts.get(&document.id) else { continue };
        for (number, turn) in (1..).zip(&transcript.turns) {
            let speaker = turn
                .speaker
                .and_then(|speaker| document.version.speakers.get(speaker as usize));
            let time = |ms: Option<u64>| ms.map_or(String::new(), |ms| ms.to_string());
            table.row([
                document.name.as_str(),
                &i32::to_string(&number),
                speaker.map_or("", |speaker| speaker.name.as_str()),
                &turn.span.start().to_string(),
                &turn.span.end().to_string(),
                &time(turn.start_ms),
                &time(turn.end_ms),
                transcript.text.slice(turn.span).unwrap_or_default(),
            ]);
        }
    }
    table.finish()
}

fn coders(study: &Study) -> String {
    let mut table = Table::new(&["coder", "kind"]);
    for coder in &study.coders {
        table.row([coder.name.as_str(), coder.kind.as_str()]);
    }
    table.finish()
}

/// A CSV table that is being written. Writing into memory cannot fail.
struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new(columns: &[&str]) -> Table {
        let mut table = Table { writer: csv::Writer::from_writer(Vec::new()) };
        table.row(columns.iter().copied());
        table
    }

    fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.writer.write_record(cells).expect("rows have as many cells as there are columns");
    }

    fn finish(self) -> String {
        let bytes = self.writer.into_inner().expect("memory takes all that is written");
        String::from_utf8(bytes).expect("texts in, text out")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::tidy_tables;

    #[test]
    fn attributes_do_not_take_the_names_of_other_columns() {
        let fixture = themata_testkit::fixture(
            "IT",
            "
//- P03 words:many Version:b site:04
NURSE: Hello.
",
        );
        let tables = tidy_tables(&fixture.study, &fixture.transcripts, &BTreeMap::new(), &[]);
        let columns = tables[1].csv.lines().next().unwrap();
        assert_eq!(
            columns,
            "document,source,source_sha256,version,characters,words,turns,speakers,\
             attribute_words,attribute_Version,site"
        );
    }

    #[test]
    fn a_coding_is_a_row() {
        let fixture = themata_testkit::fixture(
            "IT\n  shared care record",
            "
//- P03 site:04
NURSE: Hello.
NURSE: It \"never\" loads 🙂, ever.
       ^^^^^^^^^^^^^^^^^^ shared care record @ana barrier 80
                           ^^^^ shared care record @ana
",
        );
        let tables = tidy_tables(&fixture.study, &fixture.transcripts, &BTreeMap::new(), &[]);
        assert_eq!(
            tables[0].csv,
            "coding,document,start,end,turn,speaker,code,theme,coder,valence,weight,quote,memo\n\
             1,P03,7,25,2,NURSE,shared care record,IT,ana,barrier,80,\"It \"\"never\"\" loads 🙂\",\n\
             2,P03,27,31,2,NURSE,shared care record,IT,ana,,,ever,\n"
        );
        assert!(tables[1].csv.starts_with("document,source,source_sha256,version,characters"));
        assert!(tables[1].csv.contains(",NURSE,04\n"), "{}", tables[1].csv);
        assert_eq!(tables[4].csv, "coder,kind\nana,human\n");
    }
}
