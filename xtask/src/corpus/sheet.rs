use std::fmt;

/// What was expected and what was found, line by line.
#[derive(Default)]
pub(super) struct Sheet {
    part: &'static str,
    lines: Vec<Line>,
}

struct Line {
    part: &'static str,
    what: String,
    expected: String,
    found: String,
    verdict: Verdict,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Met,
    Missed,
    /// Nothing was expected; the figure is told.
    Told,
    /// It could not be tried.
    LeftOut,
}

impl Sheet {
    /// Begins a part of the material.
    pub(super) fn begin(&mut self, part: &'static str) {
        self.part = part;
    }

    /// A figure that is known.
    pub(super) fn expect(
        &mut self,
        what: impl Into<String>,
        expected: impl ToString,
        found: impl ToString,
    ) {
        let (expected, found) = (expected.to_string(), found.to_string());
        let is_so = expected == found;
        self.judged(what, expected, found, is_so);
    }

    /// A share that has to be so large at least.
    pub(super) fn at_least(&mut self, what: impl Into<String>, bound: f64, found: f64) {
        let expected = format!("at least {bound}");
        self.judged(what, expected, format!("{found:.4}"), found >= bound);
    }

    /// Something that is expected in words, and whether it is so.
    pub(super) fn judged(
        &mut self,
        what: impl Into<String>,
        expected: impl ToString,
        found: impl ToString,
        is_so: bool,
    ) {
        let verdict = if is_so { Verdict::Met } else { Verdict::Missed };
        self.push(what.into(), expected.to_string(), found.to_string(), verdict);
    }

    /// A figure of which nothing is known.
    pub(super) fn told(&mut self, what: impl Into<String>, found: impl ToString) {
        self.push(what.into(), String::new(), found.to_string(), Verdict::Told);
    }

    /// A figure that could not be had, and why.
    pub(super) fn left_out(
        &mut self,
        what: impl Into<String>,
        expected: impl ToString,
        why: impl ToString,
    ) {
        self.push(what.into(), expected.to_string(), why.to_string(), Verdict::LeftOut);
    }

    /// How many figures are not what is known.
    pub(super) fn missed(&self) -> usize {
        self.lines.iter().filter(|line| line.verdict == Verdict::Missed).count()
    }

    fn push(&mut self, what: String, expected: String, found: String, verdict: Verdict) {
        self.lines.push(Line { part: self.part, what, expected, found, verdict });
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |of: fn(&Line) -> &str| {
            self.lines.iter().map(|line| of(line).chars().count()).max().unwrap_or(0)
        };
        let (what, expected) = (width(|line| &line.what), width(|line| &line.expected).max(8));
        let mut part = "";
        for line in &self.lines {
            if line.part != part {
                part = line.part;
                writeln!(f, "\n{part}")?;
                writeln!(f, "     {:what$}  {:expected$}  found", "", "expected")?;
            }
            let verdict = match line.verdict {
                Verdict::Met => "  ok ",
                Verdict::Missed => "  NO ",
                Verdict::Told | Verdict::LeftOut => "   – ",
            };
            writeln!(
                f,
                "{verdict}{:what$}  {:expected$}  {}",
                line.what, line.expected, line.found
            )?;
        }
        let count = |verdict| self.lines.iter().filter(|line| line.verdict == verdict).count();
        writeln!(
            f,
            "\n{} figures as known, {} not, {} left out",
            count(Verdict::Met),
            count(Verdict::Missed),
            count(Verdict::LeftOut)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Sheet;

    #[test]
    fn figures_stand_side_by_side() {
        let mut sheet = Sheet::default();
        sheet.begin("zoom-vtt");
        sheet.expect("turns", 12, 12);
        sheet.expect("speakers", 3, 4);
        sheet.told("words", 900);
        sheet.left_out("x.rtf", "12 turns", "not read");
        let expect = "
zoom-vtt
               expected  found
  ok turns     12        12
  NO speakers  3         4
   – words               900
   – x.rtf     12 turns  not read

1 figures as known, 1 not, 1 left out
";
        assert_eq!(sheet.to_string(), expect);
        assert_eq!(sheet.missed(), 1);
    }

    #[test]
    fn a_share_is_held_against_a_bound() {
        let mut sheet = Sheet::default();
        sheet.at_least("recall", 0.98, 0.98);
        assert_eq!(sheet.missed(), 0);
        sheet.at_least("recall", 0.98, 0.979);
        sheet.at_least("recall of nothing", 0.98, f64::NAN);
        assert_eq!(sheet.missed(), 2);
    }
}
