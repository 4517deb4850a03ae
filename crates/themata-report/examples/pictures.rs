//! Draws each picture at three sizes, with invented numbers, into a folder, to look at.
//!
//! `pictures FOLDER` writes `network-30.svg` and others like it.

use std::path::Path;

use themata_analysis::Kind;
use themata_report::{
    Alluvial, AlluvialBlock, AlluvialFlow, AlluvialStage, Caption, ClusteredMap, Distance,
    Grid, Network, NetworkCode, NetworkPair, NetworkTheme, PanelGroup, Panels, alluvial,
    clustered_map, network, panels,
};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "pictures".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for size in [3, 30, 300] {
        let study = Study::of(size);
        let sites =
            [2, 6, 30][[3, 30, 300].iter().position(|known| *known == size).unwrap_or(0)];
        for (name, svg) in [
            ("pairs-triangle", clustered_map(&study.pairs(true))),
            ("pairs-square", clustered_map(&study.pairs(false))),
            ("table", clustered_map(&study.by_site(sites))),
            ("network", network(&study.network())),
            ("panels-bars", panels(&study.panels(sites, &[]))),
            ("panels-cells", panels(&study.panels(sites, &["2023", "2024", "2025"]))),
            ("alluvial", alluvial(&study.alluvial(false))),
            ("alluvial-three", alluvial(&study.alluvial(true))),
        ] {
            std::fs::write(folder.join(format!("{name}-{size}.svg")), svg)?;
        }
    }
    Ok(())
}

const THEMES: [&str; 8] = [
    "Leadership",
    "Records and data",
    "Culture",
    "Money and time",
    "Working together",
    "Patients and carers",
    "Policy",
    "Evidence",
];

/// Names of which some are hard to set.
const NAMES: [&str; 30] = [
    "shared vision",
    "leadership turnover",
    "funding",
    "trust across organisations",
    "data quality",
    "role clarity",
    "co-location",
    "digital access",
    "professional identity and its boundaries in teams",
    "time",
    "carer strain",
    "אמון הדדי (2)",
    "national targets",
    "staffing",
    "👩‍⚕️ clinical champions",
    "continuity",
    "الثقة بين الفرق",
    "audit & feedback",
    "<unclear>",
    "information governance",
    "local history",
    "協働",
    "informal networks",
    "workload",
    "contracts",
    "training",
    "patient voice",
    "transport",
    "pilot fatigue",
    "measuring what matters",
];

/// Invented codes with themes and sizes, always the same.
struct Study {
    names: Vec<String>,
    themes: Vec<usize>,
    codings: Vec<u64>,
}

