use crate::env::Env;

/// Every kind with its title and with what its caption must hold.
const KINDS: [(&str, &str, &[&str]); 18] = [
    ("heatmap", "Codes that occur together", &["n = 870 codings", "Unit: overlap."]),
    (
        "heatmap --coefficient count --unit turn --level theme",
        "Themes that occur together",
        &["n = 870 codings", "Cells: n12."],
    ),
    (
        "heatmap --rows code --cols site --column-shares",
        "Share of codings by code and site",
        &["n = 870 codings", "cell ÷ total of the column"],
    ),
    (
        "network --top 20",
        "Codes that occur together",
        &["n = 870 codings", "the 20 strongest", "codes with weaker pairs only"],
    ),
    (
        "forest --pair leadership IT --level theme",
        "Leadership with IT",
        &["In 1 of 6 strata of site", "Common", "Mantel and Haenszel", "query: everything"],
    ),
    ("multiples --by site", "Codes by site", &["n = 870 codings", "site 06", "n = 130"]),
    (
        "multiples --by site --level theme --measure excerpts",
        "Themes by site",
        &["Bars: excerpts, distinct", "n = 512 excerpts"],
    ),
    (
        "multiples --by site --level theme --measure documents --share",
        "Themes by site",
        &["÷ all documents of the group", "n = 19 documents", ">100.0%<"],
    ),
    (
        "multiples --by role --level theme --share",
        "Themes by role",
        &["n = 870 codings", "all codings of the group"],
    ),
    (
        "codeline --document 04-nurse-w1 --by-coder",
        "Where codes were applied in 04-nurse-w1",
        &["n = 94 codings", ">chloe<", "turn 11"],
    ),
    ("bars", "Codes by number of codings", &["n = 870 codings", "shared care record", ">72<"]),
    (
        "bars --level theme --stacked valence",
        "Themes by valence",
        &["n = 870 codings", "26 codings without valence", ">112<"],
    ),
    (
        "saturation --permutations 50",
        "New codes document by document",
        &["n = 870 codings", "95% of 50 random orders"],
    ),
    (
        "saturation --by site --base 2 --run 1",
        "New codes document by document, by site",
        &["n = 870 codings", ">site 06<"],
    ),
    (
        "cloud --top 30",
        "Words by how often they occur",
        &["occurrences of these words", ">one<"],
    ),
    ("wordtree 'the record'", "What follows “the record”", &["n = 6 places"]),
    (
        "alluvial --stages code,theme,valence",
        "Codings from code to theme to valence",
        &["n = 870 codings", "Leadership"],
    ),
    ("map --together", "Thematic map", &["n = 870 codings", "Leadership", "between themes"]),
];

#[test]
fn every_kind_is_drawn_and_says_what_it_counts() {
    let env = Env::new();
    env.run("demo").done();
    for (kind, title, held) in KINDS {
        let svg = env.run(&format!("plot {kind}")).done().out;
        well_formed(&svg).unwrap_or_else(|fault| panic!("{kind}: {fault}"));
        assert!(svg.contains(&format!("<title>{title}</title>")), "{kind}: {svg}");
        let caption = between(&svg, "<desc>", "</desc>");
        if !kind.starts_with("cloud") && !kind.starts_with("wordtree") {
            assert!(
                caption.contains("coders: ana, ben, chloe; query: everything."),
                "{caption}"
            );
        }
        assert!(!caption.contains("with no other code"), "{kind}: {caption}");
        for held in held {
            assert!(svg.contains(held), "{kind} lacks {held:?}: {caption}");
        }
        assert_eq!(svg, env.run(&format!("plot {kind}")).done().out, "{kind} is another");
    }
}

#[test]
fn a_query_narrows_every_kind_and_stands_in_the_caption() {
    let env = Env::new();
    env.run("demo").done();
    for (kind, _, _) in KINDS {
        let whole = env.run(&format!("plot {kind}")).done().out;
        let part = env.run(&format!("plot {kind} site:04,05")).done().out;
        let caption = between(&part, "<desc>", "</desc>");
        assert!(caption.contains("site:04"), "{kind}: {caption}");
        if !kind.starts_with("codeline") {
            assert_ne!(between(&whole, "<desc>", "</desc>"), caption);
            assert!(!caption.contains("n = 870"), "{kind}: {caption}");
        }
    }
}

#[test]
fn bars_of_themes_say_apart_what_has_no_valence_and_what_is_in_no_theme() {
    let env = Env::new();
    env.run("demo").done();
    env.run("themes new Money --codes funding").done();
    let count = |query: &str| {
        let listed = env.run(&format!("codings list {query} --format json")).json();
        listed["rows"].as_array().unwrap().len()
    };
    let (all, of_theme) = (count(""), count("theme:Money"));
    let svg = env.run("plot bars --level theme --stacked valence").done().out;
    let caption = between(&svg, "<desc>", "</desc>");
    assert!(caption.contains(&format!("{} codings in no theme", all - of_theme)), "{caption}");
    // Those of the theme all have a valence but for these.
    match count("theme:Money valence:none") {
        0 => assert!(!caption.contains("without valence"), "{caption}"),
        open => assert!(caption.contains(&format!("{open} coding")), "{caption}"),
    }
}

