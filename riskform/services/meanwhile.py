"""What others saved while a page was open, and what of its answers may still be saved then."""

from collections.abc import Mapping

from riskform.engine.case import Answer
from riskform.errors import StaleAnswers, WrongState
from riskform.records import Session, moves, revisions
from riskform.records import answers as answers_json


def without_what_others_changed(
    session: Session,
    assessment_id: int,
    seen_revision: int,
    answers: Mapping[str, Answer | None],
) -> dict[str, Answer | None]:
    """Return `answers` without those that were only shown, and changed by others meanwhile.

    Raises StaleAnswers where others answered one of them differently since `seen_revision`, and
    WrongState where the assessment was moved to another version of its form since then.
    """
    later = revisions.since(session, assessment_id, seen_revision)
    if any(map(moves.is_move, later)):
        message = (
            "This page was opened before the assessment was moved to a newer version of its form."
            " Nothing was written. Open the page again."
        )
        raise WrongState(message)
    shown, _now = revisions.before_and_now(later)
    only_shown = {
        key
        for key, answer in answers.items()
        if key in shown and answers_json.to_json(answer) == shown[key]
    }
    clashes = revisions.clashes(later, answers)
    if clashes:
        names = tuple(dict.fromkeys(r.author_name for r in later if r.kind == "answers"))
        raise StaleAnswers(" and ".join(names), clashes, later[-1].number, frozenset(only_shown))
    return {key: answer for key, answer in answers.items() if key not in only_shown}
