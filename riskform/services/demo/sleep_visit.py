"""Family A a month ago: a safer sleep visit whose plan was agreed, and has been reviewed since."""

from riskform.services.demo.family import (
    DemoAction,
    DemoFamily,
    DemoMeasure,
    DemoOutcome,
    DemoReview,
)

_BROUGHT = "Bring a cot, set it up with Carly and Dean and watch them do it"
_ROTA = "Agree with Dean and Carly who stays sober each night, and write it on the picture rota"
_WEIGH = "Weigh Kit and go through feeding with Carly at each visit"

SLEEP_VISIT = DemoFamily(
    form="safer_sleep_visit",
    scenario="visit_kit",
    name="Marsh-Doyle",
    author="priya",
    state="agreed",
    visited_days_ago=30,
    chased_by="Priya Nair",
    decision="Agreed. Look at where Kit sleeps on every visit, and not only when it is offered.",
    reasons={
        "kit/about_child.fragile_baby": "Each outcome in the plan is about it.",
        "kit/sleep.advice_not_checked": "The plan is read with Carly in Easy Read at each visit.",
    },
    outcomes=(
        DemoOutcome(
            child="kit",
            what="Kit sleeps on his back in his own clear cot for every sleep, day and night.",
            now="On 0 of 2 visits Kit was seen in a clear cot of his own.",
            measure="Cot and day place seen clear on 6 of 6 visits",
            by=56,
            if_not="Sam Okoro calls a strategy discussion the same day.",
            answers=(
                "kit/sleep.sofa_with_adult",
                "kit/sleep.no_bed",
                "kit/sleep.shared_bed_fragile",
                "kit/sleep.shared_by_accident",
                "kit/sleep.risky_sharing",
            ),
            actions=(DemoAction(_BROUGHT, "Priya Nair", 2),),
            measured=DemoMeasure("visits", "more", "0 of 2", "6 of 6"),
            reviews=(
                DemoReview(
                    days_ago=19,
                    value="1 of 2",
                    words="The cot was up. By day Kit was in his bouncer on the sofa.",
                    progress="better",
                    evidence=("seen",),
                    done=(_BROUGHT,),
                ),
                DemoReview(
                    days_ago=7,
                    value="2 of 3",
                    words="Asleep on his back in the cot when I came without telling them.",
                    progress="better",
                    evidence=("seen", "parent"),
                ),
            ),
        ),
        DemoOutcome(
            child="kit",
            what="Kit is looked after at night by an adult who has not been drinking.",
            now="Someone sober was there on 3 of the last 7 nights.",
            measure="A named sober adult is written on the picture rota for 7 of 7 nights",
            by=27,
            if_not="Kit and Ellie sleep at Pat's until the rota is full.",
            answers=("kit/sleep.no_sober_carer",),
            actions=(DemoAction(_ROTA, "Priya Nair", 5),),
            measured=DemoMeasure("nights", "more", "3 of 7", "7 of 7"),
            reviews=(
                DemoReview(
                    days_ago=7,
                    value="2 of 7",
                    words="Dean was out on five nights and drank on each of them.",
                    progress="worse",
                    evidence=("record", "parent"),
                    next="keep",
                    contingency_who="Sam Okoro",
                ),
            ),
        ),
        DemoOutcome(
            child="kit",
            what="Kit gains weight along the 25th centile.",
            now="Weight went from the 25th to the 9th centile in 6 weeks.",
            measure="Weighed every 2 weeks, and at the 25th centile or above",
            by=56,
            if_not="Priya Nair asks the GP to see Kit the same day.",
            answers=("kit/about_child.fragile_baby",),
            actions=(DemoAction(_WEIGH, "Priya Nair", 14),),
            measured=DemoMeasure("centile", "more", "9th centile", "25th centile"),
            reviews=(
                DemoReview(
                    days_ago=7,
                    value="9th centile",
                    words="Takes his bottle well when Carly feeds him.",
                    progress="same",
                    evidence=("record",),
                    next="change",
                    new_action="Watch one whole feed in the evening",
                    done=(_WEIGH,),
                ),
            ),
        ),
    ),
)
