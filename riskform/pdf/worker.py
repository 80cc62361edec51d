"""The printing process: `python -m riskform.pdf.worker MEMORY_BYTES CPU_SECONDS`.

It reads jobs from its input and writes PDFs to its output, as framing.py says. It ends when its
input ends, which is also what happens when the process that started it dies.
"""

import gc
import os
import resource
import sys
from typing import BinaryIO

from riskform.engine.documents import from_json
from riskform.pdf.framing import DONE, FAILED, FULL, PLAIN, READY, STEP, receive, send
from riskform.pdf.steps import Step

# Python's own names for what a printing process has no business with.
_REFUSED = ("socket.__new__", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec")


def main(memory_bytes: int, cpu_seconds: int) -> int:
    """Work until the input ends; return the exit status."""
    jobs, replies = sys.stdin.buffer, _private_output()

    def tell(step: Step) -> None:
        send(replies, STEP + step.to_bytes())

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    try:
        # Imported here, so that a missing Pango is told to the process that asks for a PDF.
        from riskform.pdf.typesetter import Typesetter  # noqa: PLC0415 - loaded in the worker only, after its limits are set

        typesetter = Typesetter(tell)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is told
        send(replies, FAILED + f"{type(problem).__name__}: {problem}".encode()[:500])
        return 1
    send(replies, READY)
    sys.addaudithook(_refuse_the_outside)
    pages = {FULL: typesetter.full, PLAIN: typesetter.plain}
    # A document makes a million small objects that live until it is done: looking for rubbish
    # among them while it is laid out takes a fifth of the time and finds nothing.
    gc.freeze()
    gc.disable()
    while (job := receive(jobs)) is not None:
        _allow_cpu(cpu_seconds)
        try:
            reply = DONE + pages[job[:1]](from_json(job[1:].decode()))
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is told
            reply = FAILED + type(problem).__name__.encode()
        send(replies, reply)
        gc.collect()
    return 0


def _refuse_the_outside(event: str, _: object) -> None:
    """Stop this process from reaching the network or another program, whatever asked for it."""
    if event in _REFUSED:
        message = f"a printing process does not do {event}"
        raise PermissionError(message)


def _private_output() -> BinaryIO:
    """Return this process's output, and let nothing else write to it."""
    private = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return private


def _allow_cpu(seconds: int) -> None:
    """Let this process use `seconds` of processor time from now on, then be stopped."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
