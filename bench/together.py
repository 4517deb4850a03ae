#!/usr/bin/env python3
"""Many people on one server: they read, code, search, write memos and hear of each other.

    python3 bench/together.py [--people 50] [--minutes 10] [--kill-after 5] [--built]

A study of 213 interviews with 63,900 codings is served to accounts of its own. Each person has
a window that listens, does one thing every few seconds, and asks for what changed on the
document they read whenever they hear of it, as the page does. In the middle the server is
killed and started again. At the end every coding and memo that was said to be saved is looked
for in the study file, by the command line.

Reported: how long answers took (median, 95th and 99th percentile, longest) by kind, how long it
took until others heard, memory of the server minute by minute, and what was lost (nothing).
Needs `aiohttp`, which is installed into `target/bench-venv-together`.
"""

import argparse
import asyncio
import json
import os
import pathlib
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLACE = ROOT / "target/bench-venv-together"
PASSWORD = "ladder otter seven pink"
PORT = 4790
ORIGIN = f"http://127.0.0.1:{PORT}"
STUDY = "/s/study"
DOCUMENTS = 213


def within_venv():
    """Runs this script again where its one library is."""
    if os.environ.get("BENCH_INSIDE"):
        return
    python = PLACE / "bin/python"
    if not python.exists():
        venv.create(PLACE, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "aiohttp"], check=True)
    os.execve(python, [str(python), *sys.argv], {**os.environ, "BENCH_INSIDE": "1"})


class Server:
    """The program, serving one study to accounts."""

    def __init__(self, folder):
        self.folder = folder
        self.program = ROOT / "target/release/themata"
        self.log = open(folder / "server.log", "ab")
        self.child = None

    def start(self):
        env = {**os.environ, "THEMATA_STATE": str(self.folder / "state")}
        words = ["serve", "study.themata", "--users", "team.json", "--port", str(PORT), "--no-browser"]
        self.child = subprocess.Popen(
            [self.program, *words], cwd=self.folder, env=env, stdin=subprocess.DEVNULL, stderr=self.log, stdout=self.log
        )

    def kill(self):
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()

    def memory(self):
        """Resident memory in MB."""
        try:
            status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        except FileNotFoundError:
            return None
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def cpu(self):
        """Seconds of processor time since it was started."""
        fields = pathlib.Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def said(self):
        return (self.folder / "server.log").read_text()


