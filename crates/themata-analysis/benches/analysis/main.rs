//! How long the analyses take on the study that they are made for: 213 interviews at 16 sites,
//! coded by two coders with 60 codes, 63,900 codings; and on ten times as many interviews.

mod many_codes;
mod synthetic;

use std::sync::LazyLock;

use divan::Bencher;
use themata_analysis::{
    AgreementUnit, AgreementUniverse, Comparison, Cooccurrence, CooccurrenceOptions,
    CooccurrenceUnit, FrequencyMeasure, IntervalOptions, Layer, Level, MatrixValue,
    Transcripts, UnitizingOptions, agreement, cooccurrence, disagreements, documents_by,
    frequencies,
};

use synthetic::{Synthetic, study};

fn main() {
    divan::main();
}

/// How many times the study is as large as the one it is made for.
const TIMES: [u32; 2] = [1, 10];

static ONCE: LazyLock<Synthetic> = LazyLock::new(|| study(213, false));
static TEN_TIMES: LazyLock<Synthetic> = LazyLock::new(|| study(2_130, false));
static WITH_TEXTS: LazyLock<Synthetic> = LazyLock::new(|| study(213, true));

fn sized(times: u32) -> &'static Synthetic {
    if times == 1 { &ONCE } else { &TEN_TIMES }
}

mod together {
    use super::*;

    #[divan::bench(args = TIMES)]
    fn overlap_same_coder_by_site(bencher: Bencher<'_, '_>, times: u32) {
        run(bencher, sized(times), CooccurrenceUnit::Overlap, Layer::SameCoder);
    }

    #[divan::bench(args = TIMES)]
    fn overlap_any_coder_by_site(bencher: Bencher<'_, '_>, times: u32) {
        run(bencher, sized(times), CooccurrenceUnit::Overlap, Layer::AnyCoder);
    }

    #[divan::bench(args = TIMES)]
    fn excerpt_by_site(bencher: Bencher<'_, '_>, times: u32) {
        run(bencher, sized(times), CooccurrenceUnit::Excerpt, Layer::SameCoder);
    }

    #[divan::bench(args = TIMES)]
    fn document_by_site(bencher: Bencher<'_, '_>, times: u32) {
        run(bencher, sized(times), CooccurrenceUnit::Document, Layer::SameCoder);
    }

    #[divan::bench]
    fn turn_by_site(bencher: Bencher<'_, '_>) {
        run(bencher, &WITH_TEXTS, CooccurrenceUnit::Turn, Layer::SameCoder);
    }

    #[divan::bench]
    fn paragraph_by_site(bencher: Bencher<'_, '_>) {
        run(bencher, &WITH_TEXTS, CooccurrenceUnit::Paragraph, Layer::SameCoder);
    }

    #[divan::bench(sample_count = 10)]
    fn sentence_by_site(bencher: Bencher<'_, '_>) {
        run(bencher, &WITH_TEXTS, CooccurrenceUnit::Sentence, Layer::SameCoder);
    }

    fn run(bencher: Bencher<'_, '_>, of: &Synthetic, unit: CooccurrenceUnit, layer: Layer) {
        let options =
            CooccurrenceOptions { unit, layer, level: Level::Code, by: Some(of.site) };
        bencher.bench_local(|| {
            cooccurrence(&of.study, &of.asked, options, &of.transcripts).expect("all is there")
        });
    }

    #[divan::bench]
    fn long_table(bencher: Bencher<'_, '_>) {
        let of = &*ONCE;
        let options = CooccurrenceOptions {
            unit: CooccurrenceUnit::Overlap,
            layer: Layer::SameCoder,
            level: Level::Code,
            by: Some(of.site),
        };
        let made = cooccurrence(&of.study, &of.asked, options, &of.transcripts);
        let made = made.expect("all is there");
        bencher.bench_local(|| (made.to_table(), made.to_matrix(MatrixValue::Jaccard)));
    }
}

/// 500 codes at 50 sites: 124,750 pairs with 50 strata each.
mod go_together {
    use super::*;

    static MANY: LazyLock<Cooccurrence> = LazyLock::new(|| many_codes::counted(500, 50));

    #[divan::bench(sample_count = 10)]
    fn across_50_sites(bencher: Bencher<'_, '_>) {
        let many = &*MANY;
        assert_eq!(many.pairs.len(), 124_750);
        bencher.bench_local(|| many.across().expect("units and strata"));
    }

    #[divan::bench(sample_count = 10)]
    fn across_50_sites_on_one_thread(bencher: Bencher<'_, '_>) {
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        let many = &*MANY;
        bencher.bench_local(|| one.install(|| many.across().expect("units and strata")));
    }

