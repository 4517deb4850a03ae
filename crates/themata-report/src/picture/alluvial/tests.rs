use super::*;
use crate::picture::reading::read;

fn stage(name: &str, blocks: &[&str]) -> AlluvialStage {
    let block = |name: &&str| AlluvialBlock { name: (*name).to_owned(), colour: None };
    AlluvialStage { name: name.to_owned(), blocks: blocks.iter().map(block).collect() }
}

fn sample(stages: Vec<AlluvialStage>, flows: &[(usize, usize, usize, u64)]) -> Alluvial {
    Alluvial {
        caption: Caption { unit: "codings".to_owned(), ..Caption::default() },
        stages,
        flows: flows
            .iter()
            .map(|(stage, from, to, count)| AlluvialFlow {
                stage: *stage,
                from: *from,
                to: *to,
                count: *count,
            })
            .collect(),
    }
}

#[test]
fn ribbons_and_blocks_say_what_they_are() {
    let stages = vec![stage("Codes", &["a", "b", "c"]), stage("Themes", &["T", "U"])];
    let flows =
        [(0, 0, 0, 3), (0, 1, 1, 5), (0, 1, 0, 1), (0, 9, 0, 7), (1, 0, 0, 7), (0, 1, 1, 2)];
    let picture = read(&alluvial(&sample(stages, &flows)));
    assert_eq!(
        picture.titles[1..],
        [
            "b → U: 7 codings",
            "b → T: 1 codings",
            "a → T: 3 codings",
            "b: 8 codings",
            "a: 3 codings",
            "U: 7 codings",
            "T: 4 codings",
        ]
    );
    assert_eq!(picture.desc, "Codes without any: 1, not drawn.");
    assert_eq!(picture.texts[..3], ["Codes", "Themes", "8"]);
}

#[test]
fn colours_come_from_the_last_stage() {
    let mut stages =
        vec![stage("Codes", &["a"]), stage("Groups", &["g"]), stage("Themes", &["T", "U"])];
    stages[2].blocks[1].colour = Some("#123456".to_owned());
    let svg = alluvial(&sample(stages, &[(0, 0, 0, 4), (1, 0, 1, 3), (1, 0, 0, 1)]));
    // Three blocks and their two ribbons have the colour of U, to which most flows; what flows
    // to T has the colour of T.
    assert_eq!(svg.matches("stroke=\"#123456\"").count(), 2);
    assert_eq!(
        svg.matches(&format!("stroke=\"{}\"", crate::picture::palette::look(0).colour)).count(),
        1
    );
}

#[test]
fn small_blocks_are_drawn_as_one_and_nothing_is_lost() {
    let names: Vec<String> = (0..300).map(|code| format!("code {code}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let flows: Vec<_> = (0..300).map(|code| (0, code, code % 2, code as u64 + 1)).collect();
    let picture =
        read(&alluvial(&sample(vec![stage("Codes", &names), stage("", &["T", "U"])], &flows)));
    assert_eq!(picture.desc, "Codes: of 300 the 39 largest are drawn, the other 261 as one.");
    // 1 + 2 + … + 261.
    let others = "261 others: 34\u{202f}191 codings".to_owned();
    assert!(picture.titles.contains(&others), "{:?}", picture.titles);
    assert!(picture.titles.contains(&"T: 22\u{202f}500 codings".to_owned()));
    assert!(picture.titles.contains(&"U: 22\u{202f}650 codings".to_owned()));
}

#[test]
fn hard_cases_are_pictures_too() {
    let expect = "Nothing to draw: nothing flows from stage to stage.";
    for stages in
        [vec![], vec![stage("Codes", &["a"])], vec![stage("", &[]), stage("", &["T"])]]
    {
        let picture =
            read(&alluvial(&sample(stages, &[(0, 0, 0, 1), (usize::MAX - 1, 0, 0, 1)])));
        assert_eq!(picture.texts[0], expect);
    }
    let long = "a name that goes on for very much longer than anyone would like it to";
    let odd = ["<b>&\"", "\u{5d0}\u{5de}\u{5d5}\u{5df} (2)", "👩‍⚕️ care", "", long];
    let stages = vec![stage(long, &odd), stage("", &odd), stage("<", &odd), stage("d", &odd)];
    let most = u64::MAX;
    let flows = [
        (0, 0, 1, most),
        (0, 1, 1, most),
        (1, 1, 2, 1),
        (1, 3, 4, 2),
        (2, 2, 0, 0),
        (2, 4, 4, 9),
    ];
    read(&alluvial(&sample(stages, &flows)));
}
