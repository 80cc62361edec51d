"""Random forms in which one answer after the other is withheld: nothing that is seen may change."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from tests.engine.generated_forms import World, worlds
from tests.engine.withheld_worlds import hide_each, secrets
from tests.soak.chance import Figures, figures


def run(forms: int, seed: int) -> Figures:
    """Withhold every question of `forms` forms in turn; return how many that were."""
    found = figures()

    @seeded(seed)
    @settings(
        max_examples=forms,
        phases=[Phase.generate],
        database=None,
        derandomize=False,
        deadline=None,
        suppress_health_check=HealthCheck,
    )
    @given(worlds())
    def hide(world: World) -> None:
        found.add("forms")
        found.add("questions withheld", len(secrets(world)))
        try:
            hide_each(world)
        except AssertionError as problem:
            found.wrong.append(str(problem)[:500])

    hide()
    return found
