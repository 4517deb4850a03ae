//! An invented study of integrated care at six sites.

use themata_analysis::{Cell, Column, Kind, Row, Table};
use themata_report::{
    CodeName, CodebookEntry, Excerpt, Exhibit, Fact, HeatMap, HeatRow, Method, Part, Report,
    Theme,
};

/// A name with its colour.
type Coloured = (&'static str, &'static str);

/// Themes with their colours, and under each its codes with theirs.
const THEMES: [(&str, &str, &[Coloured]); 5] = [
    (
        "Leadership",
        "#b06a77",
        &[
            ("visible clinical leadership", "#bd7783"),
            ("shared vision", "#9f5a68"),
            ("management support", "#b66f7c"),
            ("leadership turnover", "#97525f"),
        ],
    ),
    (
        "IT",
        "#8e7d3c",
        &[
            ("shared care record", "#9b8948"),
            ("data quality", "#7d6d2c"),
            ("digital access", "#94833f"),
        ],
    ),
    (
        "Culture",
        "#7c79b8",
        &[("professional identity", "#8986c6"), ("trust across organisations", "#6b68a6")],
    ),
    (
        "Resources",
        "#2f8f8f",
        &[("funding", "#3f9c9b"), ("staffing", "#1c7e7e"), ("time", "#369594")],
    ),
    (
        "Relationships",
        "#a87052",
        &[
            ("co-location", "#b57d5e"),
            ("communication", "#975f42"),
            ("role clarity", "#ae7557"),
        ],
    ),
];

const SITES: [&str; 6] = ["Site 01", "Site 02", "Site 03", "Site 04", "Site 05", "Site 06"];

/// Invented, but always the same.
fn count(row: usize, site: usize) -> u64 {
    let mixed = (row * 31 + site * 17 + row * site * 7) % 23;
    let strength = [1, 3, 1, 2, 1][row % 5];
    (mixed.saturating_sub(6) * strength) as u64
}

fn total(name: &str, cells: impl IntoIterator<Item = Cell>) -> Row {
    let cells = std::iter::once(Cell::text(name)).chain(cells).collect();
    Row { depth: 0, total: true, cells }
}

/// Codes under their themes, one column a site, and sums.
pub(crate) fn codes_by_site() -> Table {
    let sites = SITES
        .iter()
        .map(|site| Column::new(site.to_lowercase().replace(' ', "_"), *site, Kind::Count));
    let columns = std::iter::once(Column::new("code", "Theme and code", Kind::Text))
        .chain(sites)
        .chain([Column::new("total", "All sites", Kind::Count)]);
    let mut table = Table::new("codes-by-site", "Codings by theme, code and site", columns);
    let mut place = 0;
    let mut sums = [0; 7];
    for (theme, _, codes) in THEMES {
        let rows: Vec<Vec<u64>> = codes
            .iter()
            .map(|_| {
                place += 1;
                let mut row: Vec<u64> = (0..6).map(|site| count(place, site)).collect();
                row.push(row.iter().sum());
                row
            })
            .collect();
        let of_theme: Vec<u64> =
            (0..7).map(|site| rows.iter().map(|row| row[site]).sum()).collect();
        for (sum, count) in sums.iter_mut().zip(&of_theme) {
            *sum += count;
        }
        let cells = of_theme.into_iter().map(Cell::Count);
        table.push(std::iter::once(Cell::text(theme)).chain(cells));
        for ((code, _), row) in codes.iter().zip(rows) {
            let cells =
                std::iter::once(Cell::text(*code)).chain(row.into_iter().map(Cell::Count));
            table.rows.push(Row { depth: 1, total: false, cells: cells.collect() });
        }
    }
    table.rows.push(total("All codes", sums.map(Cell::Count)));
    table.definition =
        "Number of codings, each excerpt counted once a code; consensus coder; all \
                        24 documents of wave 1 and 2; a theme counts the codings of its codes."
            .to_owned();
    table
}

fn documents_by_site() -> Table {
    let columns = [
        Column::new("site", "Site", Kind::Text),
        Column::new("documents", "Documents", Kind::Count),
        Column::new("roles", "Who spoke", Kind::Text),
        Column::new("words", "Words", Kind::Count),
        Column::new("share", "Share of words", Kind::Share),
    ];
    let mut table = Table::new("documents-by-site", "Documents by site", columns);
    let words = [31_204, 28_410, 40_122, 12_960, 22_871, 19_033];
    let all: u64 = words.iter().sum();
    for (site, words) in SITES.iter().zip(words) {
        table.push([
            Cell::text(*site),
            Cell::Count(4),
            Cell::text("doctor, manager, nurse, social worker"),
            Cell::Count(words),
            Cell::share(words, all),
        ]);
    }
    let cells = [Cell::Count(24), Cell::Empty, Cell::Count(all), Cell::Number(1.0)];
    table.rows.push(total("All sites", cells));
    table.definition =
        "Documents and words of participants, interviewers' turns left out.".to_owned();
    table
}

