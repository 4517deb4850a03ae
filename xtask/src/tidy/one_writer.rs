use super::Finding;
use super::checkout::Checkout;
use super::rust_code::pattern;

const STORE: &str = "themata-store";

/// The public functions of the store that record an operation. All but `transact` record what
/// was decided before: the making of the study, an undoing, a doing again.
const RECORDING: [&str; 8] =
    ["create", "in_memory", "transact", "undo", "undo_if", "redo", "redo_if", "undo_one_if"];

/// Every write is an operation in the log: only the functions known to record take the
/// session that an operation is recorded under, and one statement writes the log.
pub(super) fn one_writer(checkout: &Checkout) -> Vec<Finding> {
    let mut findings = Vec::new();
    let public = pattern(r"(?m)^\s*pub fn (\w+)");
    let logging = pattern(r"(?i)INSERT\s+(?:OR\s+\w+\s+)?INTO\s+operation\b");
    let mut writers = Vec::new();
    for (name, file, code) in checkout.product() {
        if name == STORE {
            for hit in public.captures_iter(&code.product) {
                let (Some(whole), Some(function)) = (hit.get(0), hit.get(1)) else { continue };
                let rest = &code.product[whole.end()..];
                let signature = &rest[..rest.find('{').unwrap_or(rest.len())];
                if signature.contains("Session") && !RECORDING.contains(&function.as_str()) {
                    let line = code.product[..function.start()].matches('\n').count() + 1;
                    let message = format!(
                        "`{}` looks as if it records an operation; let `transact` do that",
                        function.as_str()
                    );
                    findings.push(Finding::fault(&file.path, line, message));
                }
            }
        }
        for (line, words) in file.lines() {
            if logging.is_match(words) {
                writers.push((file, line));
            }
        }
    }
    for (file, line) in writers.iter().skip(1) {
        let message = "the log is written in a second place; leave it to the first";
        findings.push(Finding::fault(&file.path, *line, message));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::one_writer;

    #[test]
    fn only_known_functions_record() {
        let code = "impl Store {\n    pub fn transact(&mut self, session: &Session) {}\n    \
                    pub fn rename(\n        &mut self,\n        session: &Session,\n    ) {}\n    \
                    pub fn read(&self) -> Study { Session::default() }\n}";
        check(
            one_writer,
            &[
                ("crates/themata-store/src/a.rs", code),
                ("crates/themata-project/src/a.rs", code),
            ],
            &["crates/themata-store/src/a.rs:3: `rename` looks as if it records"],
        );
    }

    #[test]
    fn one_statement_writes_the_log() {
        let code = "f(\"INSERT INTO operation VALUES (1)\");";
        check(
            one_writer,
            &[("crates/themata-store/src/a.rs", code), ("crates/themata-store/src/b.rs", code)],
            &["crates/themata-store/src/b.rs:1: the log is written in a second place"],
        );
    }
}
