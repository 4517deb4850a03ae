//! Draws each picture with 3, 30 and 300 sites, codes or interviews, invented from a seed, into
//! the folder that is its argument, to look at how it is set.

use std::path::Path;
use std::{fs, io};

use themata_analysis::{Fourfold, Kind, Stratified};
use themata_report::{
    BarPart, BarRow, Bars, Cloud, CloudWord, CodeLane, CodeLine, Forest, ForestRow,
    Heterogeneity, LineTurn, RatioEstimate, Saturation, SaturationBand, SaturationRun,
    SaturationStep, WordTree, bars, cloud, code_line, forest, saturation, word_tree,
};

fn main() -> io::Result<()> {
    let Some(folder) = std::env::args().nth(1) else {
        return Err(io::Error::other("say the folder that the pictures go into"));
    };
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let mut long = document(30);
    long.lanes.retain(|lane| lane.coder == "anna");
    long.lanes.truncate(8);
    long.title = "Interview 12: where the codes of one theme were applied".to_owned();
    fs::write(folder.join("code-line-long.svg"), code_line(&long))?;
    for size in [3, 30, 300] {
        for (name, svg) in [
            ("forest", forest(&sites(size))),
            ("bars", bars(&codes(size))),
            ("bars-diverging", bars(&barriers(size))),
            ("bars-stacked", bars(&shares(size))),
            ("saturation", saturation(&interviews(size))),
            ("code-line", code_line(&document(size))),
            ("cloud", cloud(&words(size, false))),
            ("cloud-groups", cloud(&words(size, true))),
            ("word-tree", word_tree(&followers(size))),
        ] {
            fs::write(folder.join(format!("{name}-{size:03}.svg")), svg)?;
        }
    }
    Ok(())
}

/// Numbers that look like chance and follow from a seed (Steele, Lea and Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to below 1.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.part() * bound as f64) as usize
    }

    /// About normal, with mean 0 and standard deviation 1.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.part()).sum::<f64>() - 6.0
    }
}

const CODES: [&str; 15] = [
    "shared vision",
    "leadership turnover",
    "time pressure",
    "trust in colleagues",
    "parents as partners",
    "funding",
    "training that came too late or was cut short by events",
    "data use",
    "autonomy",
    "החזון המשותף",
    "領導力",
    "workload 😓",
    "recognition",
    "conflict",
    "continuity",
];

fn code(place: usize) -> String {
    let name = CODES[place % CODES.len()];
    if place < CODES.len() {
        name.to_owned()
    } else {
        format!("{name} {}", place / CODES.len() + 1)
    }
}

fn sites(size: usize) -> Forest {
    let mut numbers = Numbers(7);
    let names = [
        "North Valley",
        "Harbour",
        "St. Mary’s College of Further Education and Training",
        "בית ספר הרצל",
        "Old Mill",
        "Riverside",
    ];
    let tables: Vec<Fourfold> = (0..size).map(|place| site(&mut numbers, place)).collect();
    let figures = Stratified::of(&tables);
    let rows = tables.iter().enumerate().map(|(place, counts)| ForestRow {
        name: names
            .get(place)
            .map_or_else(|| format!("Site {:03}", place + 1), |name| (*name).to_owned()),
        counts: *counts,
        weight: figures.weight(counts).ok(),
    });
    let common = figures.common.map(|common| RatioEstimate {
        value: common.value,
        low: common.low,
        high: common.high,
    });
    Forest {
        title: "Shared vision with trust in colleagues, by site".to_owned(),
        caption: format!(
            "Odds ratio of a paragraph having both codes; n = paragraphs of {size} sites, query: coder = consensus, in alphabetical order."
        ),
        strata: "sites".to_owned(),
        rows: rows.collect(),
        common_name: "Common (Mantel-Haenszel)".to_owned(),
        common: common.map_err(|undefined| undefined.to_string()),
        heterogeneity: Some(Heterogeneity {
            i_squared: figures.heterogeneity.ok().map(|of| of.i_squared),
            p: figures.homogeneity.ok().map(|of| of.tarone.p),
        }),
        most: 40,
    }
}

/// The paragraphs of a site. Two codes of which neither is in half of them meet about half as
/// often again as by chance; at some sites never, and at some the second is missing.
fn site(numbers: &mut Numbers, place: usize) -> Fourfold {
    let units = 12 + numbers.below(180) as u64;
    let mut share = || (units as f64 * (0.1 + 0.35 * numbers.part())) as u64;
    let (first, second) = (share(), if place % 13 == 4 { 0 } else { share() });
    let expected = (first * second) as f64 / units as f64;
    let met = (expected * (0.4 + 0.35 * numbers.normal()).exp()) as u64;
    let both = if place % 13 == 2 { 0 } else { met.min(first).min(second) };
    Fourfold::of_margins(both, first, second, units).unwrap_or_default()
}