fn agreement() -> Table {
    let columns = [
        Column::new("theme", "Theme", Kind::Text),
        Column::new("units", "Units", Kind::Count),
        Column::new("percent", "Per cent agreement", Kind::Share),
        Column::new("alpha", "Krippendorff's alpha", Kind::Measure),
        Column::new("low", "from", Kind::Measure),
        Column::new("high", "to", Kind::Measure),
    ];
    let mut table = Table::new("agreement", "Agreement of two coders by theme", columns);
    let rows = [
        ("Leadership", 412, 0.941, 0.812, 0.771, 0.849),
        ("IT", 412, 0.968, 0.874, 0.838, 0.905),
        ("Culture", 412, 0.902, 0.634, 0.571, 0.694),
        ("Resources", 412, 0.953, 0.841, 0.802, 0.877),
        ("Relationships", 412, 0.921, 0.702, 0.648, 0.751),
    ];
    for (theme, units, percent, alpha, low, high) in rows {
        table.push([
            Cell::text(theme),
            Cell::Count(units),
            Cell::Number(percent),
            Cell::Number(alpha),
            Cell::Number(low),
            Cell::Number(high),
        ]);
    }
    let none = || Cell::Undefined("neither coder used a code of this theme".to_owned());
    table.push([
        Cell::text("External policy"),
        Cell::Count(412),
        Cell::Number(1.0),
        none(),
        none(),
        none(),
    ]);
    table.definition =
        "Sentences coded by both coders blind to each other; nominal alpha with a \
                        95% bootstrap interval over documents (1\u{202f}000 draws)."
            .to_owned();
    table
}

fn co_occurrence() -> HeatMap {
    let codes: Vec<&str> =
        THEMES.iter().flat_map(|(_, _, codes)| codes.iter().map(|(name, _)| *name)).collect();
    let value = |a: usize, b: usize| {
        let (low, high) = (a.min(b), a.max(b));
        let mixed = (low * 13 + high * 29 + low * high * 3) % 19;
        (low != high).then_some(if mixed < 7 { 0.0 } else { mixed as f64 / 48.0 })
    };
    HeatMap {
        title: "How far codes share their excerpts".to_owned(),
        description: "Jaccard index of each pair of codes: excerpts with both over excerpts with \
                      either; 486 excerpts of 24 documents; consensus coder; codes in the order \
                      of the codebook."
            .to_owned(),
        kind: Kind::Measure,
        unit: String::new(),
        columns: codes.iter().map(|code| (*code).to_owned()).collect(),
        rows: codes
            .iter()
            .enumerate()
            .map(|(row, code)| HeatRow {
                name: (*code).to_owned(),
                depth: 0,
                values: (0..codes.len()).map(|column| value(row, column)).collect(),
            })
            .collect(),
    }
}

fn pairs() -> Table {
    let columns = [
        Column::new("code", "Code", Kind::Text),
        Column::new("other", "With", Kind::Text),
        Column::new("excerpts", "Excerpts with both", Kind::Count),
        Column::new("sites", "Sites", Kind::Count),
        Column::new("jaccard", "Jaccard", Kind::Measure),
        Column::new("lift", "Lift", Kind::Measure),
    ];
    let mut table = Table::new("pairs", "The strongest pairs", columns);
    let rows = [
        ("staffing", "time", 31, 6, 0.375, 3.104),
        ("co-location", "communication", 28, 5, 0.354, 4.820),
        ("shared care record", "trust across organisations", 19, 5, 0.271, 2.204),
        ("management support", "funding", 17, 4, 0.229, 1.912),
        ("role clarity", "professional identity", 12, 3, 0.188, 0.930),
    ];
    for (code, other, excerpts, sites, jaccard, lift) in rows {
        table.push([
            Cell::text(code),
            Cell::text(other),
            Cell::Count(excerpts),
            Cell::Count(sites),
            Cell::Number(jaccard),
            Cell::Number(lift),
        ]);
    }
    table.definition =
        "Excerpts that carry both codes; lift is how many times more often than if \
                        the codes were spread independently; strongest Jaccard index first."
            .to_owned();
    table
}

