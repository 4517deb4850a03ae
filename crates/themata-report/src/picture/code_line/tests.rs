use super::*;
use crate::picture::sound::{HARD_NAMES, hovers, printed};

fn lane(code: &str, coder: &str, stretches: &[(usize, usize)]) -> CodeLane {
    CodeLane {
        code: code.to_owned(),
        coder: coder.to_owned(),
        colour: None,
        stretches: stretches.to_vec(),
    }
}

fn turn(start: usize, end: usize, speaker: usize, time: &str) -> LineTurn {
    LineTurn { start, end, speaker: Some(speaker), time: time.to_owned() }
}

fn of(length: usize, lanes: Vec<CodeLane>) -> CodeLine {
    CodeLine {
        title: "T".to_owned(),
        caption: "C.".to_owned(),
        length,
        speakers: vec!["Interviewer".to_owned(), "Teacher".to_owned()],
        turns: vec![turn(0, 100, 0, "00:00"), turn(100, 1_000, 1, "00:12")],
        lanes,
        most: 40,
    }
}

#[test]
fn who_coded_what_where() {
    let picture = of(
        1_000,
        vec![
            lane("vision", "anna", &[(100, 200), (500, 1_000)]),
            lane("vision", "ben", &[(90, 210)]),
        ],
    );
    let svg = code_line(&picture);
    assert_eq!(
        printed(&svg),
        [
            "T",
            "Interviewer",
            "Teacher",
            "turn 1 · 00:00",
            "turn 2 · 00:12",
            "vision",
            "anna",
            "ben",
            "C."
        ]
        .into_iter()
        .filter(|words| *words != "turn 2 · 00:12")
        .collect::<Vec<_>>(),
        "a mark that would touch the one before is left out"
    );
    assert_eq!(
        hovers(&svg),
        ["vision, anna: 101–200", "vision, anna: 501–1\u{202f}000", "vision, ben: 91–210"]
    );
}

#[test]
fn a_long_document_goes_over_strips() {
    let picture = of(
        60_000,
        vec![
            lane("early", "", &[(10, 50)]),
            lane("late", "", &[(50_000, 50_010)]),
            lane("across", "", &[(11_000, 13_000)]),
        ],
    );
    let svg = code_line(&picture);
    assert_eq!(svg.matches("class=\"strip\"").count(), 5);
    let words = printed(&svg);
    let count = |name: &str| words.iter().filter(|text| *text == name).count();
    assert_eq!((count("early"), count("late"), count("across")), (1, 1, 2));
    assert_eq!(hovers(&svg).iter().filter(|text| text.starts_with("across")).count(), 2);
}

#[test]
fn lanes_beyond_what_can_be_read_become_one() {
    let lanes = (0..5)
        .map(|place| lane(&format!("c{place}"), "", &[(place * 10, place * 20 + 1)]))
        .collect();
    let mut picture = of(1_000, lanes);
    picture.most = 2;
    let words = printed(&code_line(&picture)).join("|");
    assert!(words.contains("c3|c4|3 more lanes") && !words.contains("c2"), "{words}");
}

#[test]
fn the_lanes_of_a_code_stay_together() {
    let mut picture = of(
        1_000,
        vec![
            lane("much", "anna", &[(0, 500)]),
            lane("much", "ben", &[(0, 1)]),
            lane("some", "anna", &[(0, 300)]),
            lane("some", "ben", &[]),
        ],
    );
    picture.most = 3;
    assert_eq!(drawn(&picture), [0, 1]);
    picture.most = 1;
    assert_eq!(drawn(&picture), [0, 1]);
    picture.most = 4;
    assert_eq!(drawn(&picture), [0, 1, 2, 3]);
}

#[test]
fn stretches_are_joined() {
    let stretches = [(5, 9), (0, 3), (3, 4), (8, 12), (20, 20)];
    assert_eq!(layout::joined(stretches.iter()), [(0, 4), (5, 12)]);
}

#[test]
fn many_speakers_become_one() {
    let mut picture = of(1_000, Vec::new());
    picture.speakers = (0..9).map(|place| format!("s{place}")).collect();
    picture.turns =
        (0..9).map(|place| turn(place * 100, place * 100 + place * 10, place, "")).collect();
    let words = printed(&code_line(&picture)).join("|");
    assert!(words.contains("s5|s6|s7|s8|4 others"), "{words}");
}

#[test]
fn any_document_is_drawn() {
    let lanes = || {
        HARD_NAMES
            .iter()
            .map(|name| lane(name, name, &[(0, usize::MAX), (9, 3), (5, 5)]))
            .collect::<Vec<_>>()
    };
    for length in [0, 1, 77, 10_000_000] {
        for turns in [Vec::new(), vec![turn(5, 2, 0, ""), turn(0, usize::MAX, 900, "x")]] {
            let mut picture = of(length, lanes());
            picture.turns = turns;
            picture.lanes[0].colour = Some("red".to_owned());
            picture.speakers = HARD_NAMES.iter().map(|name| (*name).to_owned()).collect();
            printed(&code_line(&picture));
        }
    }
}
