//! What the columns of a survey are taken for, where nobody says so.

use crate::ColumnUse;
use crate::rows::fold;

use super::grid::Grid;
use super::head::Head;
use super::kinds::{Kind, are_unique, kind, samples};

/// A guess at a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) usage: ColumnUse,
    /// Whether it was left out because it tells who or where somebody is.
    pub(super) is_private: bool,
}

/// The columns of a survey, and what speaks for it being one.
pub(super) struct Guesses {
    pub(super) columns: Vec<Guess>,
    /// Whether the head is that of a program for surveys and of nothing else.
    pub(super) is_sure: bool,
    /// Whether a column names those who answered, or the first says when they did.
    pub(super) is_likely: bool,
}

/// Names of columns that name those who answered, the surest first.
const NAMES: [&str; 41] = [
    "respondent id",
    "respondent",
    "respondent no",
    "respondent number",
    "response id",
    "responseid",
    "participant id",
    "participant",
    "participants",
    "participant no",
    "participant number",
    "participant code",
    "record id",
    "study id",
    "subject id",
    "subject",
    "case id",
    "case",
    "case no",
    "case number",
    "person id",
    "interviewee",
    "interview id",
    "pseudonym",
    "pid",
    "id",
    "id no",
    "code",
    "no",
    "nr",
    "number",
    "index",
    "uuid",
    "teilnehmer",
    "teilnehmerin",
    "teilnehmende",
    "befragte",
    "fall",
    "répondant",
    "participante",
    "encuestado",
];

/// Those that anything may have that is counted.
const COUNTED: [&str; 7] = ["id no", "code", "no", "nr", "number", "index", "uuid"];

/// What tells who or where somebody is.
const PRIVATE: [&str; 32] = [
    "ipaddress",
    "ip address",
    "ip",
    "ipaddr",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "recipient last name",
    "recipient first name",
    "recipient email",
    "externalreference",
    "external reference",
    "external data reference",
    "locationlatitude",
    "locationlongitude",
    "location latitude",
    "location longitude",
    "email",
    "e mail",
    "email address",
    "e mail address",
    "first name",
    "last name",
    "surname",
    "full name",
    "phone",
    "phone number",
    "phonenumber",
    "telephone",
    "username",
    "deviceid",
    "redcap survey identifier",
];

/// What programs for surveys write next to the answers.
const MACHINERY: [&str; 68] = [
    "startdate",
    "start date",
    "enddate",
    "end date",
    "status",
    "response type",
    "progress",
    "duration in seconds",
    "finished",
    "recordeddate",
    "recorded date",
    "distributionchannel",
    "distribution channel",
    "collector id",
    "collectorid",
    "custom data 1",
    "submitdate",
    "date submitted",
    "lastpage",
    "last page",
    "startlanguage",
    "start language",
    "seed",
    "date started",
    "datestamp",
    "date last action",
    "refurl",
    "referrer url",
    "total time",
    "interviewtime",
    "start",
    "end",
    "start time",
    "completion time",
    "last modified time",
    "today",
    "subscriberid",
    "simserial",
    "imei",
    "device id",
    "id string",
    "submission time",
    "validation status",
    "notes",
    "submitted by",
    "version",
    "tags",
    "xform id string",
    "bamboo dataset id",
    "geolocation",
    "attachments",
    "formhub uuid",
    "meta instanceid",
    "meta instancename",
    "meta rootuuid",
    "rooturl",
    "redcap repeat instrument",
    "total points",
    "quiz feedback",
    "grade posted time",
    "points",
    "token",
    "user id",
    "userid",
    "q recaptchascore",
    "q relevantidduplicate",
    "q relevantidduplicatescore",
    "q relevantidfraudscore",
];

/// Columns by which the table of a program for surveys is known.
const SIGNS: [&[&str]; 8] = [
    &["responseid", "recordeddate"],
    &["response id", "ip address"],
    &["respondent id", "collector id"],
    &["start time", "completion time"],
    &["id", "submitdate"],
    &["response id", "date submitted"],
    &["uuid", "submission time"],
    &["record id", "redcap event name"],
];

