use std::time::Duration;

use crate::env::{Env, words};

/// A study whose import is killed at some moment opens, is sound, and holds all or nothing.
#[test]
fn a_killed_import_leaves_a_sound_study() {
    let env = Env::with_study();
    for number in 0..120 {
        let turn =
            format!("NURSE: Number {number} said something at length.\n\nDOCTOR: Quite.\n\n");
        env.write(&format!("more/{number}.txt"), turn.repeat(400));
    }
    let mut outcomes = [0; 2];
    for wait in [5, 40, 90, 160, 260, 400, 700] {
        let mut child = env.command(&words("import more --quiet")).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        env.run("check").done();
        let listed = env.run("documents --format json").done().json();
        let documents = listed["rows"].as_array().unwrap().len();
        assert!(documents == 2 || documents == 122, "{documents} documents");
        outcomes[usize::from(documents > 2)] += 1;
        if documents > 2 {
            env.run("undo").done();
        }
    }
    assert!(outcomes[0] > 0, "no import was ever interrupted");
}
