"""Documents as data to PDF bytes. WeasyPrint runs in processes of its own, never in this one."""

from riskform.pdf.process import NotLaidOut, TooSlow, WorkerStopped
from riskform.pdf.renderer import Rendered, Renderer
from riskform.pdf.steps import Step, Watch, unwatched

__all__ = [
    "NotLaidOut",
    "Rendered",
    "Renderer",
    "Step",
    "TooSlow",
    "Watch",
    "WorkerStopped",
    "unwatched",
]
