//! scratch
use themata_ingest::*;
fn main() {
    for path in std::env::args().skip(2) {
        let bytes = std::fs::read(&path).unwrap();
        let t = std::time::Instant::now();
        let r = read(Source { name: &path, bytes: &bytes }, &Options::default(), &|b| {
            themata_pdf::pages(b)
        });
        let ms = t.elapsed().as_millis();
        match r {
            Err(e) => println!(
                "{path}: ERROR {e}; {:?}; hint {:?} ({ms} ms)",
                std::error::Error::source(&e).map(|s| s.to_string()),
                e.hint()
            ),
            Ok(r) => {
                let tr = &r.transcript;
                let mut by = std::collections::BTreeMap::new();
                for t in &tr.turns {
                    *by.entry(tr.speaker_of(t).unwrap_or("-")).or_insert(0) += 1;
                }
                let spoken: usize =
                    tr.spoken().map(|(_, w)| w.split_whitespace().count()).sum();
                println!(
                    "{path}: {:?} {:?} turns {} speakers {} words {} (spoken {spoken}) marks {} ({ms} ms) {by:?}",
                    r.format,
                    r.encoding,
                    tr.turns.len(),
                    tr.speakers.len(),
                    tr.text.split_whitespace().count(),
                    tr.time_marks.len()
                );
                for d in &r.diagnostics {
                    println!("   {d} about {:?}", d.about);
                }
                if std::env::args().nth(1).as_deref() == Some("full") {
                    let mut at = 0u32;
                    let chars: Vec<char> = tr.text.chars().collect();
                    let cut = |a: u32, b: u32| {
                        chars[a as usize..b as usize].iter().collect::<String>()
                    };
                    for t in &tr.turns {
                        if t.span.start() > at {
                            println!("   ## {:?}", cut(at, t.span.start()));
                        }
                        println!(
                            "   [{:?}-{:?}] {:?}| {:?}",
                            t.start_ms,
                            t.end_ms,
                            tr.speaker_of(t),
                            cut(t.span.start(), t.span.end())
                        );
                        at = t.span.end();
                    }
                    println!("   ## {:?}", cut(at, chars.len() as u32));
                }
            }
        }
    }
}
