"""What a paper for workers says in small print beside an action."""

from riskform.engine.confidential import Withheld
from riskform.engine.days import day_in_words
from riskform.engine.plan import Action


def said_yes(action: Action, withheld: Withheld | None) -> tuple[str, ...]:
    """Return when who does it said yes, for workers, who have to know whether to ask again."""
    if withheld is not None or not action.agreed:
        return ()
    when = "" if action.agreed == "yes" else f" on {day_in_words(action.agreed)}"
    return (f"{action.who} said yes{when}.",)