fn codes(size: usize) -> Bars {
    let mut numbers = Numbers(11);
    let mut values: Vec<f64> =
        (0..size).map(|_| (numbers.part().powi(4) * 1_400.0).round()).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    let rows = values.iter().enumerate().map(|(place, value)| BarRow {
        name: code(place),
        depth: 0,
        values: vec![(place % 23 != 20).then_some(if place % 19 == 18 { 0.0 } else { *value })],
    });
    Bars {
        title: "How often each code was applied".to_owned(),
        caption: "Codings of the consensus in 42 interviews, query: all; most frequent first."
            .to_owned(),
        kind: Kind::Count,
        unit: "codings".to_owned(),
        named: "codes".to_owned(),
        parts: vec![BarPart { name: "codings".to_owned(), leftward: false }],
        rows: rows.collect(),
        most: 40,
    }
}

fn barriers(size: usize) -> Bars {
    let mut numbers = Numbers(13);
    let part = |name: &str, leftward| BarPart { name: name.to_owned(), leftward };
    let rows = (0..size).map(|place| BarRow {
        name: code(place),
        depth: u8::from(place % 5 > 0),
        values: (0..2).map(|_| Some((numbers.part().powi(3) * 90.0).round())).collect(),
    });
    Bars {
        title: "Barriers and facilitators by theme".to_owned(),
        caption: "Interviews in which the code was applied together with “barrier” or “facilitator” in a turn; n = 96 interviews, query: role = teacher; in the order of the codebook.".to_owned(),
        kind: Kind::Count,
        unit: "interviews".to_owned(),
        named: "codes".to_owned(),
        parts: vec![part("barrier", true), part("facilitator", false)],
        rows: rows.collect(),
        most: 40,
    }
}

fn shares(size: usize) -> Bars {
    let mut numbers = Numbers(17);
    let roles = match size {
        3 => 3,
        30 => 6,
        _ => 12,
    };
    let names =
        ["principals", "teachers", "counsellors", "parents", "students", "district staff"];
    let rows = (0..size).map(|place| {
        let parts: Vec<f64> = (0..roles).map(|_| numbers.part() + 0.05).collect();
        let sum: f64 = parts.iter().sum();
        BarRow {
            name: code(place),
            depth: 0,
            values: parts.iter().map(|part| Some(part / sum)).collect(),
        }
    });
    Bars {
        title: "Who speaks of what".to_owned(),
        caption: "Share of the codings of each code by role of the speaker; n = 6\u{202f}410 codings, query: all.".to_owned(),
        kind: Kind::Share,
        unit: String::new(),
        named: "codes".to_owned(),
        parts: (0..roles)
            .map(|place| BarPart { name: names.get(place).map_or_else(|| format!("group {}", place + 1), |name| (*name).to_owned()), leftward: false })
            .collect(),
        rows: rows.collect(),
        most: 40,
    }
}

fn interviews(size: usize) -> Saturation {
    let mut numbers = Numbers(19);
    let new: Vec<u64> = (0..size)
        .map(|place| {
            (26.0 * (-(place as f64) / 5.0).exp() * (0.4 + numbers.part())
                + numbers.part() * numbers.part() * 1.3) as u64
        })
        .collect();
    let total: u64 = new.iter().sum();
    let base: u64 = new.iter().take(4).sum();
    let band = (1..=size).map(|place| {
        let middle = total as f64 * (1.0 - (-(place as f64) / 7.0).exp())
            / (1.0 - (-(size as f64) / 7.0).exp());
        let wide = 0.18
            * total as f64
            * (1.0 - place as f64 / size as f64)
            * (1.0 - (-(place as f64)).exp());
        SaturationBand {
            low: (middle - wide).max(0.0),
            middle,
            high: (middle + wide).min(total as f64),
        }
    });
    let runs = (4..size.saturating_sub(1)).map(|from| SaturationRun {
        from,
        to: from + 2,
        share: Some((new[from] + new[from + 1]) as f64 / base as f64),
    });
    Saturation {
        title: "New codes by interview".to_owned(),
        caption: "Codes of the consensus by the interview in which they occur first, query: all; in the order of the interviews.".to_owned(),
        step: "interview".to_owned(),
        steps: new.iter().enumerate().map(|(place, new)| SaturationStep { name: format!("interview-{:03}", place + 1), new: *new }).collect(),
        band: band.collect(),
        band_name: "95% of 1\u{202f}000 random orders".to_owned(),
        base: (size > 4).then_some(4),
        runs: runs.collect(),
        threshold: (size > 5).then_some(0.05),
    }
}

