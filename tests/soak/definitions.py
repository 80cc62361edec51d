"""Fuzz of form definitions: the files that come with riskform, each with something wrong in it.

A file is either taken or refused with problems that name its line and column; it never fails, and
never takes longer than two seconds.
"""

import re
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Final

from riskform.definitions.library import load, read_folder
from riskform.definitions.places import lines_of
from riskform.paths import bundled
from tests.soak.chance import Figures, chance, figures
from tests.soak.texts import CORPUS

LONGEST: Final = 2.0  # seconds of processor time
BATCH: Final = 50
WITH_WARNINGS: Final = 0.04  # of the files; looking for warnings takes longest
_WORDS: Final = (
    "not",
    "and (",
    ") or",
    "any child where",
    "is answered",
    "> 99999999999",
    "!!python/object:os.system",
    "&a [*a, *a]",
    "<<: *x",
    "? ",
    "- - - -",
    "{a: {b: {c: ",
    "|",
    ">-",
    "---",
    "...",
    "%YAML 9.9",
    "\t",
    "yes",
    "null",
    "12:30:00",
    "{child} {adult} {nobody} {{7*7}}",
)


def run(files: int, seed: int, processes: int = 2) -> Figures:
    """Mutate `files` files; return how many were taken and refused, and the longest time."""
    batches = [(f"{seed}/{n}", min(BATCH, files - n)) for n in range(0, files, BATCH)]
    if processes == 1:
        parts = [batch(*one) for one in batches]
    else:
        with ProcessPoolExecutor(processes) as pool:
            parts = list(pool.map(batch, *zip(*batches, strict=True)))
    found = figures()
    for part in parts:
        slowest = part.counts.pop("slowest (ms)")
        for name, number in part.counts.items():
            found.add(name, number)
        found.counts["slowest (ms)"] = max(slowest, found.counts.get("slowest (ms)", 0))
        found.wrong += part.wrong
    return found


def batch(seed: str, number: int) -> Figures:
    """Mutate `number` files with chance of their own; return what came of them."""
    found, random = figures(), chance(seed)
    found.counts["slowest (ms)"] = 0
    whole = _folder()
    for _ in range(number):
        path = random.choice(sorted(whole))
        mutant = mutated(whole[path], random)
        _judge(with_what_it_needs(whole, path) | {path: mutant}, path, random, found)
    return found


def _folder() -> dict[str, bytes]:
    read = read_folder(Path(bundled("form_definitions")))
    return {path: text for path, text in read.items() if "/scenarios/" not in path}


def with_what_it_needs(whole: dict[str, bytes], path: str) -> dict[str, bytes]:
    """Return the files that a mutant of `path` is checked with: as few as it can be read with.

    A section that names no other stands alone in a form of its own, and the SMART rules too; what
    is left is checked with every section, and without the SMART rules.
    """
    if path == "smart_rules.yaml":
        return {path: whole[path], "levels.yaml": whole["levels.yaml"], **_SMALL}
    files = {name: text for name, text in whole.items() if name != "smart_rules.yaml"}
    if path.startswith("sections/") and not _names_others(whole, path):
        apart = {name: text for name, text in files.items() if name.startswith(("guid", "levels"))}
        section = path.removeprefix("sections/").removesuffix(".yaml").encode()
        alone = _SMALL["small/form.yaml"].replace(b"[s]", b"[" + section + b"]")
        return {**apart, path: whole[path], "small/form.yaml": alone.replace(b"smart", b"none")}
    form = "child_risk_assessment/form.yaml"
    return {**files, form: files[form].replace(b"plan: smart", b"plan: none")}


def _names_others(whole: dict[str, bytes], path: str) -> bool:
    """Tell whether a section names another section, or a condition of the form."""
    form = whole["child_risk_assessment/form.yaml"]
    sections = {name[9:-5].encode() for name in whole if name.startswith("sections/")}
    others = [name + rb"\." for name in sections - {path[9:-5].encode()}]
    conditions = re.findall(rb"^  (\w+):", form, re.MULTILINE)
    return re.search(rb"\b(" + b"|".join([*others, *conditions]) + rb")", whole[path]) is not None


