"""Compares the measures of agreement with the packages that are used for them.

    python3 bench/agreement.py [--quick]

Makes a virtual environment, installs the packages from PyPI into it, makes data, computes each
measure with both, and prints CPU seconds (medians of several), their ratio, and both values.
What is compared is computing alone: reading the data is left out on both sides. Needs Python 3.11
and cargo.
"""

import json
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from peers import built, environment

PACKAGES = ["numpy<2", "krippendorff==0.9.0", "scikit-learn", "nltk", "irrCAC", "statsmodels",
            "pygamma-agreement==0.5.9", "setuptools<81"]
QUICK = "--quick" in sys.argv


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "--peer":
        print(json.dumps(peer(sys.argv[2], sys.argv[3], int(sys.argv[4]))))
        return
    work = pathlib.Path(tempfile.mkdtemp(prefix="agreement-"))
    python = environment("bench-venv", PACKAGES)
    program = built("themata-agreement", "repeat")
    tasks = [
        # name, our task, peer's task, data, our repeats, peer's repeats
        ("alpha, nominal, 5 x 100,000, 10 codes", "alpha", "krippendorff",
         items(work, 5, 100_000, 10), 20, 5),
        ("alpha, ordinal, the same", "ordinal", "krippendorff_ordinal",
         items(work, 5, 100_000, 10), 20, 5),
        ("alpha, nominal, 5 x 100,000, 50 codes", "alpha", "krippendorff",
         items(work, 5, 100_000, 50), 20, 1),
        ("Cohen's kappa, 1,000,000 items", "kappa", "sklearn", items(work, 2, 1_000_000, 10), 10, 5),
        ("Fleiss' kappa, 5 x 100,000", "fleiss", "statsmodels", items(work, 5, 100_000, 10), 20, 5),
        ("alpha, 5 x 10,000", "alpha", "nltk_alpha", items(work, 5, 10_000, 10), 100, 3),
        ("MASI alpha, 5 x 10,000 sets", "masi", "nltk_masi", sets(work, 5, 10_000), 20, 3),
        ("four coefficients with standard errors, 5 x 10,000", "errors", "irrcac",
         items(work, 5, 10_000, 10), 100, 3),
        ("best alignment, 3 x 100 units", "alignment", "pygamma_alignment",
         units(work, 100), 50, 3),
        ("gamma at 2 %, 3 x 100 units", "gamma", "pygamma", units(work, 100), 3, 1),
    ]
    if not QUICK:
        tasks.append(("best alignment, 3 x 300 units", "alignment", "pygamma_alignment",
                      units(work, 300), 20, 1))
    print("| what | here, CPU s | peer | peer, CPU s | ratio | values |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, task, other, data, times, peer_times in tasks:
        seconds, value = ours(program, task, data, times)
        theirs = json.loads(subprocess.run(
            [python, __file__, "--peer", other, str(data), str(peer_times)],
            check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1])
        print(f"| {name} | {seconds:.5f} | {other} | {theirs['seconds']:.4f} | "
              f"{theirs['seconds'] / seconds:,.0f} | {value:.6f} / {theirs['value']:.6f} |",
              flush=True)


def ours(program, task, data, times):
    """CPU seconds of one computation: a run of so many, less a run of none."""

    def run(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([program, task, str(data), str(times)], check=True,
                             capture_output=True, text=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
        return spent, out.strip()

    found = []
    for _ in range(5 if not QUICK else 3):
        empty, _ = run(0)
        spent, value = run(times)
        found.append(max(spent - empty, 1e-6) / times)
    return statistics.median(found), float(value)


def items(work, coders, rows, codes):
    """Four codes in five are the true one."""
    path = work / f"items-{coders}-{rows}-{codes}.csv"
    if not path.exists():
        numbers = random.Random(1)
        with path.open("w") as out:
            for _ in range(rows):
                truth = numbers.randrange(codes)
                row = [truth if numbers.random() < 0.8 else numbers.randrange(codes)
                       for _ in range(coders)]
                out.write(",".join(map(str, row)) + "\n")
    return path


def sets(work, coders, rows):
    path = work / "sets.csv"
    numbers = random.Random(2)
    with path.open("w") as out:
        for _ in range(rows):
            truth = sum(1 << numbers.randrange(10) for _ in range(1))
            row = [truth if numbers.random() < 0.7 else truth | 1 << numbers.randrange(10)
                   for _ in range(coders)]
            out.write(",".join(map(str, row)) + "\n")
    return path


def units(work, count):
    """Each coder moves the ends of the true units by up to .3 of their length."""
    path = work / f"units-{count}.csv"
    numbers = random.Random(3)
    place = 1_000
    with path.open("w") as out:
        for _ in range(count):
            length = numbers.randrange(1_000, 4_000)
            truth = numbers.randrange(4)
            for coder in range(3):
                start = place + int(length * numbers.uniform(-0.3, 0.3))
                end = max(place + length + int(length * numbers.uniform(-0.3, 0.3)), start + 100)
                code = truth if numbers.random() < 0.8 else numbers.randrange(4)
                out.write(f"{coder},{max(start, 0)},{end},{code}\n")
            place += numbers.randrange(1_500, 4_500)
    return path


def peer(task, path, times):
    import numpy

    rows = numpy.loadtxt(path, delimiter=",", dtype=int)
    compute = globals()["peer_" + task](rows)
    found, value = [], None
    for _ in range(times):
        begun = time.process_time()
        value = compute()
        found.append(time.process_time() - begun)
    return {"seconds": statistics.median(found), "value": float(value)}


def peer_krippendorff(rows, level="nominal"):
    import krippendorff

    data = rows.T.astype(float)
    return lambda: krippendorff.alpha(reliability_data=data, level_of_measurement=level)


def peer_krippendorff_ordinal(rows):
    return peer_krippendorff(rows, "ordinal")


def peer_sklearn(rows):
    from sklearn.metrics import cohen_kappa_score

    return lambda: cohen_kappa_score(rows[:, 0], rows[:, 1])


def peer_statsmodels(rows):
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    return lambda: fleiss_kappa(aggregate_raters(rows)[0])


def nltk_task(rows, label, distance=None):
    from nltk.metrics.agreement import AnnotationTask

    data = [(str(coder), str(item), label(code))
            for item, row in enumerate(rows.tolist()) for coder, code in enumerate(row)]
    if distance is None:
        return lambda: AnnotationTask(data=data).alpha()
    return lambda: AnnotationTask(data=data, distance=distance).alpha()


def peer_nltk_alpha(rows):
    return nltk_task(rows, str)


def peer_nltk_masi(rows):
    from nltk.metrics.distance import masi_distance

    return nltk_task(rows, lambda bits: frozenset(k for k in range(10) if bits >> k & 1),
                     masi_distance)


def peer_irrcac(rows):
    import pandas
    from irrCAC.raw import CAC

    frame = pandas.DataFrame(rows)

    def compute():
        cac = CAC(frame)
        found = [cac.gwet(), cac.fleiss(), cac.conger(), cac.krippendorff()]
        return found[0]["est"]["se"]

    return compute


def pygamma_continuum(rows):
    # What another package brings along under this name does not fit the one that compiles here.
    sys.modules["coverage"] = None
    from pygamma_agreement import Continuum
    from pyannote.core import Segment

    continuum = Continuum()
    for coder, start, end, code in rows.tolist():
        continuum.add(str(coder), Segment(start, end), str(code))
    return continuum


def pygamma_dissimilarity():
    from pygamma_agreement import CombinedCategoricalDissimilarity

    return CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)


def peer_pygamma_alignment(rows):
    continuum, unlike = pygamma_continuum(rows), pygamma_dissimilarity()
    continuum.get_best_alignment(unlike)
    return lambda: continuum.get_best_alignment(unlike).disorder


def peer_pygamma(rows):
    continuum, unlike = pygamma_continuum(rows), pygamma_dissimilarity()
    return lambda: continuum.compute_gamma(unlike, precision_level=0.02).gamma


if __name__ == "__main__":
    main()