fn document(size: usize) -> CodeLine {
    let mut numbers = Numbers(23);
    let length = match size {
        3 => 4_000,
        30 => 52_000,
        _ => 260_000,
    };
    let mut turns = Vec::new();
    let (mut at, mut second) = (0, 0);
    while at < length {
        let asks = turns.len() % 2 == 0;
        let long = if asks { 40 + numbers.below(160) } else { 120 + numbers.below(1_400) };
        let end = (at + long).min(length);
        let speaker =
            if asks { 0 } else { 1 + numbers.below(if size == 3 { 1 } else { size.min(8) }) };
        let time = format!("{}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
        turns.push(LineTurn { start: at, end, speaker: Some(speaker), time });
        second += long / 14;
        at = end;
    }
    let coders = ["anna", "ben"];
    let lanes = (0..size).map(|lane| {
        // Both coders of a code mostly agree, so both lanes begin from the same numbers.
        let mut own = Numbers(lane as u64 / 2 * 31 + 5);
        let number = 2 + own.below(6);
        let stretches = (0..number).map(|_| {
            let start = own.below(length - 60) + numbers.below(40);
            (start, (start + 30 + own.below(if size == 3 { 240 } else { 700 })).min(length))
        });
        CodeLane {
            code: code(lane / 2),
            coder: coders[lane % 2].to_owned(),
            colour: None,
            stretches: stretches.collect(),
        }
    });
    let mut speakers = vec!["Interviewer".to_owned()];
    speakers.extend(
        [
            "Principal",
            "Teacher A",
            "Teacher B",
            "Counsellor",
            "Parent",
            "Student",
            "District",
            "Nurse",
        ]
        .map(str::to_owned),
    );
    CodeLine {
        title: "Focus group 04: who coded what where".to_owned(),
        caption: format!(
            "{size} lanes: each code by each of two coders, query: document = fg04; codes in the order of the codebook."
        ),
        length,
        speakers,
        turns,
        lanes: lanes.collect(),
        most: 40,
    }
}

const STEMS: [&str; 30] = [
    "school",
    "vision",
    "teachers",
    "time",
    "principal",
    "students",
    "change",
    "support",
    "trust",
    "meeting",
    "district",
    "parents",
    "data",
    "goals",
    "team",
    "training",
    "leader",
    "community",
    "budget",
    "culture",
    "learning",
    "pressure",
    "together",
    "classroom",
    "feedback",
    "חזון",
    "領導",
    "workload",
    "turnover",
    "collaboration",
];

fn words(size: usize, groups: bool) -> Cloud {
    let mut numbers = Numbers(29);
    let words = (0..size).map(|place| {
        let stem = STEMS[place % STEMS.len()];
        CloudWord {
            word: if place < STEMS.len() {
                stem.to_owned()
            } else {
                format!("{stem} {}", STEMS[(place / STEMS.len() * 7 + place) % STEMS.len()])
            },
            count: (900.0 / (place as f64 + 1.6)) as u64 + 2 + numbers.below(4) as u64,
            group: groups.then(|| numbers.below(3)),
        }
    });
    Cloud {
        title: "Words of what was coded “shared vision”".to_owned(),
        caption: "Words in 412 coded passages of 42 interviews, query: code = shared-vision; without the 127 most common English words.".to_owned(),
        unit: "occurrences".to_owned(),
        groups: if groups { vec!["principals".to_owned(), "teachers".to_owned(), "parents".to_owned()] } else { Vec::new() },
        words: words.collect(),
        most: 120,
    }
}

fn followers(size: usize) -> WordTree {
    let mut numbers = Numbers(31);
    let steps: [&[&str]; 5] = [
        &["of", "for", "is", "that", "and", "was", "we", "because"],
        &["the", "our", "not", "always", "a", "this"],
        &["school", "district", "teachers", "principal", "whole staff", "children"],
        &["had", "is", "needed", "wrote", "and", "could"],
        &[
            "changed again",
            "to be heard",
            "nobody else did",
            "together in the first year",
            "",
            "for",
        ],
    ];
    let lines = (0..size).map(|_| {
        let words = steps.iter().map(|step| {
            let part = numbers.part();
            step[(part * part * step.len() as f64) as usize]
        });
        words.collect::<Vec<_>>().join(" ").split_whitespace().map(str::to_owned).collect()
    });
    WordTree {
        title: "What is said behind “the vision”".to_owned(),
        caption: "Words behind each place of the phrase up to the end of the sentence, in 42 interviews, query: role = teacher; without regard to capital letters.".to_owned(),
        root: "the vision".to_owned(),
        lines: lines.collect(),
        most: 36,
    }
}
