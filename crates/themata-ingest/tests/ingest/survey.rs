//! Tables in which a row is somebody who answered.

use themata_ingest::{ColumnUse, Error, Options, Reading, Rows, Source, TableOptions, read};

use crate::notation::{no_engine, reading, sections, write};

fn with(source: &str, table: TableOptions) -> Result<Reading, Error> {
    let options = Options { table, ..Options::default() };
    read(Source { name: "a.csv", bytes: source.as_bytes() }, &options, &no_engine)
}

fn uses(columns: &[(&str, ColumnUse)]) -> TableOptions {
    let columns = columns.iter().map(|&(name, usage)| (name.to_owned(), usage)).collect();
    TableOptions { columns, ..TableOptions::default() }
}

/// The documents of a reading: name, attributes, and the transcript.
pub(crate) fn show(reading: &Reading) -> String {
    let documents = reading.documents.iter().map(|document| {
        let name = document.name.as_deref().unwrap_or("-");
        let known = document.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
        format!("{name}:{}\n{}", known.collect::<String>(), write(&document.transcript))
    });
    documents.collect::<String>().trim_end().to_owned()
}

/// What the columns were taken for.
pub(crate) fn columns(reading: &Reading) -> String {
    let table = reading.table.as_ref().expect("it is a table");
    let columns = table.columns.iter().map(|(name, usage)| format!("{name}={usage}"));
    format!("{}: {}", table.rows.as_str(), columns.collect::<Vec<_>>().join(", "))
}

#[track_caller]
fn check_columns(source: &str, expect: &str) {
    let reading = reading("a.csv", source.as_bytes()).expect("the source can be read");
    assert_eq!(columns(&reading), expect);
}

const WAVES: &str = "\
ID,Site,Wave,Staff,What helps people to come?,What gets in the way?
a1,Leeds,1,12,A warm room and a kettle.,\"The bus stops at six.
And nobody answers the phone.\"
a2,York,1,8,They know us by name here.,
a3,Bath,1,5,,
b1,Leeds,2,11,We call them the day before.,Too many forms for one visit.
";

#[test]
fn a_row_is_a_document_with_a_section_for_each_answer() {
    let reading = reading("a.csv", WAVES.as_bytes()).unwrap();
    let expect = "\
a1: Site=Leeds Wave=1 Staff=12
What helps people to come?
a1| A warm room and a kettle.
What gets in the way?
a1| The bus stops at six.
| And nobody answers the phone.
a2: Site=York Wave=1 Staff=8
What helps people to come?
a2| They know us by name here.
b1: Site=Leeds Wave=2 Staff=11
What helps people to come?
b1| We call them the day before.
What gets in the way?
b1| Too many forms for one visit.";
    assert_eq!(show(&reading), expect);
    assert_eq!(
        sections(&reading.documents[0].transcript),
        [
            "1? What helps people to come?| / A warm room and a kettle.",
            "1? What gets in the way?| / The bus stops at six. / And nobody answers the phone.",
        ]
    );
    assert_eq!(
        reading.diagnostics[0].about.as_deref(),
        Some("What helps people to come?, What gets in the way?")
    );
    let remarks: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        remarks,
        [
            "warning: a row was taken for a respondent, in 4 rows; name: 1; attributes: 3; open \
             questions: 2 [columns-guessed]",
            "note: row 4: this row holds no answer and was left out [row-without-answers]",
        ]
    );
}

/// The same form, filled in by fifteen sites in three waves.
#[test]
fn sites_and_waves_are_attributes() {
    let mut source = "Timestamp,Site,Wave,How did it go this time?\n".to_owned();
    for wave in 1..=3 {
        for site in 1..=15 {
            source.push_str(&format!(
                "2024-0{wave}-01 10:00,Site {site},{wave},In wave {wave} site {site} did well\n"
            ));
        }
    }
    let reading = reading("a.csv", source.as_bytes()).unwrap();
    assert_eq!(reading.documents.len(), 45);
    assert_eq!(
        columns(&reading),
        "respondents: Timestamp=attribute, Site=attribute, Wave=attribute, How did it go this \
         time?=question"
    );
    let named = uses(&[("site", ColumnUse::Name), ("WAVE", ColumnUse::Name)]);
    let reading = with(&source, named).unwrap();
    assert_eq!(reading.documents[44].name.as_deref(), Some("Site 15 3"));
    assert!(reading.diagnostics.iter().all(|remark| remark.id != "repeated-name"));
}

#[test]
fn names_are_made_unique_or_are_rows() {
    let source =
        "participant,why\n7,I came for the food\n7,I came for the talk\n,I was lost here";
    let reading = with(source, uses(&[("participant", ColumnUse::Name)])).unwrap();
    let names: Vec<_> = reading.documents.iter().map(|d| d.name.as_deref()).collect();
    assert_eq!(names, [Some("7"), Some("7 (2)"), Some("row 4")]);
    let found = reading.diagnostics.iter().find(|remark| remark.id == "repeated-name").unwrap();
    assert_eq!(
        (found.to_string().contains("row 3"), found.about.as_deref()),
        (true, Some("7"))
    );
}

