//! Tables of codes: the one that is written, and those that people bring.

use themata_codebook::{Code, CodeIndex, CodeState, Codebook, Remark, from_csv, to_csv};

#[test]
fn a_codebook_is_written_as_one_row_a_code() {
    let codes = vec![
        Code { assignable: false, ..Code::named("Leadership") },
        Code::named("IT"),
        Code {
            parent: Some(CodeIndex::new(0)),
            short: "a common aim".into(),
            definition: "Staff and leaders, alike, \"name\" it.".into(),
            examples: vec!["We pull one way.".into(), "One aim,\n  one team.".into()],
            colour: "#3a7ca5".parse().ok(),
            ..Code::named("shared vision")
        },
        Code {
            state: CodeState::Merged { into: CodeIndex::new(2) },
            ..Code::named("=common goal")
        },
    ];
    let book = Codebook::new("", "", codes).expect("a sound codebook");
    let table = "\
name,parent,short definition,full definition,use when,do not use when,examples,colour,assignable,state
Leadership,,,,,,,,no,active
shared vision,Leadership,a common aim,\"Staff and leaders, alike, \"\"name\"\" it.\",,,\"We pull one way.
One aim,
    one team.\",#3a7ca5,yes,active
IT,,,,,,,,yes,active
=common goal,,,,,,,,yes,merged into shared vision
";
    assert_eq!(to_csv(&book), table);
    assert_eq!(from_csv(table.as_bytes()), Ok((book.sorted(), vec![])));
}

/// Codes as `path: definition | use when | do not use when | examples`, then the remarks.
fn outline(book: &Codebook, remarks: &[Remark]) -> String {
    let mut lines = Vec::new();
    for &at in book.in_tree_order() {
        let code = &book[at];
        let texts = [&code.definition, &code.use_when, &code.do_not_use_when];
        let texts = texts.into_iter().chain(&code.examples);
        let texts: Vec<&str> =
            texts.map(String::as_str).filter(|text| !text.is_empty()).collect();
        let group = if code.assignable { "" } else { " (group)" };
        lines.push(format!("{}{group}: {}", book.path(at), texts.join(" | ")));
    }
    for Remark { severity, id, place, message, hint, .. } in remarks {
        let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
        let hint = hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        lines.push(format!("{severity:?} {id}: {place}{message}{hint}"));
    }
    lines.join("\n")
}

#[track_caller]
fn check(input: impl AsRef<[u8]>, expect: &[&str]) {
    let (book, remarks) = from_csv(input.as_ref()).expect("a readable table");
    assert_eq!(outline(&book, &remarks), expect.join("\n"));
}

#[test]
fn the_six_classic_fields_are_known_by_their_usual_names() {
    check(
        "Code,Brief definition,Full definition,Inclusion criteria,Exclusion criteria,Example\n\
         vision,short,full,yes,no,\"one\ntwo\"\n",
        &["vision: full | yes | no | one | two"],
    );
    check(
        "Kategorie;Definition;Ankerbeispiele;Kodierregeln\nVision;Ziel;Wir alle;Nur wenn\n",
        &["Vision: Ziel | Nur wenn | Wir alle"],
    );
}

#[test]
fn delimiters_and_byte_order_marks_are_found_out() {
    let expect: &[&str] = &["a, b: x; y"];
    check("\u{feff}Code;Definition\n\"a, b\";\"x; y\"\n", expect);
    check("Code\tDefinition\r\na, b\tx; y\r\n", expect);
    check("sep=|\r\nCode|Definition\r\na, b|x; y\r\n", expect);
    let wide: Vec<u8> = "\u{feff}Code\tDefinition\na, b\tx; y\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(wide, expect);
}

#[test]
fn old_encodings_are_guessed_and_remarked() {
    check(
        b"Code;Beschreibung\nF\xfchrung;Gr\xf6\xdfe z\xe4hlt f\xfcr die Pflege\n",
        &[
            "Führung: Größe zählt für die Pflege",
            "Note encoding-guessed: the file is not UTF-8 and was read as windows-1252 \
             (if letters look wrong, save it as \"CSV UTF-8\")",
        ],
    );
}

#[test]
fn paths_in_names_make_a_tree() {
    check(
        "Code,Memo\nLeadership,top\nLeadership > vision,aim\nLeadership\\mandate\\by law,x\n",
        &[
            "Leadership: top",
            "Leadership / vision: aim",
            "Leadership / mandate (group): ",
            "Leadership / mandate / by law: x",
            "Note group-added: line 4: `mandate` has no row of its own and was added as a group",
        ],
    );
    check("Code,Memo\nless > ,x\n", &["less >: x"]);
    check("Code,Parent\na > b,\n", &["a > b: "]);
}

#[test]
fn columns_of_themes_make_a_tree() {
    check(
        "Theme,Sub-theme,Code,Definition\n\
         Leadership,,,all of it\n\
         ,Vision,shared,x\n\
         ,,stated,y\n\
         Resources,,time,z\n\
         Culture,,,no codes yet\n",
        &[
            "Leadership (group): all of it",
            "Leadership / Vision (group): ",
            "Leadership / Vision / shared: x",
            "Leadership / Vision / stated: y",
            "Resources (group): ",
            "Resources / time: z",
            "Culture: no codes yet",
            "Note group-added: line 3: `Vision` has no row of its own and was added as a group",
            "Note group-added: line 5: `Resources` has no row of its own and was added as a \
             group",
        ],
    );
}