class Figures:
    def __init__(self):
        self.took = {}
        self.heard = []
        self.down = 0
        self.refused = []

    def note(self, kind, seconds):
        self.took.setdefault(kind, []).append(seconds * 1000)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Person:
    """Somebody at a window."""

    def __init__(self, number, session, figures, shared, role):
        self.name = f"person{number:02}"
        self.session = session
        self.figures = figures
        self.shared = shared
        self.role = role
        self.chance = random.Random(number)
        self.window = number + 1
        self.document = self.chance.randrange(1, DOCUMENTS + 1)
        self.moment = 0
        self.saved = []
        self.memos = []
        self.asked = asyncio.Event()

    async def join(self, link):
        form = {"name": self.name, "password": PASSWORD, "again": PASSWORD}
        async with self.session.post(link, data=form, headers={"origin": ORIGIN}, allow_redirects=False) as answer:
            assert answer.status == 303, (answer.status, await answer.text())

    async def ask(self, kind, method, path, **more):
        """Asks, notes how long it took, and waits where the server is gone."""
        while not self.shared["over"]:
            began = time.perf_counter()
            try:
                headers = {"origin": ORIGIN, "accept": "application/json" if method == "POST" else "text/html"}
                async with self.session.request(method, ORIGIN + path, headers=headers, **more) as answer:
                    body = await answer.read()
                    if answer.status >= 500 or answer.status in (401, 403):
                        self.figures.refused.append((kind, answer.status, body[:200]))
                    self.figures.note(kind, time.perf_counter() - began)
                    return answer.status, body
            except (OSError, asyncio.TimeoutError, *self.shared["gone"]):
                self.figures.down += 1
                # What was sent and not answered may be in the file or not: nothing was promised.
                if kind in ("code", "memo"):
                    await asyncio.sleep(0.5)
                    return None, b""
                await asyncio.sleep(0.5)
        return None, b""

    async def listen(self):
        """Hears of what is written, and asks for what changed where it reads, once a breath."""
        while not self.shared["over"]:
            try:
                path = f"{STUDY}/live?window={self.window}&at=read/{self.document}"
                async with self.session.get(ORIGIN + path, timeout=self.shared["endless"]) as stream:
                    kind = None
                    async for line in stream.content:
                        if self.shared["over"]:
                            return
                        line = line.decode().rstrip("\n")
                        if line.startswith("event:"):
                            kind = line[6:].strip()
                        elif line.startswith("data:") and kind == "moment":
                            moment, _, documents = line[5:].strip().partition(" ")
                            sent = self.shared["sent"].get(int(moment))
                            if sent is not None:
                                self.figures.heard.append((time.perf_counter() - sent) * 1000)
                            if documents == "*" or str(self.document) in documents.split(","):
                                self.asked.set()
            except (OSError, asyncio.TimeoutError, *self.shared["gone"]):
                await asyncio.sleep(0.5)

    async def catch_up(self):
        while not self.shared["over"]:
            await self.asked.wait()
            self.asked.clear()
            if self.moment:
                path = f"{STUDY}/read/{self.document}/rows?since={self.moment}"
                status, body = await self.ask("catch up", "GET", path)
                if status == 200:
                    self.moment = max(self.moment, json.loads(body)["moment"])
            await asyncio.sleep(0.8)

    async def read(self):
        self.document = self.chance.randrange(1, DOCUMENTS + 1)
        status, body = await self.ask("read", "GET", f"{STUDY}/read/{self.document}")
        if status == 200:
            found = re.search(rb'data-moment="(\d+)"', body)
            self.moment = int(found.group(1)) if found else 0

    async def code(self):
        start = self.chance.randrange(0, 40_000)
        body = {
            "start": start,
            "end": start + self.chance.randrange(40, 400),
            "codes": [self.chance.choice(self.shared["codes"])],
        }
        began = time.perf_counter()
        status, answer = await self.ask("code", "POST", f"{STUDY}/read/{self.document}/code", json=body)
        if status == 200:
            told = json.loads(answer)
            self.saved += told["codings"]
            self.shared["sent"].setdefault(told["moment"], began)
            self.moment = max(self.moment, told["moment"])

    async def search(self):
        words = self.chance.choice(self.shared["words"])
        query = words if self.chance.random() < 0.5 else f"code:\"{self.chance.choice(self.shared['codes'])}\""
        status, answer = await self.ask("seek", "POST", f"{STUDY}/seek/place", json={"to": "excerpts", "q": query})
        if status == 200:
            await self.ask("search", "GET", json.loads(answer)["address"])

    async def memo(self):
        title = f"{self.name} {self.chance.random():.12f}"
        body = {"place": "study", "words": title}
        status, answer = await self.ask("memo", "POST", f"{STUDY}/memos/write", json=body)
        if status == 200:
            self.memos.append(title)
        elif status is not None and status >= 400:
            self.figures.refused.append(("memo", status, answer[:200]))

    async def look(self):
        page = self.chance.choice(["documents", "codebook", "codebook/3", "memos"])
        await self.ask(page.split("/")[0], "GET", f"{STUDY}/{page}")

    async def work(self):
        await asyncio.sleep(self.chance.random() * 5)
        await self.read()
        while not self.shared["over"]:
            await asyncio.sleep(self.chance.uniform(2, 6))
            if self.shared["over"]:
                return
            deeds = [self.read, self.code, self.search, self.look, self.memo]
            await self.chance.choices(deeds, [30, 40, 15, 10, 5])[0]()