#[test]
fn columns_are_told_apart_by_what_is_in_them() {
    let source = "\
id,age,town,agreement,ways,How was it?,Any comments,n
1,34,Leeds,Strongly agree,bus;car,It was all rather quick,fine,1
2,41,York,Somewhat agree,bus,Nobody told me what to do,no food,2
3,29,Bath,Strongly disagree,car;bike,Good but far too long,none,3
4,50,Ely,Neither agree nor disagree,bus;bike,no,ask first,4
5,33,Hull,Somewhat agree,bus;car,I would come again for sure,thanks,5
";
    check_columns(
        source,
        "respondents: id=name, age=attribute, town=attribute, agreement=attribute, \
         ways=attribute, How was it?=question, Any comments=question, n=attribute",
    );
}

#[test]
fn qualtrics() {
    let source = "\
StartDate,EndDate,Status,IPAddress,Progress,Finished,RecordedDate,ResponseId,RecipientLastName,LocationLatitude,UserLanguage,Q1,Q2
Start Date,End Date,Response Type,IP Address,Progress,Finished,Recorded Date,Response ID,Recipient Last Name,Location Latitude,User Language,Where do you work?,\"What would you
change?\"
\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",,,,,,,,,,,
2024-01-01 10:00,2024-01-01 10:09,IP Address,192.0.2.1,100,True,2024-01-01,R_1,,51.5,EN,Ward,The rota needs more slack
2024-01-02 10:00,2024-01-02 10:09,IP Address,192.0.2.2,100,True,2024-01-02,R_2,,51.5,EN,Clinic,Nothing that I can think of
";
    let reading = reading("a.csv", source.as_bytes()).unwrap();
    assert_eq!(
        show(&reading),
        "R_1: UserLanguage=EN Q1=Ward\nWhat would you change?\nR_1| The rota needs more slack\n\
         R_2: UserLanguage=EN Q1=Clinic\nWhat would you change?\nR_2| Nothing that I can think of"
    );
    let note =
        reading.diagnostics.iter().find(|remark| remark.id == "private-columns").unwrap();
    assert_eq!(
        (note.message.as_str(), note.about.as_deref()),
        (
            "columns that tell who or where somebody is were left out: 3",
            Some("IP Address, Recipient Last Name, Location Latitude")
        )
    );
    // A question is meant by its name and by its words.
    for name in ["q1", "where do you work?"] {
        let reading = with(source, uses(&[(name, ColumnUse::Question)])).unwrap();
        assert!(show(&reading).contains("Where do you work?\nR_1| Ward\n"));
    }
}

#[test]
fn surveymonkey() {
    let source = "\
Respondent ID,Collector ID,Start Date,IP Address,Email Address,What works?,Which do you use?,,
,,,,,Open-Ended Response,Phone,Post,Other (please specify)
101,9,01/02/2024,192.0.2.1,,The short visits work best,Phone,,
102,9,01/02/2024,192.0.2.2,,They always ring me back,,Post,by pigeon
";
    check_columns(
        source,
        "respondents: Respondent ID=name, Collector ID=ignore, Start Date=ignore, \
         IP Address=ignore, Email Address=ignore, What works?=question, Which do you use?: \
         Phone=attribute, Which do you use?: Post=attribute, Which do you use?: Other (please \
         specify)=question",
    );
}

#[test]
fn other_programs() {
    check_columns(
        "Timestamp,Email Address,Your role,What should we keep?\n\
         2024/05/31 10:00:01,x@example.org,Nurse,Keep the weekly meeting please\n",
        "respondents: Timestamp=attribute, Email Address=ignore, Your role=attribute, What \
         should we keep?=question",
    );
    check_columns(
        "ID,Start time,Completion time,Email,Name,What should we keep?\n\
         1,5/31/24 10:00,5/31/24 10:05,anonymous,,Keep the weekly meeting please\n",
        "respondents: ID=name, Start time=ignore, Completion time=ignore, Email=ignore, \
         Name=ignore, What should we keep?=question",
    );
    check_columns(
        "id,submitdate,lastpage,startlanguage,seed,G01Q01,G01Q02\n\
         1,2024-05-31 10:00:00,3,en,12345,Y,Keep the weekly meeting please\n",
        "respondents: id=name, submitdate=ignore, lastpage=ignore, startlanguage=ignore, \
         seed=ignore, G01Q01=attribute, G01Q02=question",
    );
    check_columns(
        "start,end,deviceid,site,keep,_id,_uuid,_submission_time,_status,__version__\n\
         2024-05-31,2024-05-31,ee:1,Leeds,Keep the weekly meeting please,17,u-1,2024-05-31,sent,v1\n",
        "respondents: start=ignore, end=ignore, deviceid=ignore, site=attribute, keep=question, \
         _id=name, _uuid=ignore, _submission_time=ignore, _status=ignore, __version__=ignore",
    );
    check_columns(
        "record_id,redcap_event_name,redcap_survey_identifier,site,keep,form_complete\n\
         1,baseline_arm_1,,2,Keep the weekly meeting please,2\n\
         1,follow_up_arm_1,,2,I would still keep the meeting,2\n",
        "respondents: record_id=name, redcap_event_name=attribute, \
         redcap_survey_identifier=ignore, site=attribute, keep=question, form_complete=ignore",
    );
}

