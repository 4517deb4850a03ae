use themata_analysis::{
    Level, Saturation, SaturationOptions, SaturationOrder as Order, saturation,
};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, attribute, draw};

const CODES: &str = "
leadership
  vision
  turnover
IT
  record
  access
alone
";

const DOCUMENTS: &str = "
//- P10 site:02 date:2024-05-03
NURSE: We knew it all.
       ^^ vision @ana
          ^^^^ record @ben
//- P2 site:01 date:2024-05-01
NURSE: We knew it all.
       ^^ vision @ana
       ^^ vision @ben
          ^^^^ turnover @ana
//- P3 site:01 date:2024-05-02
NURSE: Nothing of it.
       ^^^^^^^ vision @ana
//- P4 site:01
NURSE: Nobody read this.
//- P5 site:01 date:2024-05-04
NURSE: Another word.
       ^^^^^^^ access @ben
";

fn look(query: &str, options: impl Fn(&Fixture) -> SaturationOptions) -> Saturation {
    let fixture = fixture(CODES, DOCUMENTS);
    let asked = ask(&fixture, query);
    saturation(&fixture.study, &asked, options(&fixture)).expect("a sound question")
}

fn small() -> SaturationOptions {
    SaturationOptions { base: 1, run: 1, threshold: 0.0, ..SaturationOptions::default() }
}

#[test]
fn new_codes_are_counted_document_by_document() {
    let found = look("", |_| small());
    assert_eq!(
        draw(&found.to_table()),
        [
            "position | document | codes | new | cumulative | in_run | ratio | saturation",
            "1 | P10 | 2 | 2 | 2 | - | - | -",
            // Two coders gave `vision` to the same words: one code of one document.
            "2 | P2 | 2 | 1 | 3 | 1 | 0.500 | -",
            "3 | P3 | 1 | 0 | 3 | 0 | 0.000 | 2+1",
            "4 | P5 | 1 | 1 | 4 | 1 | 0.500 | -",
        ]
    );
    assert_eq!(found.remarks, ["1 document that nobody has coded so far, left out"]);
    assert_eq!(
        found.to_table().remarks[1],
        "saturation at 2+1, ≤ 0 % new of a base of 2 codes"
    );
    assert_eq!(
        found.definition,
        "Documents in the order of their import; each counts once, with the codes of all its \
         coders together. New = codes that no document before it has. Ratio = new codes in the \
         run of 1 document that ends here ÷ codes in the base, the first 1 document; saturation \
         is reached with the first run at ≤ 0 %, and 5+1 means at the fifth document, \
         confirmed by the run behind it (Guest, Namey & Chen 2020). Universe: 4 documents; \
         coders: ana, ben; query: everything."
    );
}

#[test]
fn the_order_is_part_of_the_question() {
    let names = |order: &dyn Fn(&Fixture) -> Order| -> Vec<String> {
        let found = look("", |f| SaturationOptions { order: order(f), ..small() });
        found.overall.positions.into_iter().map(|position| position.name).collect()
    };
    assert_eq!(names(&|_| Order::Import), ["P10", "P2", "P3", "P5"]);
    assert_eq!(names(&|_| Order::Document), ["P2", "P3", "P5", "P10"]);
    assert_eq!(
        names(&|f| Order::Attribute(attribute(&f.study, "date"))),
        ["P2", "P3", "P10", "P5"]
    );
}

/// `P3` was read and has nothing of the theme: that is known. `P4` nobody has read.
#[test]
fn a_document_without_these_codes_adds_none() {
    let found = look("theme:it", |_| small());
    let new: Vec<u64> = found.overall.positions.iter().map(|position| position.new).collect();
    assert_eq!(new, [1, 0, 0, 1]);
    assert_eq!(
        found.remarks[1],
        "2 documents without any of these codings, counted as adding none"
    );
    assert_eq!(found.overall.reported(1).as_deref(), Some("1+1"));
}

#[test]
fn sites_have_curves_of_their_own() {
    let found = look("", |f| SaturationOptions {
        by: Some(attribute(&f.study, "site")),
        level: Level::Theme,
        ..small()
    });
    assert_eq!(
        draw(&found.to_summary()),
        [
            "site | documents | codes | base_codes | saturation",
            "01 | 3 | 2 | 1 | 1+1",
            "02 | 1 | 2 | 2 | too few documents",
            "= all | 4 | 2 | 2 | 1+1",
        ]
    );
    assert_eq!(draw(&found.to_table())[1], "01 | 1 | P2 | 1 | 1 | 1 | - | - | -");
}

#[test]
fn random_orders_follow_from_their_seed_and_hold_every_order() {
    let with = |permutations, seed, order| {
        look("", |_| SaturationOptions { permutations, seed, order, ..small() })
    };
    let found = with(2_000, 5, Order::Import);
    let permuted = found.overall.permuted.as_ref().expect("random orders");
    assert_eq!(with(2_000, 5, Order::Document).overall.permuted.as_ref(), Some(permuted));
    assert_ne!(with(2_000, 6, Order::Import).overall.permuted.as_ref(), Some(permuted));

    // {vision, record}, {vision, turnover}, {vision}, {access}: the first document has 6/4
    // codes on average. The last position is the same in every order.
    let (first, last) = (permuted.positions[0], permuted.positions[3]);
    assert!((first.mean - 1.5).abs() < 0.05, "{first:?}");
    assert_eq!((first.low, first.high), (1, 2));
    assert_eq!((last.mean, last.low, last.median, last.high), (4.0, 4, 4, 4));
    // Only {vision} can add nothing, and does so unless it comes before both others with
    // `vision`, as in a third of the 24 orders.
    let share = permuted.share_reached().expect("there are orders");
    assert!((share - 16.0 / 24.0).abs() < 0.04, "{share}");
    let orders: u64 = permuted.reached.iter().map(|(_, orders)| orders).sum();
    assert_eq!(orders + permuted.not_reached, 2_000);
}