fn theme_by_site(theme: &str, place: usize) -> Table {
    let columns = [
        Column::new("site", "Site", Kind::Text),
        Column::new("documents", "Documents", Kind::Count),
        Column::new("excerpts", "Excerpts", Kind::Count),
        Column::new("share", "Share of excerpts", Kind::Share),
    ];
    let mut table = Table::new("theme-by-site", format!("{theme} by site"), columns);
    let counts: Vec<u64> = (0..6).map(|site| count(place + 2, site) * 2).collect();
    let all: u64 = counts.iter().sum();
    for (site, excerpts) in SITES.iter().zip(&counts) {
        let documents = (*excerpts).min(4);
        table.push([
            Cell::text(*site),
            Cell::Count(documents),
            Cell::Count(*excerpts),
            Cell::share(*excerpts, 120),
        ]);
    }
    table
        .rows
        .push(total("All sites", [Cell::Count(19), Cell::Count(all), Cell::share(all, 720)]));
    table.definition = format!(
        "Documents and excerpts with a code of {theme}; share of all excerpts of the site; \
         consensus coder."
    );
    table
}

fn code(name: &str) -> CodeName {
    let all = THEMES.iter().flat_map(|(_, _, codes)| codes.iter());
    let colour = all.clone().find(|(known, _)| *known == name).map(|(_, colour)| *colour);
    CodeName { name: name.to_owned(), colour: colour.map(str::to_owned) }
}

fn excerpt(text: &str, codes: &[&str], credit: &str) -> Excerpt {
    Excerpt {
        text: text.to_owned(),
        codes: codes.iter().map(|name| code(name)).collect(),
        credit: credit.to_owned(),
    }
}

fn themes() -> Vec<Theme> {
    let statements = [
        "Joined-up care starts where a clinician whom others respect changes their own practice first, and stalls where that person leaves.",
        "A record that opens in one place and not in another costs more trust than no shared record at all.",
        "People guard what they were trained to be; they loosen their grip once they have been let down less often than they feared.",
        "Staff and hours are spoken of together: what is missing is rarely money for the thing, mostly people to do it.",
        "Sitting in one room does what protocols were written to do.",
    ];
    let words = [
        vec![
            excerpt(
                "She did the first visits herself, on a bicycle. After that you could not very well say that it was beneath you.",
                &["visible clinical leadership", "shared vision"],
                "Nurse 2, site 01, interview",
            ),
            excerpt(
                "We have told the story of this service to four people with lanyards, and each of them drew the same circle on the same whiteboard.",
                &["leadership turnover"],
                "Manager 1, site 04, interview",
            ),
        ],
        vec![excerpt(
            "I can see that there is a letter. I cannot see the letter.\nAnd then you ring, and they read it to you, and you both feel foolish.",
            &["shared care record", "digital access"],
            "Doctor 1, site 03, interview",
        )],
        vec![excerpt(
            "They thought that we would close everything, and we thought that they would keep everyone. It took a winter to find out that neither was so.",
            &["trust across organisations", "professional identity"],
            "Social worker 1, site 02, focus group",
        )],
        vec![excerpt(
            "There is a budget line. There is nobody on it.",
            &["funding", "staffing"],
            "Manager 1, site 05, interview",
        )],
        vec![excerpt(
            "You turn your chair round. That is the whole referral form.",
            &["co-location", "communication"],
            "Nurse 1, site 06, interview",
        )],
    ];
    THEMES
        .iter()
        .enumerate()
        .zip(statements)
        .zip(words)
        .map(|(((place, (title, colour, codes)), statement), excerpts)| Theme {
            title: (*title).to_owned(),
            statement: statement.to_owned(),
            colour: Some((*colour).to_owned()),
            codes: codes.iter().map(|(name, colour)| CodeName::new(*name, *colour)).collect(),
            sites: Some(theme_by_site(title, place)),
            excerpt_count: Some(40 + place as u64 * 31),
            excerpts,
            counter_evidence: if place == 0 {
                vec![excerpt(
                    "Nobody leads it, and I think that is why it works.",
                    &["visible clinical leadership"],
                    "Doctor 2, site 06, interview",
                )]
            } else {
                Vec::new()
            },
        })
        .collect()
}

