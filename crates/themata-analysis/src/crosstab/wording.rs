use super::axis::Lines;
use super::base::Bases;
use super::{
    AxisName, CrosstabAxis, CrosstabMeasure, CrosstabOptions, CrosstabScale, Weights, WordsOf,
};
use crate::wording::counted;

/// What a cell counts, what it is divided by, what a line and a total are, over what.
pub(super) fn definition(
    options: CrosstabOptions,
    weights: Weights,
    rows: &AxisName,
    columns: &AxisName,
    universe: &str,
) -> String {
    let axis = |name: &AxisName| name.heading.to_lowercase();
    let mut sentences = vec![match options.columns {
        Some(_) => format!("Rows: {}; columns: {}.", axis(rows), axis(columns)),
        None => format!("Rows: {}.", axis(rows)),
    }];
    sentences.push(measure(options, weights));
    sentences.extend(shown(options));
    sentences.extend(lines(options));
    if options.by_valence {
        sentences.push(
            "Barriers and facilitators count the codings that say so; where the coder left it \
             open, neither does."
                .to_owned(),
        );
    }
    sentences.push(total(options).to_owned());
    sentences.push(universe.to_owned());
    sentences.join(" ")
}

fn measure(options: CrosstabOptions, weights: Weights) -> String {
    let words = match options.words_of {
        WordsOf::Everyone => "words",
        WordsOf::Participants => "words that participants say",
    };
    match options.measure {
        CrosstabMeasure::Codings => {
            "A cell counts codings: a coder, an excerpt, a code.".to_owned()
        }
        CrosstabMeasure::Excerpts => {
            "A cell counts excerpts: distinct stretches of a document, whoever coded them."
                .to_owned()
        }
        CrosstabMeasure::Documents => {
            "A cell counts documents with at least one such coding.".to_owned()
        }
        CrosstabMeasure::Words => {
            format!("A cell counts {words} in what is coded, held or touched, each once.")
        }
        CrosstabMeasure::Characters => {
            "A cell counts characters of what is coded, each once.".to_owned()
        }
        CrosstabMeasure::Share => format!(
            "A cell is the share of words: {words} in what is coded, held or touched, each once \
             ÷ {words} in {}.",
            documents(options)
        ),
        CrosstabMeasure::DocumentShare => format!(
            "A cell is the share of documents: documents with at least one such coding ÷ {}.",
            documents(options)
        ),
        CrosstabMeasure::MeanWeight => mean_weight(weights),
    }
}

fn mean_weight(weights: Weights) -> String {
    let Weights { with, without } = weights;
    let taken = counted(with, "coding", "codings");
    let left_out = match without {
        0 if with == 0 => "there are no codings".to_owned(),
        0 => "all have one".to_owned(),
        1 => "1 coding has none and is left out, not counted as zero".to_owned(),
        _ => format!("{without} codings have none and are left out, not counted as zero"),
    };
    format!(
        "A cell is the mean of the weights (0 to 100) of its codings: sum of the weights ÷ \
         codings with a weight. Means are taken over {taken} with a weight; {left_out}. Where \
         no coding has a weight the cell is empty."
    )
}

/// The documents that a cell could count something in.
fn documents(options: CrosstabOptions) -> &'static str {
    let of_documents =
        |axis| matches!(axis, CrosstabAxis::Attribute(_) | CrosstabAxis::Document);
    let speaks = options.has(CrosstabAxis::Speaker);
    match (of_documents(options.rows), options.columns.is_some_and(of_documents)) {
        _ if speaks && options.measure == CrosstabMeasure::DocumentShare => {
            "the documents of the cell in which the speaker speaks"
        }
        _ if speaks => "the speaker's turns in the documents of the cell",
        (true, true) => "the documents of row and column",
        (true, false) => "the documents of the row",
        (false, true) => "the documents of the column",
        (false, false) => "all documents",
    }
}

fn shown(options: CrosstabOptions) -> Option<String> {
    let distinct = "; where one counts in several cells, shares add up to more than 100 %";
    match options.shown {
        CrosstabScale::Counts => None,
        CrosstabScale::RowShares => Some(format!("Shown: cell ÷ total of the row{distinct}.")),
        CrosstabScale::ColumnShares => {
            Some(format!("Shown: cell ÷ total of the column{distinct}."))
        }
        CrosstabScale::PerThousandWords => {
            let whose = match options.words_of {
                WordsOf::Everyone => "words",
                WordsOf::Participants => "words that participants say",
            };
            let documents = documents(options);
            Some(format!("Shown: 1000 × cell ÷ {whose} in {documents}."))
        }
    }
}

fn lines(options: CrosstabOptions) -> Vec<String> {
    let mut sentences = Vec::new();
    if options.has(CrosstabAxis::Code) {
        sentences.push(match options.roll_up {
            true => "A code counts what carries it or any of its subcodes, once.",
            false => "A code counts what carries exactly this code, not its subcodes.",
        });
    }
    if options.has(CrosstabAxis::Theme) {
        sentences.push("A theme counts what carries any of its codes, once.");
    }
    if options.has(CrosstabAxis::Speaker) {
        sentences.push(
            "A coding counts for each speaker whose turns it touches; speakers of one name are \
             one, in whatever document.",
        );
    }
    sentences.into_iter().map(str::to_owned).collect()
}

fn total(options: CrosstabOptions) -> &'static str {
    match options.measure {
        CrosstabMeasure::Codings if !options.roll_up && !options.has(CrosstabAxis::Speaker) => {
            "Totals count over all rows or columns."
        }
        CrosstabMeasure::MeanWeight => {
            "Totals are means over the codings of all rows or columns, each once, not means of \
             the means beside them."
        }
        CrosstabMeasure::Share | CrosstabMeasure::DocumentShare => {
            "Totals are shares over all rows or columns, not sums of what stands beside them."
        }
        _ => {
            "Totals count what is distinct over all rows or columns: what counts in several of \
             them is one in the total, which can be less than their sum."
        }
    }
}

/// What a reader should know of this table.
pub(super) fn remarks(
    options: CrosstabOptions,
    open: u64,
    rows: &Lines,
    columns: &Lines,
    bases: &Bases,
) -> Vec<String> {
    let mut remarks = Vec::new();
    if options.by_valence && open > 0 {
        let codings = counted(open, "coding", "codings");
        remarks.push(format!("{codings} without a valence: neither barrier nor facilitator"));
    }
    let asks_participants = options.words_of == WordsOf::Participants
        && (options.divides_by_words() || options.counts_words());
    if asks_participants && options.divides_by_words() && bases.all().words == 0 {
        remarks.push(
            "no word is known to be a participant's; `themata speakers role` says who is asked"
                .to_owned(),
        );
    }
    if options.divides_by_words() || options.measure == CrosstabMeasure::DocumentShare {
        let small =
            [(rows, true), (columns, false)].into_iter().flat_map(|(lines, are_rows)| {
                let is_group = lines.name.of_documents && lines.name.key != "document";
                let of = move |at: usize| match are_rows {
                    true => bases.at(at, columns.lines.len()).documents,
                    false => bases.at(rows.lines.len(), at).documents,
                };
                let lines = lines.lines.iter().enumerate().filter(move |_| is_group);
                lines.map(move |(at, line)| (line, of(at))).filter(|&(_, number)| number < 3)
            });
        let small: Vec<String> =
            small.map(|(line, number)| format!("{} ({number})", line.heading)).collect();
        if !small.is_empty() {
            remarks.push(format!(
                "fewer than 3 documents, compare with care: {}",
                small.join(", ")
            ));
        }
    }
    remarks
}
