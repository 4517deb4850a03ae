//! A document for reading in a terminal: turn numbers and speakers at the left, codings in
//! the margin at the right.

use themata_project::{CharSpan, Shown, ShownCoding, ShownMemo, ShownParagraph};

/// How many stripes stand beside each other; further codings have only their names.
const LANES: usize = 6;

/// How wide the words are at most: longer lines read badly.
const MEASURE: usize = 68;

/// Draws a document for a terminal that is `width` columns wide.
pub(crate) fn draw(shown: &Shown, width: usize) -> String {
    let indent = 6;
    let margin = if shown.codings.is_empty() { 0 } else { (width / 3).clamp(16, 44) };
    let measure = width.saturating_sub(indent + margin + 2).clamp(20, MEASURE);
    let lanes = lanes(&shown.codings);
    let mut drawing = Drawing { shown, lanes, measure, indent, next: 0, text: String::new() };
    drawing.text.push_str(&format!("{}\n{}\n", shown.name, shown.facts));
    shown.memos.iter().for_each(|memo| drawing.memo(memo));
    for turn in &shown.turns {
        if turn.left_out_before > 0 {
            drawing.text.push_str(LEFT_OUT);
        }
        drawing.text.push('\n');
        let number = turn.number.map_or(String::new(), |number| number.to_string());
        let speaker = turn.speaker.as_deref().unwrap_or("");
        let time = turn.time.as_deref().map_or(String::new(), |time| format!("  {time}"));
        if turn.number.is_some() {
            drawing.text.push_str(&format!("{number:>4}  {speaker}{time}\n"));
        }
        for paragraph in &turn.paragraphs {
            drawing.paragraph(paragraph);
        }
        turn.memos.iter().for_each(|memo| drawing.memo(memo));
    }
    if shown.left_out_behind > 0 {
        drawing.text.push_str(LEFT_OUT);
    }
    drawing.text
}

/// What stands where turns are left out.
const LEFT_OUT: &str = "\n      …\n";

struct Drawing<'a> {
    shown: &'a Shown,
    /// For each coding the stripe that it is drawn as, if there is room for one.
    lanes: Vec<Option<usize>>,
    measure: usize,
    indent: usize,
    /// The first coding whose name has not been written.
    next: usize,
    text: String,
}

impl Drawing<'_> {
    fn paragraph(&mut self, paragraph: &ShownParagraph) {
        let lines = wrapped(paragraph, self.measure);
        let mut waiting: Vec<String> = Vec::new();
        for (span, words) in &lines {
            while let Some(coding) = self.shown.codings.get(self.next) {
                if coding.span.start() >= span.end() {
                    break;
                }
                waiting.push(coding.title.clone());
                self.next += 1;
            }
            let stripes = self.stripes(*span);
            let name = if waiting.is_empty() { None } else { Some(waiting.remove(0)) };
            self.line(words, &stripes, name.as_deref());
        }
        // More codings began than there were lines: their names follow below.
        for name in waiting {
            self.line("", &" ".repeat(LANES), Some(&name));
        }
    }

    /// A remark under what it is about.
    fn memo(&mut self, memo: &ShownMemo) {
        let who = memo.author.as_deref().map_or(String::new(), |author| format!(" {author}"));
        let words = format!("memo{who}: {}", memo.words);
        let mut mark = '»';
        for line in words.lines().filter(|line| !line.trim().is_empty()) {
            let length = line.chars().count() as u32;
            let span = CharSpan::new(0, length);
            let line = ShownParagraph { span, words: line.to_owned() };
            for (_, words) in wrapped(&line, self.measure.saturating_sub(2)) {
                let indent = " ".repeat(self.indent);
                self.text.push_str(&format!("{indent}{mark} {words}\n"));
                mark = ' ';
            }
        }
    }

    fn stripes(&self, line: CharSpan) -> String {
        let mut stripes = vec![' '; LANES];
        for (coding, lane) in self.shown.codings.iter().zip(&self.lanes) {
            if coding.span.start() >= line.end() {
                break;
            }
            if let Some(lane) = lane.filter(|_| coding.span.overlaps(line)) {
                let begins = line.contains(coding.span.start());
                stripes[lane] = if begins { '┌' } else { '│' };
            }
        }
        stripes.into_iter().collect()
    }

    fn line(&mut self, words: &str, stripes: &str, name: Option<&str>) {
        let gap = self.measure.saturating_sub(columns(words));
        let line = format!(
            "{}{words}{}  {stripes} {}",
            " ".repeat(self.indent),
            " ".repeat(gap),
            name.unwrap_or_default()
        );
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// Packs codings into stripes from left to right, by where they begin.
fn lanes(codings: &[ShownCoding]) -> Vec<Option<usize>> {
    let mut free_from = [0u32; LANES];
    codings
        .iter()
        .map(|coding| {
            let lane = free_from.iter().position(|&free| free <= coding.span.start())?;
            free_from[lane] = coding.span.end();
            Some(lane)
        })
        .collect()
}

/// The lines of a paragraph and where each lies in the document.
fn wrapped(paragraph: &ShownParagraph, measure: usize) -> Vec<(CharSpan, String)> {
    let mut lines: Vec<(CharSpan, String)> = Vec::new();
    let mut at = paragraph.span.start();
    for word in paragraph.words.split_inclusive(char::is_whitespace) {
        let end = at + word.chars().count() as u32;
        let fits = lines
            .last()
            .is_some_and(|(_, line)| columns(line) + columns(word.trim_end()) <= measure);
        match lines.last_mut().filter(|_| fits) {
            Some((span, line)) => {
                line.push_str(word);
                *span = span.hull(CharSpan::new(at, end));
            }
            None => lines.push((CharSpan::new(at, end), word.to_owned())),
        }
        at = end;
    }
    for (_, line) in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// How many columns of a terminal a text takes.
fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
