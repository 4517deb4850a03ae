use std::collections::HashMap;

use crate::alike::alike_names;
use crate::name::Quoted;
use crate::{Code, CodeIndex, CodeState, Codebook, Remark, Severity, name_key};

/// What someone who knows codebooks would remark on: first on the codebook as a whole, then
/// code by code in tree order.
///
/// Only codes in use are looked at, except for how they stand to codes out of use. A codebook
/// without remarks is not thereby a good one.
///
/// # Examples
///
/// ```
/// use themata_codebook::{Code, Codebook, check};
///
/// let book = Codebook::new("", "Code every turn.", vec![Code::named("shared vision")])?;
/// let ids: Vec<&str> = check(&book).iter().map(|remark| remark.id).collect();
/// assert_eq!(ids, ["definition-missing", "example-missing"]);
/// # Ok::<(), themata_codebook::Error>(())
/// ```
#[must_use]
pub fn check(codebook: &Codebook) -> Vec<Remark> {
    let mut remarks = Vec::new();
    on_the_whole(codebook, &mut remarks);
    let custom = Custom::of(codebook);
    let repeated = repeated_definitions(codebook);
    let alike = alike_names(codebook);
    for &at in codebook.in_tree_order() {
        let mut on = Subject { codebook, at, remarks: &mut remarks };
        if codebook[at].is_active() {
            on.texts(&custom);
            on.repeated_definition(&repeated);
            on.alike_name(&alike);
            on.place();
        }
        on.state();
    }
    remarks
}

/// The number of codes that coders can work with at a time (MacQueen, McLellan, Kay and
/// Milstein, "Codebook development for team-based qualitative analysis", 1998: 30 to 40).
const MOST_CODES_AT_A_TIME: usize = 40;

/// The letters of a name that other programs keep.
const LONGEST_NAME: usize = 63;

fn on_the_whole(codebook: &Codebook, remarks: &mut Vec<Remark>) {
    let mut note = |id, message: String, hint: &str| {
        remarks.push(Remark {
            severity: Severity::Note,
            id,
            code: None,
            place: None,
            message,
            hint: Some(hint.to_owned()),
        });
    };
    if codebook.rules.is_empty() && !codebook.is_empty() {
        note(
            "rules-missing",
            "the codebook has no coding rules".into(),
            "say what one coding covers and whether codes may overlap",
        );
    }
    let in_use =
        codebook.codes().filter(|(_, code)| code.is_active() && code.assignable).count();
    if in_use > MOST_CODES_AT_A_TIME {
        note(
            "many-codes",
            format!("coders choose among {in_use} codes"),
            "few coders keep more than 40 apart; consider coding in rounds, theme by theme",
        );
    }
}

/// Which texts this codebook gives its codes as a rule: a text is missed only where more than
/// half of the codes have it.
struct Custom {
    short: bool,
    use_when: bool,
    do_not_use_when: bool,
}

impl Custom {
    fn of(codebook: &Codebook) -> Custom {
        let codes: Vec<&Code> = codebook
            .codes()
            .map(|(_, code)| code)
            .filter(|code| code.is_active() && code.assignable)
            .collect();
        let usual = |text: fn(&Code) -> &str| {
            let with = codes.iter().filter(|code| !text(code).is_empty()).count();
            with * 2 > codes.len()
        };
        Custom {
            short: usual(|code| &code.short),
            use_when: usual(|code| &code.use_when),
            do_not_use_when: usual(|code| &code.do_not_use_when),
        }
    }
}

/// For each code whose definition an earlier one has too, the first that has it.
fn repeated_definitions(codebook: &Codebook) -> HashMap<CodeIndex, CodeIndex> {
    let mut first = HashMap::new();
    let mut repeated = HashMap::new();
    for &at in codebook.in_tree_order() {
        let code = &codebook[at];
        let text = if code.definition.is_empty() { &code.short } else { &code.definition };
        let key = name_key(text);
        if code.is_active() && !key.is_empty() {
            let earlier = *first.entry(key).or_insert(at);
            if earlier != at {
                repeated.insert(at, earlier);
            }
        }
    }
    repeated
}

/// The code that is looked at.
struct Subject<'a> {
    codebook: &'a Codebook,
    at: CodeIndex,
    remarks: &'a mut Vec<Remark>,
}