    #[divan::bench(sample_count = 10)]
    fn coefficients(bencher: Bencher<'_, '_>) {
        bencher
            .with_inputs(|| MANY.clone())
            .bench_local_values(|many| many.with_coefficients().expect("units"));
    }

    #[divan::bench(sample_count = 10)]
    fn long_table(bencher: Bencher<'_, '_>) {
        let across = MANY.across().expect("units and strata");
        bencher.bench_local(|| across.to_table());
    }
}

mod agree {
    use super::*;

    #[divan::bench(args = TIMES)]
    fn character(bencher: Bencher<'_, '_>, times: u32) {
        run(bencher, sized(times), AgreementUnit::Character);
    }

    #[divan::bench]
    fn paragraph(bencher: Bencher<'_, '_>) {
        run(bencher, &WITH_TEXTS, AgreementUnit::Paragraph);
    }

    #[divan::bench(sample_count = 10)]
    fn sentence(bencher: Bencher<'_, '_>) {
        run(bencher, &WITH_TEXTS, AgreementUnit::Sentence);
    }

    fn run(bencher: Bencher<'_, '_>, of: &Synthetic, unit: AgreementUnit) {
        let universe = AgreementUniverse::WholeText;
        bencher.bench_local(|| {
            agreement(&of.study, &of.asked, unit, universe, &of.transcripts)
                .expect("all is there")
        });
    }
}

mod disagree {
    use super::*;

    #[divan::bench(args = TIMES)]
    fn everything(bencher: Bencher<'_, '_>, times: u32) {
        let of = sized(times);
        bencher.bench_local(|| disagreements(&of.study, &of.asked, &[]));
    }
}

mod agree_on_everything {
    use super::*;

    const RESAMPLED: IntervalOptions =
        IntervalOptions { replicates: 1_000, seed: 1, corrected: false };

    fn compared(of: &Synthetic) -> Comparison<'_> {
        let (unit, universe) = (AgreementUnit::Character, AgreementUniverse::WholeText);
        Comparison::of(&of.study, &of.asked, unit, universe, &of.transcripts)
            .expect("all is there")
    }

    #[divan::bench(args = TIMES)]
    fn every_measure(bencher: Bencher<'_, '_>, times: u32) {
        bencher.bench_local(|| compared(sized(times)).every_measure(None));
    }

    #[divan::bench(sample_count = 5)]
    fn every_measure_and_1000_replicates(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| compared(&ONCE).every_measure(Some(RESAMPLED)));
    }

    #[divan::bench(sample_count = 5)]
    fn standard_and_1000_replicates(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| compared(&ONCE).agreement(Some(RESAMPLED)));
    }

    #[divan::bench(sample_count = 5)]
    fn code_sets(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| compared(&ONCE).code_sets());
    }

    #[divan::bench(sample_count = 5)]
    fn spans(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| compared(&ONCE).spans());
    }

    #[divan::bench(sample_count = 1, sample_size = 1)]
    fn unitized(bencher: Bencher<'_, '_>) {
        let options = UnitizingOptions { seed: 1, legacy: true };
        bencher.bench_local(|| compared(&ONCE).unitized(options));
    }

    #[divan::bench]
    fn discussion(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| compared(&ONCE).discussion());
    }

    #[divan::bench]
    fn by_document(bencher: Bencher<'_, '_>) {
        let measures = themata_analysis::AgreementMeasure::STANDARD;
        bencher.bench_local(|| compared(&ONCE).by_document(&measures));
    }
}

mod count {
    use super::*;

    #[divan::bench(args = TIMES)]
    fn by_site(bencher: Bencher<'_, '_>, times: u32) {
        run(bencher, sized(times), None);
    }

    #[divan::bench(sample_count = 10)]
    fn by_site_with_words(bencher: Bencher<'_, '_>) {
        run(bencher, &WITH_TEXTS, Some(&WITH_TEXTS.transcripts));
    }

    #[divan::bench]
    fn documents(bencher: Bencher<'_, '_>) {
        let of = &*ONCE;
        bencher.bench_local(|| {
            documents_by(&of.study, &of.asked, of.site).expect("a known attribute")
        });
    }

    fn run(bencher: Bencher<'_, '_>, of: &Synthetic, texts: Option<&Transcripts>) {
        bencher.bench_local(|| {
            frequencies(&of.study, &of.asked, Some(of.site), texts)
                .expect("all is there")
                .to_table(&FrequencyMeasure::ALL, &[FrequencyMeasure::Excerpts])
        });
    }
}
