"""Times the workbench in headless Chromium, and Taguette beside it.

    python3 bench/workbench.py [--quick] [--built] [--pages]

Makes a virtual environment, installs Taguette and Playwright from PyPI into it, makes studies
from a seed (an interview of 10,000 words with 200 codings, one of 60,000 words with 2,000, and
213 interviews of 9,000 words with 63,900), puts the two interviews into Taguette, opens them in
Chromium by turns, and prints medians. `--quick` leaves the large interview in Taguette and the
large study out; `--pages` does nothing but that study; `--built` takes the programs as they
are. Needs Python 3.11, cargo, and Chromium at CHROMIUM or /usr/bin/chromium.

What is measured, from the moment that the address is asked for, in a window that shows the list
of documents and has shown the document once before:
- readable: the first frame after words of the transcript stand in the window;
- complete: the first idle moment after every coding is in the page and it has loaded;
- applying a code: from the key to the frame that shows it, and to the word "saved", which the
  page says when the study file has it;
- scrolling: the times between frames while the wheel turns through the large interview.
"""

import contextlib
import csv
import os
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from peers import ROOT, environment

PACKAGES = ["taguette", "setuptools<81", "playwright"]
QUICK = "--quick" in sys.argv
TIMES = 5
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"

# Every way of analysing, as it is asked first.
WAYS = ["frequencies", "tables", "cooccurrence", "across", "patterns", "saturation", "lines", "words", "keyness",
        "matrix", "themes", "map", "board"]

# Runs in the page before its own scripts: notes when words are there to be read, and when all
# codings are drawn.
WATCH = """
(function () {
  const WORDS = %r, CODINGS = %r, KEY = %r, WANTED = %d;
  const times = (window.benchTimes = {});
  // A task behind a frame's callbacks runs when that frame was drawn.
  const painted = (name) => setTimeout(() => { times[name] ??= performance.now(); });
  function look() {
    if (!("readable" in times) && !look.seen) {
      const first = document.querySelector(WORDS);
      const box = first && first.textContent.trim().length > 20 && first.getBoundingClientRect();
      if (box && box.height > 0 && box.top < innerHeight) { look.seen = true; painted("readable"); }
    }
    if (document.readyState === "complete") {
      const all = new Set([...document.querySelectorAll(CODINGS)].map((one) => one.getAttribute(KEY)));
      if (all.size >= WANTED) {
        requestIdleCallback(() => { times.complete ??= performance.now(); });
        return;
      }
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
"""


# Taguette asks its makers for news before it shows a page; without the internet it would wait
# for them for ever. Here there are none.
TAGUETTE = """
from taguette.web import base
async def no_news(app):
    app.messages_event.set()
base.Application._check_messages = no_news
from taguette.main import main
main()
"""


def main():
    python = environment("bench-venv-taguette", PACKAGES)
    if "BENCH_INSIDE" not in os.environ:
        again = subprocess.run([python, __file__, *sys.argv[1:]], env={**os.environ, "BENCH_INSIDE": "1"})
        sys.exit(again.returncode)
    if "--built" not in sys.argv:
        subprocess.run(["cargo", "build", "-q", "--release", "--workspace", "--bin", "themata", "--bin",
                        "xtask"], cwd=ROOT, check=True)
    from playwright.sync_api import sync_playwright
    with tempfile.TemporaryDirectory(prefix="workbench-") as work, sync_playwright() as playwright:
        work = pathlib.Path(work)
        sizes = {"10,000 words, 200 codings": (10_000, 200), "60,000 words, 2,000 codings": (60_000, 2_000)}
        applied = {}
        studies = {name: synthetic(work, 1, *size) for name, size in sizes.items()}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        if "--pages" in sys.argv:
            print(f"Chromium {browser.version}; load before: {os.getloadavg()[0]:.1f}")
            pages(browser, work)
            print(f"\nload after: {os.getloadavg()[0]:.1f}")
            return
        print(f"Chromium {browser.version}; load before: {os.getloadavg()[0]:.1f}")
        print("\n| interview | program | readable, ms | complete, ms |\n| --- | --- | --- | --- |")
        with taguette(work, list(studies.values())) as there, let_in(browser, there) as peers:
            for number, (name, study) in enumerate(studies.items(), 1):
                codings = sizes[name][1]
                with workbench(work, study) as here, let_in(browser, here) as visitor:
                    address, other = here + "/read/1", f"{origin(there)}/project/1/document/{number}"
                    lists = here + "/documents", f"{origin(there)}/project/1"
                    ours = ("#rows p", ".names [data-coding]", "data-coding", codings)
                    theirs = ("#document-contents p", "#document-contents [data-highlight-id]",
                              "data-highlight-id", codings)
                    # Taguette takes minutes for the large one: once is enough there.
                    large = codings > 1_000
                    rounds = TIMES if not large else 0 if QUICK else 1
                    mine, peer = [], []
                    with window(visitor, ours) as my_page, window(peers, theirs) as peer_page:
                        # Once before it counts: fonts, styles and scripts are at hand then.
                        opened(my_page, lists[0], address)
                        if rounds > 1:
                            opened(peer_page, lists[1], other)
                        for turn in range(TIMES):
                            mine.append(opened(my_page, lists[0], address))
                            if turn < rounds:
                                peer.append(opened(peer_page, lists[1], other))
                    line(name, "here", mine)
                    if peer:
                        line(name, f"Taguette, {len(peer)} times", peer)
                    applied[name] = applying(visitor, address)
                    if large:
                        frames = scrolling(visitor, address)
        print("\n| applying a code | on the screen, ms | saved, ms |\n| --- | --- | --- |")
        for name, known in applied.items():
            print(f"| {name} | {median(known, 'shown')} | {median(known, 'saved')} |")
        print(f"\nScrolling, {len(frames)} frames: median {statistics.median(frames):.1f} ms, "
              f"95th percentile {sorted(frames)[int(len(frames) * 0.95)]:.1f} ms, "
              f"longest {max(frames):.1f} ms")
        if not QUICK:
            pages(browser, work)
        print(f"\nload after: {os.getloadavg()[0]:.1f}")