fn codebook() -> Vec<CodebookEntry> {
    let mut entries = Vec::new();
    for (theme, colour, codes) in THEMES {
        entries.push(CodebookEntry {
            code: CodeName::new(theme, colour),
            definition: format!(
                "What participants say about {} as it bears on joining up care.",
                theme.to_lowercase()
            ),
            ..CodebookEntry::default()
        });
        for (place, (name, colour)) in codes.iter().enumerate() {
            entries.push(CodebookEntry {
                code: CodeName::new(*name, *colour),
                depth: 1,
                definition: format!("A participant speaks of {name} as something that helped care to be joined up here or stood in its way."),
                use_when: "It is said of this programme, by somebody who was there or believes who was.".to_owned(),
                do_not_use_when: "It is only wished for, or said of another scheme without a bearing on this one.".to_owned(),
                examples: vec!["“It began with that, and it nearly ended with it.”".to_owned()],
                codings: Some(place as u64 * 700 + 41),
            });
        }
    }
    entries
}

/// The report with every part filled.
pub(crate) fn report() -> Report {
    let words = |text: &str| vec![text.to_owned()];
    let mut by_site = HeatMap::of(&codes_by_site());
    by_site.unit = "codings".to_owned();
    by_site.title = "Where each code is spoken of".to_owned();
    by_site.description =
        "Codings of each code in the documents of each site; consensus coder; \
                           24 documents; codes in the order of the codebook."
            .to_owned();
    Report {
        title: "Integrated care at six sites".to_owned(),
        subtitle: "What helps and what hinders organisations that look after the same people together".to_owned(),
        date: "State of 14 March 2026, codebook version 3, 1\u{202f}482 codings".to_owned(),
        summary: vec![
            "People at all six sites tell the same story in the same order: somebody went first, the others were allowed to follow, and then the records did not open. What helped is spoken of in persons and rooms; what hindered, in systems and hours.".to_owned(),
            "Leadership and relationships are the themes of the first wave. By the second they give way to staffing and time, most of all at sites 03 and 05.".to_owned(),
        ],
        study: Part {
            paragraphs: words("Interviews and focus groups with people who work in the programme were held at six sites in two waves, a year apart, and written out word for word."),
            facts: vec![
                Fact::new("Sites", "6"),
                Fact::new("Documents", "24: 22 interviews and 2 focus groups"),
                Fact::new("Participants", "31: 8 doctors, 11 nurses, 7 managers, 5 social workers"),
                Fact::new("Words", "154\u{202f}600"),
                Fact::new("Collected", "October 2024 to November 2025"),
            ],
            exhibits: vec![Exhibit::Table(documents_by_site())],
        },
        coding: Part {
            paragraphs: words("Two coders read every document; a third decided where they differed. A stretch is one or more sentences of a turn that make a point, and may carry several codes."),
            facts: vec![
                Fact::new("Codebook", "version 3: 15 codes in 5 themes"),
                Fact::new("Coders", "Ana, Ben; consensus by Chloe"),
                Fact::new("Codings", "1\u{202f}482 on 486 excerpts, 3.0 an excerpt"),
                Fact::new("Double coded", "24 of 24 documents"),
            ],
            exhibits: Vec::new(),
        },
        agreement: Part {
            paragraphs: vec![
                "The coders agree well on IT, Resources and Leadership, tolerably on Relationships, and too little on Culture for its codes to be compared between sites.".to_owned(),
                "Undefined means that neither coder used a code, so that there was nothing to agree on; it does not mean that they disagreed.".to_owned(),
            ],
            facts: Vec::new(),
            exhibits: vec![Exhibit::Table(agreement())],
        },
        sites: Part {
            paragraphs: words("Every theme occurs at every site. Which code of a theme is spoken of differs more between sites than between waves."),
            facts: Vec::new(),
            exhibits: vec![Exhibit::Table(codes_by_site()), Exhibit::HeatMap(by_site)],
        },
        co_occurrence: Part {
            paragraphs: words("Staffing and time are named in one breath at all six sites. Co-location goes with communication wherever it occurs."),
            facts: Vec::new(),
            exhibits: vec![Exhibit::HeatMap(co_occurrence()), Exhibit::Table(pairs())],
        },
        themes: themes(),
        method: Method {
            paragraphs: words("Excerpts belong to a theme when they carry one of its codes. All numbers count excerpts of the consensus coder unless something else is said."),
            definitions: vec![
                Fact::new("Coding", "A coder applied a code to an excerpt."),
                Fact::new("Krippendorff's alpha", "One minus the ratio of observed to expected disagreement; 1 is perfect agreement, 0 is what chance would give."),
                Fact::new("Jaccard index", "Excerpts with both codes over excerpts with either."),
            ],
        },
        codebook: codebook(),
        ..Report::default()
    }
}