impl Subject<'_> {
    fn code(&self) -> &Code {
        &self.codebook[self.at]
    }

    fn say(&mut self, severity: Severity, id: &'static str, message: &str, hint: &str) {
        self.remarks.push(Remark {
            severity,
            id,
            code: Some(self.at),
            place: None,
            message: format!("{} {message}", Quoted(&self.code().name)),
            hint: Some(hint.to_owned()),
        });
    }

    fn texts(&mut self, custom: &Custom) {
        let Code { name, short, definition, use_when, do_not_use_when, examples, .. } =
            &self.codebook[self.at];
        let assignable = self.code().assignable;
        if short.is_empty() && definition.is_empty() {
            self.say(
                Severity::Warning,
                "definition-missing",
                "has no definition",
                "say in a sentence what it means",
            );
        } else if [short, definition].iter().any(|text| name_key(text) == name_key(name)) {
            self.say(
                Severity::Warning,
                "definition-repeats-name",
                "is defined by its own name",
                "say in other words what it means",
            );
        }
        if assignable && short.is_empty() && !definition.is_empty() && custom.short {
            self.say(
                Severity::Note,
                "short-definition-missing",
                "has no short definition, unlike most",
                "add a few words to show beside the name",
            );
        }
        if assignable && use_when.is_empty() && custom.use_when {
            self.say(
                Severity::Advice,
                "use-when-missing",
                "does not say when it is used, unlike most",
                "say what must be there for it to apply",
            );
        }
        if assignable && do_not_use_when.is_empty() && custom.do_not_use_when {
            self.say(
                Severity::Advice,
                "do-not-use-when-missing",
                "does not say when it is not used, unlike most",
                "say which neighbouring code is used instead, and when",
            );
        }
        if assignable && examples.is_empty() {
            self.say(
                Severity::Advice,
                "example-missing",
                "has no example",
                "add a passage that it fits",
            );
        }
        if name.chars().count() > LONGEST_NAME {
            self.say(
                Severity::Note,
                "name-long",
                "has a long name",
                "some programs cut names after 63 letters; move part of it to the definition",
            );
        }
    }

    fn repeated_definition(&mut self, repeated: &HashMap<CodeIndex, CodeIndex>) {
        if let Some(&other) = repeated.get(&self.at) {
            let other = Quoted(&self.codebook[other].name);
            self.say(
                Severity::Warning,
                "definition-repeated",
                &format!("has the same definition as {other}"),
                "say what tells them apart, or merge them",
            );
        }
    }

    fn alike_name(&mut self, alike: &HashMap<CodeIndex, CodeIndex>) {
        if let Some(&other) = alike.get(&self.at) {
            let other = Quoted(&self.codebook[other].name);
            self.say(
                Severity::Warning,
                "names-alike",
                &format!("differs from {other} in one letter"),
                "rename one if they differ in meaning, or merge them",
            );
        }
    }

    /// How it stands to its children.
    fn place(&mut self) {
        let children = self.codebook.children(self.at).iter();
        let active: Vec<CodeIndex> =
            children.copied().filter(|&child| self.codebook[child].is_active()).collect();
        match active[..] {
            [] if !self.code().assignable => self.say(
                Severity::Warning,
                "group-empty",
                "groups no code in use and cannot be applied itself",
                "make it assignable, add codes under it or retire it",
            ),
            [] => {}
            [only] => {
                let only = Quoted(&self.codebook[only].name);
                self.say(
                    Severity::Advice,
                    "group-of-one",
                    &format!("has one subcode, {only}"),
                    "consider making them one code",
                );
            }
            [..] => {}
        }
        if !active.is_empty() && self.code().assignable {
            self.say(
                Severity::Note,
                "group-assignable",
                "has subcodes and can be applied itself",
                "say when it is applied rather than a subcode, or make it not assignable",
            );
        }
    }

    /// How it stands to codes out of use.
    fn state(&mut self) {
        let parent = self.code().parent.map(|parent| &self.codebook[parent]);
        if self.code().is_active()
            && let Some(parent) = parent.filter(|parent| !parent.is_active())
        {
            let parent = Quoted(&parent.name);
            self.say(
                Severity::Warning,
                "parent-out-of-use",
                &format!("is in use, but stands under {parent}, which is not"),
                "move it, or restore its parent",
            );
        }
        if let CodeState::Merged { into } = self.code().state {
            let last = self.codebook.successor(into).unwrap_or(into);
            if !self.codebook[last].is_active() {
                let last = Quoted(&self.codebook[last].name);
                self.say(
                    Severity::Warning,
                    "merged-into-retired",
                    &format!("was merged into {last}, which is retired"),
                    "restore one of them if the meaning is still coded",
                );
            }
        }
    }
}
