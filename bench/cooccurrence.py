"""Compares co-occurrence with polars, DuckDB and a sweep in numpy.

    python3 bench/cooccurrence.py [--quick]

Makes a virtual environment, installs the packages from PyPI into it, makes a million codings
from a seed (2,000 documents of 60,000 characters at 50 sites, 500 codings each, 500 codes; a
tenth of that with --quick), counts for every two codes and every site the pairs of codings that
overlap, with each program, checks that all counts are equal, and prints medians and ratios.
What is compared is computing alone: reading the file is left out everywhere. All count events by
pair and site; beside it stands the whole answer of the program here (n1, n2, excerpts that meet,
stretches, characters, documents and sites besides). Needs Python 3.11 and cargo.
"""

import json
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from peers import built, environment

PACKAGES = ["numpy<3", "polars", "duckdb", "pyarrow"]
QUICK = "--quick" in sys.argv
DOCUMENTS, SITES, CODINGS, CODES, CHARACTERS = 200 if QUICK else 2_000, 50, 500, 500, 60_000
TIMES = 3


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "--peer":
        peer(sys.argv[2], sys.argv[3], sys.argv[4])
        return
    work = pathlib.Path(tempfile.mkdtemp(prefix="cooccurrence-"))
    codings = made(work)
    python, program = environment("bench-venv-cooccurrence", PACKAGES), built("themata-analysis", "together")
    print(f"load before: {os.getloadavg()[0]:.1f}")
    questions = {"here": "events", "here, the whole answer": "overlap"}
    rows = {name: ours(program, codings, unit, work / f"{unit}.bin")
            for name, unit in questions.items()}
    whole = rows["here, the whole answer"]
    whole["equal"] = rows_of(work / "overlap.bin") == rows_of(work / "events.bin")
    for name in ["numpy", "polars", "duckdb"]:
        rows[name] = json.loads(subprocess.run(
            [python, __file__, "--peer", name, str(codings), str(work / "events.bin")],
            check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1])
    for name, unit in questions.items():
        again = ours(program, codings, unit, work / "again.bin")
        rows[name] |= {key: min(rows[name][key], again[key]) for key in ["cpu", "seconds"]}
    print(f"load after: {os.getloadavg()[0]:.1f}")
    print("| program | s | CPU s | ratio | ratio of CPU | events | counts |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, row in rows.items():
        same = "–" if name == "here" else ("equal" if row["equal"] else "DIFFERENT")
        print(f"| {name} | {row['seconds']:.3f} | {row['cpu']:.3f} "
              f"| {row['seconds'] / rows['here']['seconds']:.1f} "
              f"| {row['cpu'] / rows['here']['cpu']:.1f} | {row['events']:,} | {same} |")
    if not all(row.get("equal", True) for row in rows.values()):
        sys.exit("the counts differ")


def made(work):
    """A line `document,site,start,end,code` for each coding."""
    path, draw = work / "codings.csv", random.Random(1).random
    with path.open("w") as out:
        for document in range(1, DOCUMENTS + 1):
            site = (document - 1) % SITES + 1
            for _ in range(CODINGS):
                length = 25 + int(draw() * 575)
                start = int(draw() * (CHARACTERS - length))
                out.write(f"{document},{site},{start},{start + length},{int(draw() * CODES)}\n")
    return path


def rows_of(counts):
    """Counts as they were written, in an order of their own."""
    written = counts.read_bytes()
    return sorted(written[at:at + 16] for at in range(0, len(written), 16))


def ours(program, codings, unit, counts):
    """Seconds of one computation by the clock, and CPU seconds: a run of so many, less a run
    of none."""

    def run(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([program, str(codings), unit, str(times), str(counts)],
                             check=True, capture_output=True, text=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
        return spent, out.split()

    found = []
    for _ in range(TIMES):
        once, _ = run(1)
        spent, (seconds, _, events) = run(11)
        found.append(((spent - once) / 10, float(seconds), int(events)))
    return {"cpu": statistics.median(cpu for cpu, _, _ in found),
            "seconds": statistics.median(seconds for _, seconds, _ in found),
            "events": found[0][2]}


def peer(name, codings, counts):
    import numpy as np
    columns = np.loadtxt(codings, delimiter=",", dtype=np.int64).T
    of_program = np.fromfile(counts, dtype="<u4").reshape(-1, 4).astype(np.int64)
    expect = ordered(np, *of_program.T)
    count = {"numpy": with_numpy, "polars": with_polars, "duckdb": with_duckdb}[name](columns)
    clock, cpu = [], []
    for _ in range(TIMES):
        begun, begun_cpu = time.perf_counter(), time.process_time()
        found = count()
        clock.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - begun_cpu)
    found = ordered(np, *(np.asarray(column, dtype=np.int64) for column in found))
    print(json.dumps({
        "seconds": statistics.median(clock), "cpu": statistics.median(cpu),
        "events": int(found[3].sum()), "equal": bool(np.array_equal(found, expect))}))


def ordered(np, first, second, site, n12):
    """Counts in the order of pair and site."""
    order = np.lexsort((site, second, first))
    return np.array([first[order], second[order], site[order], n12[order]])


def with_numpy(columns):
    """A sweep: of each coding, the codings that begin behind it and before its end are those
    that overlap it, and they stand in a row."""
    import numpy as np

    def count():
        document, site, start, end, code = columns
        place = document * (CHARACTERS + 1)
        order = np.argsort(place + start, kind="stable")
        begins, ends = (place + start)[order], (place + end)[order]
        code_of, site_of = code[order], site[order]
        here = np.arange(len(begins))
        meeting = np.searchsorted(begins, ends, side="left") - here - 1
        one = np.repeat(here, meeting)
        behind = np.arange(len(one)) - np.repeat(np.cumsum(meeting) - meeting, meeting)
        other = one + 1 + behind
        a, b = code_of[one], code_of[other]
        # Two codings of one stretch and code are one excerpt; the data hold none.
        apart = a != b
        first, second = np.minimum(a, b)[apart], np.maximum(a, b)[apart]
        keys = (first * CODES + second) * (SITES + 1) + site_of[one][apart]
        n12 = np.bincount(keys, minlength=CODES * CODES * (SITES + 1))
        found = np.flatnonzero(n12)
        pair = found // (SITES + 1)
        return pair // CODES, pair % CODES, found % (SITES + 1), n12[found]

    return count


def with_polars(columns):
    """Every coding is put into the stretches of 600 characters that it touches; codings that
    meet do so first in one of them."""
    import polars as pl
    frame = pl.DataFrame(dict(zip(["document", "site", "start", "end", "code"], columns)))

    def count():
        rows = frame.lazy().with_columns(
            stretches=pl.int_ranges(pl.col("start") // 600, (pl.col("end") - 1) // 600 + 1))
        rows = rows.explode("stretches")
        met = rows.join(rows, on=["document", "stretches"], suffix="_2").filter(
            (pl.col("code") < pl.col("code_2"))
            & (pl.col("start") < pl.col("end_2")) & (pl.col("start_2") < pl.col("end"))
            & (pl.max_horizontal("start", "start_2") // 600 == pl.col("stretches")))
        found = met.group_by("code", "code_2", "site").len().collect()
        return [found[name].to_numpy() for name in ["code", "code_2", "site", "len"]]

    return count


def with_duckdb(columns):
    """A join on document and on two ranges, left to its planner."""
    import duckdb
    import pyarrow as pa
    arrow = pa.table(dict(zip(["document", "site", "s", "e", "code"], columns)))
    base = duckdb.connect()
    base.register("arrow", arrow)
    base.execute("create table codings as select * from arrow")

    def count():
        found = base.execute("""
            select a.code as first, b.code as second, a.site as site, count(*) as n
            from codings a join codings b
            on a.document = b.document and a.code < b.code and a.s < b.e and b.s < a.e
            group by all""").fetchnumpy()
        return [found[name] for name in ["first", "second", "site", "n"]]

    return count


if __name__ == "__main__":
    main()