#[test]
fn a_person_may_say_what_a_row_and_a_column_is() {
    let source = "speaker,text\nAnn,One is enough for me\nAnn,Two would be better still";
    let rows = Some(Rows::Respondents);
    let reading = with(source, TableOptions { rows, ..TableOptions::default() }).unwrap();
    assert_eq!(columns(&reading), "respondents: speaker=attribute, text=question");
    let table = uses(&[("text", ColumnUse::Question), ("speaker", ColumnUse::Name)]);
    let reading = with(source, table).unwrap();
    assert_eq!(reading.documents[1].name.as_deref(), Some("Ann (2)"));
    assert!(reading.diagnostics.iter().all(|remark| remark.id != "columns-guessed"));
    let table = uses(&[("who spoke", ColumnUse::Speaker), ("line", ColumnUse::Words)]);
    let reading = with("who spoke,line\nAnn,One.\nBo,Two.", table).unwrap();
    assert_eq!(write(&reading.documents[0].transcript), "Ann| One.\nBo| Two.\n");
    assert_eq!(columns(&reading), "turns: who spoke=speaker, line=words");
}

#[test]
fn a_column_that_is_not_there_is_an_error() {
    let error = with("id,why\n1,So that I can see", uses(&[("wy", ColumnUse::Question)]));
    let error = error.unwrap_err();
    assert_eq!(error.to_string(), "the table has no column of this name: wy");
    assert_eq!(error.hint(), Some("its columns are: id, why"));
    let names: Vec<String> = (0..30).map(|n| format!("{n}{}", "x".repeat(50))).collect();
    let source = format!("{}\n1", names.join(","));
    let error = with(&source, uses(&[("wy", ColumnUse::Question)])).unwrap_err();
    let hint = error.hint().unwrap();
    assert!(hint.ends_with("xxx…, 18 more") && hint.len() < 600, "{hint}");
}

#[test]
fn turns_are_not_taken_for_respondents() {
    for source in [
        "timestamp,speaker,text\n00:01,Ann,It was all rather quick\n00:05,Bo,Nobody told me so",
        "participant,text\nP1,It was all rather quick\nP2,Nobody told me so\nP1,Really now then",
        "Line,Text\n1,It was all rather quick\n2,Nobody told me so",
    ] {
        let reading = reading("a.csv", source.as_bytes()).unwrap();
        assert_eq!(reading.table.unwrap().rows, Rows::Turns, "{source}");
    }
    check_columns(
        "participant,text\nP1,It was all rather quick\nP2,Nobody told me so\nP3,Really now then",
        "respondents: participant=name, text=question",
    );
}

#[test]
fn a_list_of_codes_is_no_survey() {
    let source = "Code,Groundedness,Comment\nWaiting,12,\nAsking,3,\nBeing heard,5,What they say of it when asked\n";
    let error = reading("a.csv", source.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "the table has no column that holds the words");
    assert!(error.hint().unwrap().contains("--columns"));
}

#[test]
fn names_of_columns_cannot_fill_the_memory() {
    let mut source = format!("id,{}?\n", "long ".repeat(200_000));
    (0..2_000).for_each(|n| source.push_str(&format!("{n},so it goes row {n} as well\n")));
    let error = reading("a.csv", source.as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the names of the columns are too long to stand in every document"
    );
}

#[test]
fn rows_above_the_header_are_told() {
    let source = format!("Our survey,,,,\nMay,,,,\n{WAVES}");
    let reading = reading("a.csv", source.as_bytes()).unwrap();
    assert_eq!(
        reading.diagnostics[0].to_string(),
        "note: row 1: rows above the header were left out: 2 [rows-above-header-left-out]"
    );
}

/// Each row looked at in each of the columns would be 160 million looks, several times over.
#[test]
fn short_rows_below_a_wide_header_are_read_at_once() {
    let names: Vec<String> = (0..16_000).map(|n| format!("q{n}?")).collect();
    let mut source = format!("{}\n", names.join(","));
    (0..10_000).for_each(|n| source.push_str(&format!("so it goes row {n} as well\n")));
    let begun = std::time::Instant::now();
    let reading = reading("a.csv", source.as_bytes()).unwrap();
    assert_eq!(reading.documents.len(), 10_000);
    assert!(begun.elapsed().as_secs() < 20);
}