/// A number from 0 to below 1 that looks like chance.
fn mixed(one: usize, two: usize) -> f64 {
    let mut mixed =
        (one as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (two as u64 + 7) << 17;
    for _ in 0..3 {
        mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    }
    (mixed >> 11) as f64 / (1u64 << 53) as f64
}

impl Study {
    fn of(size: usize) -> Study {
        let name = |code: usize| match code / NAMES.len() {
            0 => NAMES[code].to_owned(),
            round => format!("{} {}", NAMES[(code * 7 + round) % NAMES.len()], round + 1),
        };
        let themes = THEMES.len().min(size.div_ceil(2));
        Study {
            names: (0..size).map(name).collect(),
            themes: (0..size).map(|code| (code * 5 + code / 7) % themes).collect(),
            codings: (0..size)
                .map(|code| (3.0 + 240.0 * mixed(code, 1).powi(3)) as u64)
                .collect(),
        }
    }

    fn caption(&self, title: &str, description: &str) -> Caption {
        Caption {
            title: format!("{title}, {} codes", self.names.len()),
            description: description.to_owned(),
            n: Some(self.codings.iter().sum()),
            unit: "codings".to_owned(),
            query: "role = \"manager\" and not wave = 1".to_owned(),
        }
    }

    /// Invented, larger within a theme, and often nothing.
    fn coefficient(&self, one: usize, two: usize) -> f64 {
        let (one, two) = (one.min(two), one.max(two));
        let alike = self.themes[one] == self.themes[two];
        let chance = mixed(one * 331 + two, 5);
        let is_nothing = mixed(one * 331 + two, 6) < if alike { 0.2 } else { 0.7 };
        let is_alone = one % 11 == 4 || two % 11 == 4;
        if (is_nothing || is_alone) && self.names.len() > 3 {
            return 0.0;
        }
        chance.powi(2) * if alike { 0.55 } else { 0.2 }
    }

    fn pairs(&self, triangle: bool) -> ClusteredMap {
        let all = 0..self.names.len();
        let row = |one| all.clone().map(|two| Some(self.coefficient(one, two))).collect();
        ClusteredMap {
            caption: self.caption(
                "Codes that occur together",
                "Jaccard's index of each two codes, counting paragraphs in which any coder \
                 applied both.",
            ),
            kind: Kind::Measure,
            grid: Grid::Pairs {
                names: self.names.clone(),
                values: all.clone().map(row).collect(),
                distance: Distance::OneMinusValue,
                triangle,
            },
        }
    }

    fn at_site(&self, code: usize, site: usize) -> Option<f64> {
        let emphasis = mixed(self.themes[code] * 17 + site, 3);
        let count = self.codings[code] as f64 * emphasis * mixed(code * 61 + site, 2) / 3.0;
        (mixed(code * 61 + site, 9) > 0.03).then_some(count.floor())
    }

    fn by_site(&self, sites: usize) -> ClusteredMap {
        let row = |code| (0..sites).map(|site| self.at_site(code, site)).collect();
        ClusteredMap {
            caption: self.caption("Codes by site", "Codings of each code at each site."),
            kind: Kind::Count,
            grid: Grid::Table {
                rows: self.names.clone(),
                columns: (0..sites).map(|site| format!("Site {:02}", site + 1)).collect(),
                values: (0..self.names.len()).map(row).collect(),
            },
        }
    }

    fn network(&self) -> Network {
        let all = self.names.len();
        let pairs = (0..all).flat_map(|one| {
            (one + 1..all).map(move |two| NetworkPair {
                one,
                two,
                coefficient: self.coefficient(one, two),
            })
        });
        let code = |code: usize| NetworkCode {
            name: self.names[code].clone(),
            codings: self.codings[code],
            theme: (code % 13 != 6).then_some(self.themes[code]),
        };
        Network {
            caption: self.caption(
                "Codes that occur together",
                "Codes applied in the same paragraph by any coder.",
            ),
            codes: (0..all).map(code).collect(),
            themes: THEMES
                .iter()
                .map(|theme| NetworkTheme { name: (*theme).to_owned(), colour: None })
                .collect(),
            pairs: pairs.collect(),
            coefficient: "Jaccard's index".to_owned(),
            seed: 2026,
        }
    }

    fn panels(&self, sites: usize, columns: &[&str]) -> Panels {
        let group = |site: usize| PanelGroup {
            name: if site == 1 {
                "Site 02, the one with a long name".to_owned()
            } else {
                format!("Site {:02}", site + 1)
            },
            n: Some(10 + (mixed(site, 4) * 200.0) as u64),
            values: (0..self.names.len())
                .map(|code| {
                    let columns = 0..columns.len().max(1);
                    columns.map(|column| self.at_site(code, site + column * 41)).collect()
                })
                .collect(),
        };
        Panels {
            caption: self.caption("Codes by site", "Codings of each code at each site."),
            kind: Kind::Count,
            rows: self.names.clone(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            groups: (0..sites).map(group).collect(),
        }
    }

    fn alluvial(&self, three: bool) -> Alluvial {
        let block = |name: &str| AlluvialBlock { name: name.to_owned(), colour: None };
        let themes = self.themes.iter().max().map_or(0, |most| most + 1);
        let stage = |name: &str, blocks: Vec<AlluvialBlock>| AlluvialStage {
            name: name.to_owned(),
            blocks,
        };
        let mut stages = vec![
            stage("Codes", self.names.iter().map(|name| block(name)).collect()),
            stage("Themes", THEMES[..themes].iter().map(|name| block(name)).collect()),
        ];
        let mut flows = Vec::new();
        let mut sums = vec![0; themes];
        for (code, theme) in self.themes.iter().enumerate() {
            let aside = if code % 6 == 5 { self.codings[code] / 3 } else { 0 };
            let other = (theme + 1) % themes;
            for (to, count) in [(*theme, self.codings[code] - aside), (other, aside)] {
                flows.push(AlluvialFlow { stage: 0, from: code, to, count });
                sums[to] += count;
            }
        }
        if three {
            stages.push(stage(
                "Findings",
                vec![block("What helps"), block("What hinders"), block("Open")],
            ));
            for (theme, sum) in sums.into_iter().enumerate() {
                let helps = (sum as f64 * mixed(theme, 8)) as u64;
                for (to, count) in [
                    (0, helps),
                    (1, (sum - helps) * 3 / 4),
                    (2, (sum - helps) - (sum - helps) * 3 / 4),
                ] {
                    flows.push(AlluvialFlow { stage: 1, from: theme, to, count });
                }
            }
        }
        Alluvial {
            caption: self.caption(
                "From codes to themes",
                "Codings of each code by the theme they speak for.",
            ),
            stages,
            flows,
        }
    }
}
