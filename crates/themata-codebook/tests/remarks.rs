//! What is remarked on a codebook.

use themata_codebook::{Code, Codebook, check as remarks_on, from_toml};

/// Remarks as `severity id: message`, on the codes of a file that needs no other remark.
#[track_caller]
fn check(input: &str, expect: &[&str]) {
    let book = from_toml(&format!("rules = 'x'\n{input}")).expect("a readable file");
    let said: Vec<String> = remarks_on(&book)
        .into_iter()
        .map(|it| format!("{:?} {}: {}", it.severity, it.id, it.message))
        .collect();
    assert_eq!(said, expect);
}

#[test]
fn a_full_entry_needs_no_remark() {
    check("code = [{name = 'a', definition = 'x', examples = ['y']}]", &[]);
    check("", &[]);
}

#[test]
fn texts_that_are_missing_or_empty_words() {
    check(
        "code = [{name = 'a'}, {name = 'the aim', definition = 'The Aim', examples = ['x']}]",
        &[
            "Warning definition-missing: `a` has no definition",
            "Advice example-missing: `a` has no example",
            "Warning definition-repeats-name: `the aim` is defined by its own name",
        ],
    );
}

#[test]
fn texts_are_missed_only_where_most_codes_have_them() {
    check(
        "code = [
            {name = 'a', short = 'x', definition = '1', use_when = 'u', examples = ['e']},
            {name = 'b', short = 'y', definition = '2', use_when = 'u', examples = ['e']},
            {name = 'c', definition = '3', do_not_use_when = 'u', examples = ['e']}]",
        &[
            "Note short-definition-missing: `c` has no short definition, unlike most",
            "Advice use-when-missing: `c` does not say when it is used, unlike most",
        ],
    );
}

#[test]
fn groups_that_group_little() {
    check(
        "code = [
            {name = 'A', definition = '1', assignable = false},
            {name = 'B', definition = '2', assignable = false},
            {name = 'b', definition = '3', examples = ['e'], parent = 'B', retired = true},
            {name = 'C', definition = '4', examples = ['e']},
            {name = 'c', definition = '5', examples = ['e'], parent = 'C'}]"
            .replace("'b'", "'bee'")
            .replace("'c'", "'sea'")
            .as_str(),
        &[
            "Warning group-empty: `A` groups no code in use and cannot be applied itself",
            "Warning group-empty: `B` groups no code in use and cannot be applied itself",
            "Advice group-of-one: `C` has one subcode, `sea`",
            "Note group-assignable: `C` has subcodes and can be applied itself",
        ],
    );
}

#[test]
fn codes_that_are_hard_to_tell_apart() {
    check(
        "code = [
            {name = 'barrier', definition = 'What hinders.', examples = ['e']},
            {name = 'barriers', definition = 'what  hinders.', examples = ['e']}]",
        &[
            "Warning definition-repeated: `barriers` has the same definition as `barrier`",
            "Warning names-alike: `barriers` differs from `barrier` in one letter",
        ],
    );
}

#[test]
fn codes_out_of_use_are_looked_at_only_for_what_hangs_on_them() {
    check(
        "code = [
            {name = 'A', retired = true},
            {name = 'bee', parent = 'A', definition = '1', examples = ['e']},
            {name = 'sea', merged_into = 'A'}]",
        &[
            "Warning parent-out-of-use: `bee` is in use, but stands under `A`, which is not",
            "Warning merged-into-retired: `sea` was merged into `A`, which is retired",
        ],
    );
}

#[test]
fn the_codebook_as_a_whole() {
    let codes = (0..41).map(|number| Code {
        definition: number.to_string(),
        examples: vec!["e".into()],
        ..Code::named(format!("code {number}"))
    });
    let book = Codebook::new("", "", codes.collect()).expect("a sound codebook");
    let said: Vec<String> = remarks_on(&book).into_iter().map(|it| it.message).collect();
    assert_eq!(said, ["the codebook has no coding rules", "coders choose among 41 codes"]);
}

#[test]
fn long_names() {
    let name = "n".repeat(64);
    let file = format!("code = [{{name = '{name}', definition = 'x', examples = ['y']}}]");
    check(
        &file,
        &["Note name-long: `nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn` \
           has a long name"],
    );
}