def synthetic(work, documents, words, codings):
    """A study from a seed."""
    path = work / f"words-{words}-{codings}.themata"
    subprocess.run([TARGET / "xtask", "synth", "--out", path, "--documents", str(documents), "--words",
                    str(words), "--codes", "60", "--coders", "2", "--codings", str(codings), "--seed", "1"],
                   check=True, capture_output=True)
    return path


@contextlib.contextmanager
def workbench(work, study):
    """Serves a study; gives the address that opens it, with its key."""
    child = subprocess.Popen([TARGET / "themata", "serve", study, "--coder", "coder1", "--no-browser"],
                             env={**os.environ, "THEMATA_STATE": str(work / "state")},
                             stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        for said in child.stderr:
            if found := re.search(r"http:\S+", said):
                yield Invitation(found.group(), study.stem)
                break
    finally:
        child.kill()
        child.wait()


class Invitation(str):
    """An address with a key; joined to a path it names a page of the study."""

    def __new__(cls, address, name):
        made = super().__new__(cls, address)
        made.name = name
        return made

    def __add__(self, path):
        return f"{origin(self)}/s/{self.name}{path}"


@contextlib.contextmanager
def taguette(work, studies):
    """Serves the documents and codings of the studies in Taguette."""
    database = work / "taguette.sqlite3"

    def start():
        log = open(work / "taguette.log", "w")
        child = subprocess.Popen([sys.executable, "-c", TAGUETTE, "--no-browser", "-b", "127.0.0.1", "-p", "7471",
                                  "--database", database], stdout=subprocess.PIPE, stderr=log, text=True)
        return child, next(found.group() for said in child.stdout
                           if (found := re.search(r"http:\S+", said)))

    child, _ = start()
    child.terminate()
    child.wait()
    fill(database, studies, work)
    child, address = start()
    try:
        yield address.replace("localhost", "127.0.0.1")
    finally:
        child.kill()
        child.wait()


def fill(database, studies, work):
    """Puts documents and codings into Taguette's database: its places are bytes of UTF-8."""
    known = sqlite3.connect(database)
    now = "2026-01-01 00:00:00.000000"
    known.execute("INSERT INTO projects VALUES (1, 'a study', '', ?)", [now])
    known.execute("INSERT INTO project_members VALUES (1, 'admin', 'ADMIN')")
    tags = {}
    for number, study in enumerate(studies, 1):
        folder = work / f"tables-{number}"
        subprocess.run([TARGET / "themata", "export", "--study", study, "--to", "csv", folder],
                       check=True, capture_output=True)
        paragraphs, places, behind = [], [], 0
        for turn in rows(folder / "turns.csv"):
            words = turn["words"].replace("\n", " ")
            paragraphs.append(f"<p>{words}</p>")
            places.append((int(turn["start"]), int(turn["end"]), behind, words))
            behind += len(words.encode())
        known.execute("INSERT INTO documents VALUES (?, ?, '', 'one.txt', ?, 1, 'LEFT_TO_RIGHT', ?)",
                      [number, f"interview {number}", now, "".join(paragraphs)])

        def place(position):
            for start, end, before, words in places:
                if position <= end:
                    return before + len(words[:max(0, position - start)].encode())
            return behind
        for coding in rows(folder / "codings.csv"):
            code = coding["code"]
            if code not in tags:
                tags[code] = len(tags) + 1
                known.execute("INSERT INTO tags VALUES (?, 1, ?, '')", [tags[code], code])
            added = known.execute(
                "INSERT INTO highlights (document_id, start_offset, end_offset, snippet) VALUES (?, ?, ?, ?)",
                [number, place(int(coding["start"])), place(int(coding["end"])), coding["quote"]])
            known.execute("INSERT INTO highlight_tags VALUES (?, ?)", [added.lastrowid, tags[code]])
    known.commit()
    known.close()


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def origin(address):
    return re.match(r"http://[^/]+", address).group()


@contextlib.contextmanager
def let_in(browser, invitation):
    """A visitor of a program, with windows of 1440 by 900. A key opens once."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.goto(str(invitation))
        page.close()
        yield context
    finally:
        context.close()


@contextlib.contextmanager
def window(visitor, watched=None):
    """A window; told what to watch for, it notes when a document is readable and complete."""
    page = visitor.new_page()
    if watched:
        page.add_init_script(WATCH % watched)
    try:
        yield page
    finally:
        page.close()


def opened(page, before, address):
    """How long until a document can be read and until it is complete, coming from the list of
    documents."""
    page.goto(before)
    page.wait_for_timeout(300)
    page.goto(address, wait_until="commit")
    until(page, "!!(window.benchTimes && benchTimes.complete && benchTimes.readable)", 900)
    times = page.evaluate("window.benchTimes")
    print(f"{address}: {times}", file=sys.stderr)
    return times


def applying(visitor, address):
    """How long from a key until a code is on the screen and in the file, for several sentences."""
    known = []
    with window(visitor) as page:
        page.goto(address)
        page.wait_for_timeout(500)
        for _ in range(3 * TIMES):
            page.keyboard.press("j")
            page.keyboard.press("j")
            page.keyboard.press("s")
            page.evaluate("""() => {
                const times = (window.benchTimes = {});
                const rows = document.getElementById("rows"), sign = document.getElementById("saved");
                const count = () => rows.querySelectorAll(".names [data-coding]").length;
                const before = count();
                let start = 0;
                document.addEventListener("keydown", (event) => { start = event.timeStamp; }, { once: true, capture: true });
                sign.dataset.state = "";
                const seen = new MutationObserver(() => {
                  if (count() > before) {
                    seen.disconnect();
                    requestAnimationFrame(() => setTimeout(() => { times.shown = performance.now() - start; }));
                  }
                });
                seen.observe(rows, { childList: true, subtree: true });
                const kept = new MutationObserver(() => {
                  if (sign.dataset.state === "saved") { kept.disconnect(); times.saved = performance.now() - start; }
                });
                kept.observe(sign, { attributes: true });
            }""")
            page.keyboard.press("1")
            until(page, "!!(benchTimes.shown && benchTimes.saved)", 20)
            known.append(page.evaluate("window.benchTimes"))
    return known


def scrolling(visitor, address):
    """The times between frames while the wheel turns through a document."""
    with window(visitor) as page:
        page.goto(address)
        page.wait_for_timeout(1_500)
        page.mouse.move(500, 500)
        page.evaluate("""() => {
            const frames = (window.benchFrames = []);
            let last = performance.now();
            (function frame(now) { frames.push(now - last); last = now; requestAnimationFrame(frame); })(last);
        }""")
        for _ in range(120):
            page.mouse.wheel(0, 240)
            page.wait_for_timeout(16)
        return page.evaluate("window.benchFrames").copy()[2:]


def pages(browser, work):
    """How long every page takes on a large study."""
    study = synthetic(work, 213, 9_000, 63_900)
    names = ["documents", "read/1", "codebook", "codebook/1", "codebook/versions", "excerpts", "excerpts?q=the",
             "excerpts?q=team+AND+site%3A01", "proposals", "people", "memos", "history", "import", "export",
             "rounds", "rounds/new", "reconcile", "reconcile/rules?rule=agreed", "reconcile/decisions",
             "reconcile/agreement", "reconcile/questions", "reconcile/report",
             *(f"analyse/{way}" for way in WAYS), "report"]
    with workbench(work, study) as here, let_in(browser, here) as visitor, window(visitor) as page:
        print("\n| page of 213 interviews | answered, ms | painted, ms | loaded, ms | KB |\n| --- | --- | --- | --- | --- |")
        page.goto(here + "/documents")
        for name in names:
            known = []
            for _ in range(TIMES):
                page.goto(f"{here + '/'}{name}", wait_until="load")
                until(page, "performance.getEntriesByName('first-contentful-paint').length > 0", 20)
                known.append(page.evaluate("""() => {
                    const asked = performance.getEntriesByType("navigation")[0];
                    const painted = performance.getEntriesByName("first-contentful-paint")[0];
                    return { answered: asked.responseEnd, painted: painted.startTime,
                             loaded: asked.loadEventEnd || performance.now(), size: asked.decodedBodySize / 1000 };
                }"""))
            print(f"| {name} | {median(known, 'answered')} | {median(known, 'painted')} "
                  f"| {median(known, 'loaded')} | {median(known, 'size')} |")


def until(page, holds, seconds):
    """Waits until something holds in a page; its policy lets no string be made a script there."""
    end = time.monotonic() + seconds
    while not page.evaluate(holds):
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s: {holds}")
        time.sleep(0.02)


def line(name, program, known):
    print(f"| {name} | {program} | {median(known, 'readable')} | {median(known, 'complete')} |", flush=True)


def median(known, key):
    return f"{statistics.median(one[key] for one in known):,.0f}"


if __name__ == "__main__":
    main()
