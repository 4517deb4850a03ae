"""Compares association across strata with statsmodels and scipy, on random tables.

    python3 bench/stratified.py [PAIRS]

Makes a virtual environment, installs the packages from PyPI into it, makes tables with few and
many strata, small and large counts, computes every figure with both, and says how many were
compared and how far apart they are at most. Fails where one differs by more than a part in 10^8.
Needs Python 3.11 and cargo.

Where definitions differ the peer is asked for the same: strata in which nothing can be said are
left out before it sees them, and cells of zero have one half added for Q.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import time

PACKAGES = ["numpy", "scipy==1.17.1", "statsmodels==0.15.0"]
ROOT = pathlib.Path(__file__).resolve().parent.parent
TOLERANCE = 1e-8


def main():
    if len(sys.argv) > 1 and sys.argv[1] == "--peer":
        peer()
        return
    pairs = made(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
    text = "\n".join(";".join(" ".join(map(str, table)) for table in strata) for strata in pairs)
    subprocess.run(["cargo", "build", "-q", "--release", "-p", "themata-analysis",
                    "--example", "stratified"], cwd=ROOT, check=True)
    program = ROOT / "target" / "release" / "examples" / "stratified"
    began = time.perf_counter()
    ours = answers([program], text)
    between = time.perf_counter()
    theirs = answers([environment(), __file__, "--peer"], text)
    ended = time.perf_counter()
    compared, apart, worst, missing = 0, 0.0, "", 0
    for strata, own, other in zip(pairs, ours, theirs, strict=True):
        for name, value in other.items():
            if own[name] is None or value is None:
                # The peer has no value where the common odds ratio is exactly 1.
                if value is not None:
                    missing += 1
                    print(f"{name}: undefined here, {value} there, of {strata}")
                continue
            compared += 1
            # statsmodels takes p as 1 − the share below, which loses the last digits.
            scale = 1.0 if name.endswith("_p") else max(abs(value), 1e-3)
            difference = abs(own[name] - value) / scale
            if difference > apart:
                apart, worst = difference, f"{name}: {own[name]} and {value} of {strata}"
    print(f"{compared:,} figures of {len(pairs):,} pairs; at most {apart:.1e} apart ({worst})")
    print(f"{between - began:.2f} s here, {ended - between:.2f} s there, starting included")
    if apart > TOLERANCE or missing:
        sys.exit(1)


def made(count):
    numbers = random.Random(1)
    pairs = []
    for _ in range(count):
        size = numbers.choice([3, 10, 100, 5_000])
        shape = [numbers.random() ** 2 for _ in range(4)]
        strata = [[int(size * part * numbers.random()) for part in shape]
                  for _ in range(numbers.choice([1, 2, 5, 16]))]
        pairs.append(strata)
    return pairs


def answers(command, text):
    done = subprocess.run([str(part) for part in command], input=text, text=True, check=True,
                          capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def environment():
    folder = pathlib.Path(os.environ.get("BENCH_VENV", ROOT / "target" / "bench-strata-venv"))
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return python


def peer():
    import warnings

    import numpy as np
    from scipy import stats
    from statsmodels.stats.contingency_tables import StratifiedTable, Table2x2
    from statsmodels.stats.meta_analysis import combine_effects

    warnings.simplefilter("ignore")

    def speaks(a, b, c, d):
        return min(a + b, c + d, a + c, b + d) > 0

    def number(value):
        return float(value) if np.isfinite(value) else None

    for line in sys.stdin.read().splitlines():
        strata = [[float(cell) for cell in table.split()] for table in line.split(";")]
        told = [table for table in strata if speaks(*table)]
        said = {}
        if told:
            tables = StratifiedTable([np.array(table).reshape(2, 2) for table in told])
            together = sum(a * d for a, _, _, d in told) > 0
            apart = sum(b * c for _, b, c, _ in told) > 0
            if together and apart:
                low, high = tables.oddsratio_pooled_confint()
                said |= {"odds_ratio": number(tables.oddsratio_pooled), "low": number(low),
                         "high": number(high)}
                if len(told) > 1:
                    plain = tables.test_equal_odds(adjust=False)
                    said |= {"breslow_day": number(plain.statistic),
                             "breslow_day_p": number(plain.pvalue),
                             "tarone": number(tables.test_equal_odds(adjust=True).statistic)}
            test = tables.test_null_odds(correction=False)
            said |= {"cmh": number(test.statistic), "cmh_p": number(test.pvalue)}
            difference = sum(a - (a + b) * (a + c) / (a + b + c + d) for a, b, c, d in told)
            # It takes one half off also where there is less to take off.
            if abs(difference) > 0.5:
                corrected = tables.test_null_odds(correction=True)
                said["cmh_corrected"] = number(corrected.statistic)
            if len(told) > 1:
                cells = [np.array(table) + (0.5 if min(table) == 0 else 0.0) for table in told]
                logs = np.array([np.log(a * d / (b * c)) for a, b, c, d in cells])
                variances = np.array([(1 / table).sum() for table in cells])
                said["q"] = number(combine_effects(logs, variances).q)
        first = strata[0]
        if speaks(*first):
            table = np.array(first).reshape(2, 2)
            if min(first) > 0:
                one = Table2x2(table)
                said |= {"first_odds_ratio": number(one.oddsratio),
                         "first_low": number(one.oddsratio_confint()[0])}
            for name, correction in [("first_chi_squared", False), ("first_yates", True)]:
                said[name] = number(stats.chi2_contingency(table, correction=correction).statistic)
            said["first_fisher"] = number(stats.fisher_exact(table).pvalue)
        print(json.dumps(said))


if __name__ == "__main__":
    main()