#[test]
fn rows_that_go_on_about_a_code_are_joined() {
    check(
        "Theme,Code,Definition,Example\nT,a,x,one\nT,a,,two\n,,more,three\n",
        &[
            "T (group): ",
            "T / a: x\n\nmore | one | two | three",
            "Note row-joined: line 4: a row without a name was joined to the code above it",
            "Note row-joined: line 3: a further row of `a` was joined to it",
            "Note group-added: line 2: `T` has no row of its own and was added as a group",
        ],
    );
}

#[test]
fn indented_codes_make_a_tree() {
    check(
        "Code,,,Groundedness,Comment\n○ Feedback,,,12,\n,○ Section,,3,c\n,,○ likes,1,\n\
         ,○ Other,,3,\n,,○ likes,1,d\n",
        &[
            "Feedback: ",
            "Feedback / Section: c",
            "Feedback / Section / likes (Section): ",
            "Feedback / Other: ",
            "Feedback / Other / likes (Other): d",
            "Note column-unused: the column `Groundedness` was left out",
            "Note name-qualified: line 4: `likes` is the name of 2 codes; this one is called \
             `likes (Section)`",
            "Note name-qualified: line 6: `likes` is the name of 2 codes; this one is called \
             `likes (Other)`",
        ],
    );
}

#[test]
fn parents_without_a_row_are_added() {
    check(
        "Code,Parent\nLeadership,\na,Leadrship\nb,Leadrship\nc,Resources\n",
        &[
            "Leadership: ",
            "Leadrship (group): ",
            "Leadrship / a: ",
            "Leadrship / b: ",
            "Resources (group): ",
            "Resources / c: ",
            "Warning parent-without-row: line 3: no row is about `Leadrship`, the parent of `a` \
             (did you mean `Leadership`?)",
            "Note group-added: line 3: `Leadrship` has no row of its own and was added as a \
             group",
            "Note group-added: line 5: `Resources` has no row of its own and was added as a \
             group",
        ],
    );
}

#[test]
fn a_column_of_numbers_beside_the_names_is_no_level() {
    check(
        "Code,Name,Definition\n1.1,vision,x\n",
        &["vision: x", "Note column-unused: the column `Code` was left out"],
    );
    check(
        "code_id,code,code.description\n1,harassment,x\n",
        &["harassment: x", "Note column-unused: the column `code_id` was left out"],
    );
}

#[test]
fn rows_above_the_headings_are_passed_over() {
    check(
        "Codebook of the ward study,\n,\nCode,Definition\na,x\n",
        &[
            "a: x",
            "Note rows-before-header: line 3: the columns are named in row 3 (the rows above it \
             were left out)",
        ],
    );
}

#[test]
fn cells_beyond_the_last_column_are_missed() {
    check(
        "Code,Definition\na,here, there and, everywhere\nb,x,,\n",
        &[
            "a: here",
            "b: x",
            "Warning cells-left-out: line 2: a row has more cells than there are columns; the \
             last were left out (put cells that hold a `,` in double quotes)",
        ],
    );
}

#[test]
fn settings_that_are_not_understood_are_left_at_their_default() {
    let (book, remarks) = from_csv(
        b"name,colour,assignable,state\na,3A7CA5,no,Retired\nb,teal,perhaps,asleep\n\
          c,,,merged into A\nd,,,merged into nowhere\n",
    )
    .expect("a readable table");
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| &book[CodeIndex::new(at)]);
    assert_eq!(a.colour, "#3a7ca5".parse().ok());
    assert_eq!((a.assignable, a.state), (false, CodeState::Retired));
    assert_eq!(*b, Code::named("b"));
    assert_eq!(c.state, CodeState::Merged { into: CodeIndex::new(0) });
    assert_eq!(d.state, CodeState::Retired);
    let said: Vec<(&str, u32)> =
        remarks.iter().map(|it| (it.id, it.place.map_or(0, |place| place.line))).collect();
    assert_eq!(
        said,
        [
            ("value-not-understood", 3),
            ("value-not-understood", 3),
            ("value-not-understood", 3),
            ("merge-target-not-found", 5),
        ]
    );
}

/// The message and the hint for a table that cannot be read.
#[track_caller]
fn refuse(input: &str, expect: &str) {
    let error = from_csv(input.as_bytes()).expect_err("a mistake");
    let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    assert_eq!(format!("{error}{hint}"), expect);
}

#[test]
fn tables_without_codes_are_refused() {
    refuse("", "the table is empty");
    refuse(
        "x,y\n1,2\n",
        "no column holds the names of the codes\n\
         hint: give the first row the names of the columns, one of them `name` or `code`",
    );
}

#[test]
fn two_rows_of_one_code_are_refused_with_both_lines() {
    refuse(
        "Code,Definition\n\na,\"x\ny\"\n\n\nA,z\n",
        "line 7: the names `a` and `A` count as the same; the first is in line 3\n\
         hint: rename one; case, spaces, hyphens and underscores do not tell names apart",
    );
}

#[test]
fn trees_that_cannot_be_are_refused() {
    refuse(
        "Code,Parent\na,b\nb,a\n",
        "line 2: codes stand under themselves: `a` under `b` under `a`\n\
         hint: take the parent away from one of them",
    );
    refuse(
        "Code,Parent\nx,\ny,\na,x\na,y\nb,a\n",
        "line 6: the parent `a` of `b` could be more than one code\n\
         hint: give the codes of that name different names",
    );
}