/// Parts of headers that ask for words, however short the answers are.
const OPEN: [&str; 10] = [
    "comment",
    "specify",
    "explain",
    "describe",
    "in your own words",
    "elaborate",
    "tell us",
    "why",
    "kommentar",
    "commentaire",
];

/// Guesses what the columns of a table hold, if it is one of respondents.
pub(super) fn guess(grid: &Grid, head: &Head) -> Guesses {
    let folded: Vec<String> = head.names().into_iter().map(fold).collect();
    let has = |name: &str| folded.iter().any(|found| found == name);
    let is_form = folded.first().is_some_and(|first| {
        matches!(first.as_str(), "timestamp" | "zeitstempel" | "horodateur")
    });
    let is_signed = SIGNS.iter().any(|sign| sign.iter().all(|name| has(name)));
    let is_program = head.is_of_survey || is_form || is_signed;
    let samples = samples(grid, head.from, folded.len());
    let name = name(grid, head, &folded, &samples);
    let is_redcap = has("record id");
    let columns = head.columns.iter().enumerate().map(|(at, column)| {
        let folded = folded[at].as_str();
        let is_listed = |list: &[&str]| list.contains(&folded);
        let is_private = is_listed(&PRIVATE) || (is_signed && folded == "name");
        let usage = match () {
            () if Some(at) == name => ColumnUse::Name,
            () if is_private => ColumnUse::Ignored,
            () if is_program && is_listed(&MACHINERY) => ColumnUse::Ignored,
            () if is_program && (folded.ends_with(" complete") && is_redcap) => {
                ColumnUse::Ignored
            }
            () if is_program && column.name.starts_with('_') => ColumnUse::Ignored,
            () => by_cells(&column.title, &samples[at]),
        };
        // A column without a name is kept only if people wrote into it.
        let is_kept = column.is_named || usage == ColumnUse::Question;
        Guess { usage: if is_kept { usage } else { ColumnUse::Ignored }, is_private }
    });
    Guesses {
        columns: columns.collect(),
        is_sure: head.is_of_survey || is_signed,
        is_likely: is_form || name.is_some_and(|at| !COUNTED.contains(&folded[at].as_str())),
    }
}

/// The column that names those who answered: by its name, and because no two rows have the
/// same in it. Where respondents answer several times, no column may be so.
fn name(grid: &Grid, head: &Head, folded: &[String], samples: &[Vec<&str>]) -> Option<usize> {
    let found: Vec<usize> = NAMES
        .iter()
        .filter_map(|name| folded.iter().position(|found| found == name))
        .filter(|&at| !samples[at].is_empty() && kind(&samples[at]) != Kind::Said)
        .collect();
    let unique = found.iter().find(|&&at| are_unique(grid, head.from, at));
    let is_sure = |at: &&usize| !COUNTED.contains(&folded[**at].as_str());
    unique.or_else(|| found.iter().find(is_sure)).copied()
}

fn by_cells(title: &str, cells: &[&str]) -> ColumnUse {
    let asks = || {
        let lower = title.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        let starts = |part: &str| words.clone().any(|word| word.starts_with(part));
        OPEN.iter()
            .any(|part| if part.contains(' ') { lower.contains(part) } else { starts(part) })
    };
    let several = cells.iter().filter(|cell| cell.contains(char::is_whitespace)).count();
    match kind(cells) {
        Kind::Empty => ColumnUse::Ignored,
        Kind::Values => ColumnUse::Attribute,
        Kind::Said => ColumnUse::Question,
        Kind::Short if asks() => ColumnUse::Question,
        Kind::Short if title.ends_with(['?', '？', '؟']) && several * 2 >= cells.len() => {
            ColumnUse::Question
        }
        Kind::Choices | Kind::Short => ColumnUse::Attribute,
    }
}
