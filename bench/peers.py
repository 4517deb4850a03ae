"""What every comparison needs: the packages that it compares with, and our example program."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def environment(name, packages):
    """A Python with the packages, made under the target folder unless BENCH_VENV names one."""
    folder = pathlib.Path(os.environ.get("BENCH_VENV", ROOT / "target" / name))
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    return str(python)


def built(package, example):
    """The example program of a package, built for release."""
    subprocess.run(["cargo", "build", "-q", "--release", "-p", package, "--example", example],
                   cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return str(target / "release" / "examples" / example)