_SMALL: Final = {
    "small/form.yaml": b"form: small\nversion: 1\ntitle: S\nabout: family\nlevels: [2, 3, 4, 5]\n"
    b"sections: [s]\nplan: smart\n",
    "sections/s.yaml": b"section: s\ntitle: S\nask: family\nquestions:\n"
    b"  - {id: a, label: A?, type: text}\n",
}


def _judge(files: dict[str, bytes], path: str, random: Random, found: Figures) -> None:
    started = time.process_time()
    try:
        library = load(files, warn=random.random() < WITH_WARNINGS)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is what we look for.
        found.wrong.append(f"{path}: {type(problem).__name__}: {problem} in {files[path][:2000]!r}")
        return
    took = time.process_time() - started
    found.add("refused" if library.errors else "taken")
    found.add("problems told", len(library.problems))
    found.counts["slowest (ms)"] = max(found.counts["slowest (ms)"], round(1000 * took))
    if took > LONGEST:
        found.wrong.append(f"{path}: took {took:.1f} s")
    nowhere = [
        str(p) for p in library.problems if not re.match(r"[^:]+:[1-9]\d*:[1-9]\d*: ", str(p))
    ]
    unread = [str(p) for p in library.problems if not str(p).isprintable()]
    found.wrong += [f"{path}: no place, or not printable: {one!r}" for one in nowhere + unread]
    outside = [
        p
        for p in library.problems
        # A file may end its lines as YAML allows it, and not only with \n.
        if p.place.line > len(lines_of(files.get(p.place.file, b"").decode(errors="replace"))) + 1
    ]
    found.wrong += [f"{path}: a line that the file does not have: {one}" for one in outside]


def mutated(content: bytes, random: Random) -> bytes:
    """Return a file of definitions with one to three things wrong in it."""
    for _ in range(random.randint(1, 3)):
        content = random.choice(_MUTATIONS)(content, random)
    return content


def _bytes(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return (
        content[:at] + random.randbytes(random.randint(1, 4)) + content[at + random.randint(0, 5) :]
    )


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _line(content: bytes, random: Random) -> bytes:
    lines = content.split(b"\n")
    at = random.randrange(len(lines))
    kind = random.randrange(5)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[random.randrange(len(lines))])
    elif kind == 2:
        lines[at] = b" " * random.randint(0, 8) + lines[at].strip()
    elif kind == 3:
        other = random.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines[at : at + 1] = [lines[at]] * random.choice((2, 40))
    return b"\n".join(lines)


def _word(content: bytes, random: Random) -> bytes:
    words = list(re.finditer(rb"[\w.]+", content))
    if not words:
        return content
    one, other = random.choice(words), random.choice(words)
    new = other[0] if random.random() < 0.5 else random.choice(_WORDS).encode()
    return content[: one.start()] + new + content[one.end() :]


def _value(content: bytes, random: Random) -> bytes:
    values = list(re.finditer(rb"(?<=: )[^\n]+", content))
    if not values:
        return content
    one = random.choice(values)
    new = random.choice((random.choice(_WORDS), random.choice(CORPUS)[:2_000])).encode()
    return content[: one.start()] + new + content[one.end() :]


def _key(content: bytes, random: Random) -> bytes:
    keys = list(re.finditer(rb"\w+(?=:)", content))
    if not keys:
        return content
    one = random.choice(keys)
    new = random.choice(
        (b"when", b"show_if", b"id", b"options", b"type", b"'a b'", b"", b"__class__")
    )
    return content[: one.start()] + new + content[one.end() :]


_MUTATIONS: Final = (_bytes, _cut, _line, _line, _word, _word, _word, _value, _value, _key)