async def simulated(arguments, server, figures):
    import aiohttp

    shared = {
        "over": False,
        "sent": {},
        "gone": (aiohttp.ClientError,),
        "endless": aiohttp.ClientTimeout(total=None),
        "codes": arguments.codes,
        "words": ["the", "with", "because", "never", "people", "work", "time"],
    }
    link = None
    for _ in range(600):
        found = re.search(r"http\S+/join/\S+", server.said())
        if found:
            link = found.group(0)
            break
        await asyncio.sleep(0.1)
    if link is None:
        sys.exit(f"the server does not answer: {server.said()}")
    people = []
    for number in range(arguments.people):
        jar = aiohttp.CookieJar(unsafe=True)
        session = aiohttp.ClientSession(cookie_jar=jar, timeout=aiohttp.ClientTimeout(total=30))
        person = Person(number, session, figures, shared, "lead" if number == 0 else "coder")
        if number > 0:
            form = {"role": "coder"}
            headers = {"origin": ORIGIN}
            async with people[0].session.post(f"{ORIGIN}{STUDY}/team/invite", data=form, headers=headers) as answer:
                link = ORIGIN + re.search(r'/join/[0-9a-f]+', await answer.text()).group(0)
        await person.join(link)
        people.append(person)
    print(f"{len(people)} people are signed in", file=sys.stderr)
    tasks = [asyncio.create_task(deed()) for one in people for deed in (one.work, one.listen, one.catch_up)]
    began = time.monotonic()
    memory, restarted, used = [], False, 0.0
    while (passed := time.monotonic() - began) < arguments.minutes * 60:
        if arguments.kill_after and not restarted and passed >= arguments.kill_after * 60:
            used += server.cpu()
            server.kill()
            server.start()
            restarted = True
            print("killed and started again", file=sys.stderr)
        if passed >= len(memory) * 60:
            memory.append(server.memory())
            print(f"minute {len(memory) - 1}: {memory[-1]:.0f} MB", file=sys.stderr)
        await asyncio.sleep(0.25)
    used += server.cpu()
    shared["over"] = True
    await asyncio.sleep(3)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for person in people:
        await person.session.close()
    memory.append(server.memory())
    return people, memory, used


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kill-after", type=float, default=5, help="minutes; 0 for never")
    parser.add_argument("--built", action="store_true", help="the program is built already")
    arguments = parser.parse_args()
    within_venv()
    if not arguments.built:
        subprocess.run(["cargo", "build", "--release", "--workspace"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory(prefix="themata-together-") as place:
        folder = pathlib.Path(place)
        program = ROOT / "target/release/themata"
        synth = ["synth", "--out", str(folder / "study.themata"), "--documents", str(DOCUMENTS)]
        synth += ["--words", "9000", "--codes", "60", "--coders", "2", "--codings", "63900", "--seed", "1"]
        subprocess.run([ROOT / "target/release/xtask", *synth], check=True, cwd=ROOT)
        ask = lambda *words: json.loads(
            subprocess.run([program, *words, "--format", "json"], cwd=folder, check=True, capture_output=True).stdout
        )
        codes = ask("codebook", "show")["rows"]
        arguments.codes = [row["code"] for row in codes if row["state"] is None]
        subprocess.run([program, "search", "the", "--limit", "1"], cwd=folder, check=True, capture_output=True)
        server, figures = Server(folder), Figures()
        server.start()
        try:
            people, memory, used = asyncio.run(simulated(arguments, server, figures))
        finally:
            server.kill()
        report(arguments, people, memory, used, figures, ask)
        said = server.said()
        assert PASSWORD not in said, "a password stands in the log"


def report(arguments, people, memory, used, figures, ask):
    kept = {row["coding"] for row in ask("codings", "list")["rows"]}
    saved = [number for person in people for number in person.saved]
    lost = [number for number in saved if number not in kept]
    written = json.dumps(ask("memos"))
    memos = [memo for person in people for memo in person.memos]
    lost_memos = [memo for memo in memos if memo not in written]
    everything = [ms for kind in figures.took.values() for ms in kind]
    print(f"{arguments.people} people, {arguments.minutes:g} minutes, {len(everything)} requests, "
          f"{len(everything) / arguments.minutes / 60:.1f} a second, processor {used:.0f} s")
    print(f"{'request':12} {'times':>7} {'median':>8} {'95 %':>8} {'99 %':>8} {'longest':>8}  ms")
    for kind, took in [("all", everything), *sorted(figures.took.items())]:
        shares = [statistics.median(took), percentile(took, 0.95), percentile(took, 0.99), max(took)]
        print(f"{kind:12} {len(took):7} " + " ".join(f"{value:8.1f}" for value in shares))
    if figures.heard:
        print(f"heard by others after {statistics.median(figures.heard):.0f} ms (median), "
              f"{percentile(figures.heard, 0.95):.0f} ms (95 %), {max(figures.heard):.0f} ms (longest), "
              f"{len(figures.heard)} times")
    print("memory, MB by minute: " + " ".join(f"{value:.0f}" for value in memory if value))
    print(f"unanswered while the server was gone: {figures.down}; refused: {len(figures.refused)} {figures.refused[:3]}")
    print(f"codings shown as saved: {len(saved)}, lost: {len(lost)}; memos: {len(memos)}, lost: {len(lost_memos)}")
    if lost or lost_memos or figures.refused:
        sys.exit(1)


main()
