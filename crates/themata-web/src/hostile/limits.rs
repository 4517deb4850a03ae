use axum::body::{Body, Bytes};

use super::bomb::bomb;
use crate::pages::import::LARGEST;
use crate::specimen::Specimen;

/// A visit of somebody who hands files in.
struct Visit<'a> {
    bench: &'a Specimen,
    cookie: String,
    number: String,
}

impl Visit<'_> {
    async fn begun(bench: &Specimen) -> Visit<'_> {
        let mut visit = Visit { bench, cookie: bench.come_in().await, number: String::new() };
        let (_, answer) = visit.sent("visit", "application/json", "{}".into()).await;
        visit.number = answer.chars().filter(char::is_ascii_digit).collect();
        visit
    }

    async fn sent(&self, path: &str, kind: &str, body: Body) -> (u16, String) {
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("origin", "http://127.0.0.1:4000"),
            ("content-type", kind),
        ];
        let path = format!("/s/care/import/{path}");
        let (parts, bytes) = self.bench.answered("POST", &path, &headers, body).await;
        (parts.status.as_u16(), String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn hands_in(&self, pieces: Vec<Bytes>) -> (u16, String) {
        self.streams(tokio_stream::iter(pieces.into_iter().map(Ok::<_, std::io::Error>))).await
    }

    async fn streams(
        &self,
        pieces: impl tokio_stream::Stream<Item = Result<Bytes, std::io::Error>> + Send + 'static,
    ) -> (u16, String) {
        let path = format!("{}/files", self.number);
        self.sent(&path, "multipart/form-data; boundary=edge", Body::from_stream(pieces)).await
    }

    /// What the visit has become of: how far reading is, when it is over.
    async fn is_read(&self) -> String {
        let path = format!("{}/read", self.number);
        let (status, answer) = self.sent(&path, "application/json", "null".into()).await;
        assert_eq!(status, 200, "{answer}");
        loop {
            let path = format!("/s/care/import/{}/state", self.number);
            let answer = self.bench.asked("GET", &path, &[("cookie", &self.cookie)], "").await;
            if !answer.body.contains("running") {
                return answer.body;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    async fn page(&self) -> String {
        let path = format!("/s/care/import?visit={}", self.number);
        self.bench.asked("GET", &path, &[("cookie", &self.cookie)], "").await.body
    }
}

fn head(path: &str) -> Bytes {
    format!(
        "--edge\r\ncontent-disposition: form-data; name=\"path\"\r\n\r\n{path}\r\n--edge\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n"
    )
    .into()
}

fn end() -> Bytes {
    Bytes::from_static(b"\r\n--edge--\r\n")
}

/// That the workbench goes on, and that nothing came in.
async fn goes_on(bench: &Specimen) {
    let documents = bench.page("/s/care/documents").await;
    assert!(documents.status == 200 && documents.body.contains("1 document<"));
    let written = |bench: &Specimen| bench.app.studies.named("care").unwrap().now_at().unwrap();
    assert_eq!(written(bench), written(&Specimen::new()), "something was written");
}

/// The most memory that this test has had, in MB, where the system tells it.
fn most_memory() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    number.unwrap_or(0) / 1024
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_end_is_refused_and_not_kept() {
    let bench = Specimen::new();
    let visit = Visit::begun(&bench).await;
    let piece = Bytes::from(vec![b'w'; 1 << 20]);
    let pieces = std::iter::once(head("endless.txt")).chain(std::iter::repeat(piece));
    let endless = tokio_stream::iter(pieces.map(Ok));
    let (status, told) = visit.streams(endless).await;
    assert_eq!(status, 422, "{told}");
    let most = format!("A file is larger than {} MB", LARGEST >> 20);
    assert!(told.contains(&most), "{told}");
    assert!(most_memory() < 300, "{} MB", most_memory());
    let kept = bench.app.visits.bytes_lying();
    assert_eq!(kept, 0, "half a file is gone");
    goes_on(&bench).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_breaks_off_is_not_kept() {
    let bench = Specimen::new();
    let visit = Visit::begun(&bench).await;
    let cut = vec![head("cut.txt"), Bytes::from_static(b"NURSE: We wait")];
    let (status, told) = visit.hands_in(cut).await;
    assert_eq!(status, 422, "{told}");
    assert!(told.contains("did not arrive whole"), "{told}");
    assert_eq!(bench.app.visits.bytes_lying(), 0);

    let fails = tokio_stream::iter([
        Ok(head("fails.txt")),
        Ok(Bytes::from(vec![b'w'; 1 << 16])),
        Err(std::io::Error::other("the line is gone")),
    ]);
    let (status, told) = visit.streams(fails).await;
    assert!(status == 422 && !told.contains("the line"), "{told}");
    assert_eq!(bench.app.visits.bytes_lying(), 0);
    // The next one arrives all the same.
    let whole = vec![head("whole.txt"), Bytes::from_static(b"I: How?\n\nN1: Well."), end()];
    let (status, told) = visit.hands_in(whole).await;
    assert_eq!((status, told.as_str()), (200, r#"{"files":1,"passed_over":0}"#));
    goes_on(&bench).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_away_leaves_no_half_file() {
    let bench = Specimen::new();
    let visit = Visit::begun(&bench).await;
    let begun =
        tokio_stream::iter([Ok(head("gone.txt")), Ok(Bytes::from(vec![b'w'; 1 << 16]))]);
    let waits = tokio_stream::StreamExt::chain(begun, tokio_stream::pending());
    let patience = std::time::Duration::from_millis(300);
    let left = tokio::time::timeout(patience, visit.streams(waits)).await;
    assert!(left.is_err(), "it waits for the rest, which does not come");
    assert_eq!(bench.app.visits.bytes_lying(), 0);
    goes_on(&bench).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_unpacks_to_gigabytes_is_refused_and_the_others_come_in() {
    let bench = Specimen::new();
    let visit = Visit::begun(&bench).await;
    const GIGABYTES: u64 = 2 << 30;
    for (path, part, lies) in [
        ("word.docx", "word/document.xml", false),
        ("lies.docx", "word/document.xml", true),
        ("sheet.xlsx", "xl/workbook.xml", false),
        ("archive.zip", "transcript.txt", false),
    ] {
        let packed = Bytes::from(bomb(part, GIGABYTES, lies));
        assert!(packed.len() < LARGEST);
        let (status, told) = visit.hands_in(vec![head(path), packed, end()]).await;
        assert_eq!(status, 200, "{told}");
    }
    let good = Bytes::from_static(b"I: How is it here?\n\nN1: We wait.\n");
    visit.hands_in(vec![head("good.txt"), good, end()]).await;
    let state = visit.is_read().await;
    assert!(state.contains(r#""state":"done""#), "{state}");
    let page = visit.page().await;
    assert!(page.contains("1 document would come in"), "{page}");
    assert!(page.contains("4 cannot be read"), "{page}");
    // Each file is read for itself, as many at once as there are processors.
    let at_once = std::thread::available_parallelism().map_or(1, usize::from).min(6) as u64;
    assert!(most_memory() < 300 + 800 * at_once, "{} MB", most_memory());
    goes_on(&bench).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_upload_is_refused() {
    let bench = Specimen::new();
    let visit = Visit::begun(&bench).await;
    let path = format!("{}/files", visit.number);
    for (kind, body) in [
        ("application/json", "{}"),
        ("text/plain", "NURSE: We wait."),
        ("multipart/form-data", "--edge"),
        ("multipart/form-data; boundary=other", "--edge\r\n\r\n--edge--"),
        ("multipart/form-data; boundary=edge", "no edge at all"),
    ] {
        let (status, told) = visit.sent(&path, kind, body.into()).await;
        assert!((400..500).contains(&status), "{kind}: {status} {told}");
        assert!(told.contains("\"message\":\""), "{kind}: {told}");
        assert!(!told.contains("We wait"), "{told}");
    }
    let long = vec![head(&"deep/".repeat(2_000)), Bytes::from_static(b"x"), end()];
    let (status, told) = visit.hands_in(long).await;
    assert!(status == 422 && told.contains("longer than any file's name"), "{told}");
    assert_eq!(bench.app.visits.bytes_lying(), 0);
    goes_on(&bench).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_action_carries_no_more_than_it_may() {
    let bench = Specimen::new();
    let cookie = bench.come_in().await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("origin", "http://127.0.0.1:4000"),
        ("content-type", "application/json"),
    ];
    let piece = Bytes::from(vec![b'w'; 1 << 20]);
    let begins = Bytes::from_static(b"{\"text\":\"");
    let endless = std::iter::once(begins).chain(std::iter::repeat(piece));
    let body = Body::from_stream(tokio_stream::iter(endless.map(Ok::<_, std::io::Error>)));
    let (parts, bytes) = bench.answered("POST", "/s/care/codebook/rules", &headers, body).await;
    assert_eq!(parts.status.as_u16(), 413);
    let told = String::from_utf8_lossy(&bytes);
    assert!(told.contains("more than the workbench takes at once"), "{told}");
    assert!(most_memory() < 300, "{} MB", most_memory());
    goes_on(&bench).await;
}