#[test]
fn files_are_svg_or_png_and_never_overwritten() {
    let env = Env::new();
    env.run("demo").done();
    env.run("plot bars -o bars.svg").done().says(&["picture written to bars.svg"]);
    assert!(env.read("bars.svg").starts_with("<svg "));
    env.write("bars.svg", "mine");
    env.run("plot bars -o bars.svg").fails().says(&["exists already", "--force"]);
    assert_eq!(env.read("bars.svg"), "mine");
    env.run("plot bars -o bars.svg --force").done();
    assert_ne!(env.read("bars.svg"), "mine");
    env.run("plot bars -o bars.pdf").fails().says(&[".svg or .png"]);
    env.run("plot bars -o bars").fails().says(&[".svg or .png"]);

    let drawn = env.run_args(&crate::env::words("plot bars -o bars.png --scale 1"));
    if drawn.err.contains("no font was found") {
        // A machine without fonts is told what to do, and gets no file.
        drawn.fails().says(&["DejaVu Sans", "SVG"]);
        assert!(!env.path("bars.png").exists());
        return;
    }
    drawn.done().says(&["picture written to bars.png, 680 ×"]);
    let png = std::fs::read(env.path("bars.png")).unwrap();
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(png[16..20], 680u32.to_be_bytes());
    env.run("plot bars -o large.png --scale 400").fails().says(&["too large", "scale"]);
    env.run("plot bars -o none.png --scale 0").fails().says(&["scale"]);
    assert!(!env.path("large.png").exists() && !env.path("none.png").exists());
}

#[test]
fn what_cannot_be_drawn_is_said_with_what_to_change() {
    let env = Env::with_study();
    env.run("plot pie").fails().says(&["pie", "unrecognized subcommand"]);
    env.run("plot bars").answers_no().says(&["no codings to draw", "code first"]);
    env.run("plot wordtree 'never ever'").answers_no().says(&["said nowhere", "shorter"]);
    env.run("code 01-nurse --coder ana --quote 'It never loads 🙂' --code 'shared record'")
        .done();
    env.run("plot bars").done().says(&["n = 1 codings"]);
    env.run("plot bars code:funding").answers_no().says(&["code:funding", "query explain"]);
    env.run("plot heatmap").answers_no().says(&["no two codes", "--unit turn"]);
    env.run("plot network").answers_no().says(&["no two codes", "any-coder"]);
    env.run("plot network --top 0").fails().says(&["--top 20"]);
    env.run("plot codeline --document 01-nurze").fails().says(&["did you mean `01-nurse`?"]);
    env.run("plot codeline --document 04-manager").answers_no().says(&["nothing is coded in"]);
    env.run("plot multiples --by sight").fails().says(&["there are: site, role"]);
    env.run("plot alluvial --stages code").fails().says(&["code,theme,valence"]);
    env.run("plot alluvial --stages code,code").fails().says(&["the same"]);
    env.run("plot alluvial --stages code,sight").fails().says(&["stages are code"]);
    env.run("plot saturation --threshold 5").fails().says(&["0.05"]);
    env.run("plot wordtree ' '").fails().says(&["one phrase"]);
    env.run("plot heatmap --rows code --cols theme").fails().says(&["cannot stand against"]);
}

/// What lies between two marks, the first time.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let text = text.split_once(begin).unwrap().1;
    text.split_once(end).unwrap().0
}

/// Whether every tag is closed where it has to be, and nothing else looks like one.
fn well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg.trim();
    while let Some((words, behind)) = rest.split_once('<') {
        if words.contains('>') || (open.is_empty() && !words.is_empty()) {
            return Err(format!("words outside of tags: {words:?}"));
        }
        for entity in words.split('&').skip(1) {
            let name = entity.split_once(';').map(|(name, _)| name);
            if !matches!(name, Some("amp" | "lt" | "gt" | "quot")) {
                return Err(format!("a bare `&` before {entity:?}"));
            }
        }
        let (tag, behind) = behind.split_once('>').ok_or("a tag without an end")?;
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            let opened = open.pop();
            if opened != Some(closed) {
                return Err(format!("{opened:?} is closed by {closed:?}"));
            }
        } else if tag.matches('"').count() % 2 == 1 {
            return Err(format!("an open quotation mark in <{tag}>"));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        rest = behind;
    }
    if open.is_empty() && rest.is_empty() { Ok(()) } else { Err(format!("open: {open:?}")) }
}
