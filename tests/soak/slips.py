"""One slip in the YAML of each file that comes with riskform, and another mistake further down.

Each is of a kind that authors make. Of the first, exactly one problem should be told, on its line:
what stood in the broken part is not unknown elsewhere. The other should be told in the same run.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from riskform.definitions.library import load, read_folder
from riskform.definitions.source import read_source
from riskform.paths import bundled
from tests.soak.chance import Figures, chance, figures

TODAY: Final = date(2026, 3, 2)
_KEY: Final = re.compile(r"( *(?:- )?)([a-z_0-9]+|[a-z_]+\.[a-z_0-9]+):( +(?!#)\S.*|)\Z")
_FEW: Final = 8  # one of so many scenarios is checked with what is no scenario
_FARTHEST: Final = 3  # how many lines down the other mistake stands at least

Told = tuple[str, int, str]
"""A problem: its file, its line and its code."""


def run(times: int, seed: int, processes: int = 2) -> Figures:
    """Break every file `times` times in each way; return what was told, by way."""
    files = _files()
    jobs = [(name, times, f"{seed}/{name}") for name in sorted(files)]
    if processes == 1:
        parts = [of_file(*job) for job in jobs]
    else:
        with ProcessPoolExecutor(processes) as pool:
            parts = list(pool.map(of_file, *zip(*jobs, strict=True)))
    found = figures()
    for part in parts:
        for name, number in part.counts.items():
            found.add(name, number)
        found.wrong += part.wrong
    return found


def of_file(name: str, times: int, seed: str) -> Figures:
    """Break one file `times` times in each way."""
    found, random, files = figures(), chance(seed), _files()
    others = _needed_for(name, files)
    for _ in range(times):
        for kind in SLIPS:
            _one(name, kind, others | {name: files[name]}, random, found)
    return found


def _one(name: str, kind: str, files: Mapping[str, str], random: Random, found: Figures) -> None:
    """Break a file in one way; count what is told of that, and of another mistake below it."""
    lines = files[name].split("\n")
    places = [(n, slip) for n in range(len(lines)) for slip in SLIPS[kind](lines[n], random)]
    random.shuffle(places)
    for number, text in places:
        broken = [*lines[:number], text, *lines[number + 1 :]]
        more = text.count("\n")
        if not _is_told_alone(name, "\n".join(broken)):
            continue  # It is still YAML, and means something else.
        right = number + 1 + more
        told = problems({**files, name: "\n".join(broken)}, name)
        found.add("slips")
        found.add(f"{kind}: slips")
        alone = len(told) == 1 and (told[0][0], told[0][1]) == (name, right)
        found.add("one problem on its line", alone)
        found.add(f"{kind}: one problem on its line", alone)
        if not alone:
            found.wrong.append(f"{kind} in {name}:{right} ({text.strip()[:50]!r}): {told[:4]}")
        _with_another(name, files, broken, (number, more), told, random, found)
        return


def _with_another(
    name: str,
    files: Mapping[str, str],
    broken: list[str],
    place: tuple[int, int],
    told: list[Told],
    random: Random,
    found: Figures,
) -> None:
    """Misspell a key further down as well, and count whether that is told in the same run."""
    number, more = place
    lines = files[name].split("\n")
    below = [n for n in range(number + _FARTHEST, len(lines)) if _KEY.match(lines[n])]
    random.shuffle(below)
    for other in below[:6]:
        key = _KEY.match(lines[other])
        assert key is not None, "chosen for being one"
        misspelt = f"{key[1]}{key[2]}x:{key[3]}"
        alone = errors({**files, name: "\n".join(_put(lines, other, misspelt))})
        expected = {(file, line + more, code) for file, line, code in alone if line == other + 1}
        if not expected:
            continue
        both = errors({**files, name: "\n".join(_put(broken, other, misspelt))})
        found.add("with another mistake")
        found.add("the other told too", expected <= set(both))
        if not expected <= set(both):
            what = f"{sorted(expected)} is not among {both[:4]}"
            found.wrong.append(f"{name}:{number + 1} ({broken[number].strip()[:40]!r}): {what}")
        found.add("told of neither", len(set(both) - expected - set(told)) and len(told) == 1)
        return


def _put(lines: list[str], number: int, text: str) -> list[str]:
    return [*lines[:number], text, *lines[number + 1 :]]


def problems(files: Mapping[str, str], name: str) -> list[Told]:
    """Return every problem of some files, of which `name` was broken.

    Warnings too, but for scenarios, with which they have nothing to do: looking for them takes
    longest.
    """
    return _told(files, warn="scenarios/" not in name)


def errors(files: Mapping[str, str]) -> list[Told]:
    """Return what keeps some files from being used: a misspelt key always does."""
    return _told(files, warn=False)


def _told(files: Mapping[str, str], *, warn: bool) -> list[Told]:
    found = load(files, TODAY, warn=warn).problems
    return [(p.place.file, p.place.line, p.code) for p in found]


def _is_told_alone(name: str, text: str) -> bool:
    return bool(read_source(name, text)[1])


def _files() -> dict[str, str]:
    read = read_folder(Path(bundled("form_definitions")))
    return {path: text.decode() for path, text in read.items()}


def _needed_for(name: str, files: Mapping[str, str]) -> dict[str, str]:
    """Return the files to check a file with: the others, and of the scenarios only a few."""
    scenarios = [path for path in sorted(files) if "/scenarios/" in path]
    few = frozenset() if name in scenarios else frozenset(scenarios[::_FEW])
    return {path: text for path, text in files.items() if path in few or path not in scenarios}


def _tab(line: str, _: Random) -> Iterator[str]:
    if _KEY.match(line) and line.startswith("  "):
        words = line.lstrip(" ")
        yield "\t" * ((len(line) - len(words)) // 2) + words


def _no_colon(line: str, _: Random) -> Iterator[str]:
    if key := _KEY.match(line):
        yield f"{key[1]}{key[2]}{key[3]}"


def _open_quote(line: str, _: Random) -> Iterator[str]:
    key = _KEY.match(line)
    if key and key[3].strip()[:1] not in {"", "'", '"', "|", ">", "[", "{"}:
        yield f'{key[1]}{key[2]}: "{key[3].strip()}'


def _indent(line: str, random: Random) -> Iterator[str]:
    if _KEY.match(line) and line.startswith("  "):
        yield random.choice((f" {line}", f"  {line}", line[1:], line[2:]))


def _twice(line: str, _: Random) -> Iterator[str]:
    key = _KEY.match(line)
    if key and "- " not in key[1] and key[3].strip()[:1] not in {"", "|", ">"}:
        yield f"{line}\n{line}"


def _dash(line: str, _: Random) -> Iterator[str]:
    key = _KEY.match(line)
    if key and "- " not in key[1]:
        yield f"{key[1]}- {line.lstrip(' ')}"


def _colon(line: str, _: Random) -> Iterator[str]:
    key = _KEY.match(line)
    if key and key[3].strip()[:1] not in {"", "'", '"', "|", ">", "[", "{"}:
        yield f"{key[1]}{key[2]}: Note: {key[3].strip()}"


def _sign(line: str, random: Random) -> Iterator[str]:
    key = _KEY.match(line)
    if key and key[3].strip()[:1] not in {"", "'", '"', "|", ">", "[", "{"}:
        yield f"{key[1]}{key[2]}: {random.choice('@%`')}{key[3].strip()}"


def _open_bracket(line: str, _: Random) -> Iterator[str]:
    if line.rstrip().endswith(("]", "}")) and not line.lstrip().startswith("#"):
        yield line.rstrip()[:-1]


SLIPS: Final[Mapping[str, Callable[[str, Random], Iterator[str]]]] = {
    "a tab": _tab,
    "no colon": _no_colon,
    "an open quote": _open_quote,
    "a wrong indent": _indent,
    "a key twice": _twice,
    "a stray dash": _dash,
    "a colon in a text": _colon,
    "a sign at the start": _sign,
    "an open bracket": _open_bracket,
}
