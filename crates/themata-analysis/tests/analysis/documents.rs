use themata_analysis::documents_by;
use themata_testkit::fixture;

use crate::asking::{ask, attribute, draw};

#[test]
fn documents_are_counted_by_site() {
    let fixture = fixture(
        "A\nB",
        "
//- P10 site:10
ANA: Two words.
     ^^^ A @ana
     ^^^ B @ben
//- P9 site:9
ANA: Three more words
BEN: Yes
//- P9b site:9
ANA: It was
     ^^ A @ana
//- memo
No site here
",
    );
    let site = attribute(&fixture.study, "site");
    let table = |query: &str| {
        let asked = ask(&fixture, query);
        documents_by(&fixture.study, &asked, site).expect("a known attribute").to_table()
    };
    assert_eq!(
        draw(&table("coder:ana site:10,9")),
        [
            "site | documents | coded | words | turns | codings | coders",
            "9 | 2 | 1 | 6 | 3 | 1 | 1",
            "10 | 1 | 1 | 2 | 1 | 1 | 1",
            "= all | 3 | 2 | 8 | 4 | 2 | 1",
        ]
    );
    assert_eq!(
        draw(&table("")),
        [
            "site | documents | coded | words | turns | codings | coders",
            "9 | 2 | 1 | 6 | 3 | 1 | 1",
            "10 | 1 | 1 | 2 | 1 | 2 | 2",
            "no site | 1 | 0 | 3 | 0 | 0 | 0",
            "= all | 4 | 2 | 11 | 4 | 3 | 2",
        ]
    );
}
