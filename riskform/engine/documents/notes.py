"""What a paper for workers says in small print beside an action."""

from riskform.engine.days import day_in_words
from riskform.engine.documents.omissions import Omissions
from riskform.engine.plan import Action


def said_yes(action: Action, omissions: Omissions) -> tuple[str, ...]:
    """Return when who does it said yes, for workers, who have to know whether to ask again."""
    if not omissions.for_workers or not action.agreed:
        return ()
    when = "" if action.agreed == "yes" else f" on {day_in_words(action.agreed)}"
    return (f"{action.who} said yes{when}.",)
