"""What the demo's practitioners planned for the fictional families A to E.

Who is in each family and what was answered stands in the form's own scenarios; only what a
scenario does not hold is written here. Days count from the day of the visit.
"""

from riskform.services.demo.family import DemoAction, DemoFamily, DemoOutcome

DEMO_FAMILIES: tuple[DemoFamily, ...] = (
    DemoFamily(
        scenario="family_a_marsh_doyle",
        name="Marsh-Doyle",
        author="priya",
        state="draft",
        visited_days_ago=0,
        outcomes=(
            DemoOutcome(
                child="kit",
                what="Kit sleeps on his back in his own clear cot for every sleep, day and night.",
                now="On 3 of 3 visits Kit was on the sofa or his sleeping place was not seen.",
                measure="Cot and day place seen clear on 6 of 6 visits, 2 of them unannounced",
                by=28,
                if_not="Sam Okoro calls a strategy discussion the same day.",
                answers=("kit/sleep.sofa_with_adult", "kit/sleep.no_bed"),
                actions=(
                    DemoAction(
                        "Bring a cot, set it up with Carly and Dean and watch them do it",
                        "Priya Nair",
                        0,
                    ),
                ),
            ),
            DemoOutcome(
                child="kit",
                what="Kit is looked after at night by an adult who has not been drinking.",
                now="Dean drank on 4 of the last 7 evenings.",
                measure="A named sober adult is written on the picture rota for 14 of 14 nights",
                by=14,
                if_not="",
                answers=("kit/sleep.no_sober_carer",),
                actions=(),
            ),
        ),
    ),
    DemoFamily(
        scenario="family_b_shaw",
        name="Shaw",
        author="priya",
        state="draft",
        visited_days_ago=3,
        pages=("start", "family", "about_child", "about_adult"),
    ),
    DemoFamily(
        scenario="family_c_rao",
        name="Rao",
        author="sam",
        state="submitted",
        visited_days_ago=4,
        chased_by="Sam Okoro",
        outcomes=(
            DemoOutcome(
                child="jaya",
                what="Jaya no longer hears or sees her dad hurting or threatening her mum.",
                now="Police called to 2 incidents in 8 weeks, Jaya at home for both.",
                measure="No incidents told by police, school or Jaya for 12 weeks",
                by=35,
                if_not="Sam Okoro calls the police and a strategy discussion the same day.",
                answers=(
                    "family/domestic_abuse.abuse_now",
                    "family/domestic_abuse.dash_high",
                    "family/domestic_abuse.judged_high",
                    "jaya/domestic_abuse_child.child_is_victim",
                ),
                actions=(
                    DemoAction(
                        "Complete the safety plan with Meera at a place she has chosen",
                        "Leanne Hart",
                        1,
                    ),
                ),
            ),
            DemoOutcome(
                child="jaya",
                what="Jaya has a grown-up at school she can tell when things are bad at home.",
                now="Jaya could not name anyone.",
                measure="Jaya names the person and has spoken to them at least twice",
                by=28,
                if_not="Sam Okoro sees Jaya at school each week until she names someone.",
                answers=("jaya/analysis.judged_harm", "jaya/sleep.would_not_show"),
                actions=(
                    DemoAction("Introduce Jaya to Mr Bell and agree her signal card", "Mr Bell", 5),
                ),
            ),
            DemoOutcome(
                child="jaya",
                what="Jaya keeps seeing her grandma every Sunday.",
                now="Visits stopped in the autumn.",
                measure="4 visits in 4 weeks, and Jaya tells school how each one was",
                by=35,
                if_not="Sam Okoro asks the grandma to meet Jaya at school.",
                answers=("vikram/substance.children_affected",),
                actions=(
                    DemoAction("Arrange the first 2 visits with Jaya's grandma", "Sam Okoro", 7),
                ),
            ),
        ),
        reasons={
            "jaya/decision.disagreement": "We wrote it down, to talk about at the meeting.",
        },
    ),
    DemoFamily(
        scenario="family_d_kowal",
        name="Kowal",
        author="adam",
        state="returned",
        visited_days_ago=9,
        chased_by="Adam Kowalski",
        decision="What has changed for Filip is not said. See him on his own before Friday.",
        outcomes=(
            DemoOutcome(
                child="tomasz",
                what="Tomasz has a warm, dry bed of his own.",
                now="Shares a damp mattress on the floor with 2 brothers.",
                measure="Bed seen in place and dry on 3 visits",
                by=28,
                if_not="Adam Kowalski asks the manager for a bed from the emergency fund.",
                answers=(
                    "tomasz/sleep.on_floor_older",
                    "tomasz/analysis.judged_unmet",
                    "family/home.no_beds",
                    "family/home.damp_home",
                ),
                actions=(
                    DemoAction(
                        "Apply for the furniture grant with Ewa and confirm the delivery",
                        "Adam Kowalski",
                        7,
                    ),
                ),
            ),
            DemoOutcome(
                child="tomasz",
                what="Tomasz has his teeth treated and is free of toothache.",
                now="Awake with pain 4 nights a week. He missed 3 dental appointments.",
                measure="Treatment completed and no pain nights in the last 14 days",
                by=28,
                if_not="Adam Kowalski asks the school nurse for an urgent appointment.",
                answers=("tomasz/care.unmet_health", "tomasz/care.lasting"),
                actions=(
                    DemoAction(
                        "Take Tomasz and his mother to the dental appointment",
                        "Adam Kowalski",
                        14,
                    ),
                ),
            ),
            DemoOutcome(
                child="tomasz",
                what="Tomasz plays or reads after school, and a grown-up gets Oskar up and to bed.",
                now="Tomasz gets Oskar up and dressed 5 mornings a week.",
                measure="Tomasz tells school on 4 mornings in a row that a grown-up got Oskar up",
                by=28,
                if_not="The manager asks the council again for a young carer's assessment.",
                answers=("tomasz/care.young_carer",),
                actions=(
                    DemoAction("Agree with Ewa who gets Oskar up on each day", "Adam Kowalski", 5),
                ),
            ),
            DemoOutcome(
                child="filip",
                what="Filip is seen on his own by a grown-up who knows what he worries about.",
                now="Nobody has seen Filip alone in two assessments.",
                measure="Filip seen alone 3 times, and his own words written down each time",
                by=21,
                if_not="The manager asks school to see Filip the next day.",
                answers=("filip/voice.not_seen_again", "filip/sleep.on_floor_older"),
                actions=(
                    DemoAction(
                        "See Filip at breakfast club with an interpreter",
                        "Sam Okoro",
                        5,
                        agreed=False,
                    ),
                ),
            ),
            DemoOutcome(
                child="oskar",
                what="Oskar uses two words together to say what he wants.",
                now="Points and uses 5 single words.",
                measure="Two-word sentences heard at nursery and at home on 3 days",
                by=42,
                if_not="The health visitor asks for an urgent speech assessment.",
                answers=(
                    "oskar/analysis.judged_unmet",
                    "oskar/sleep.on_floor_older",
                    "piotr/substance.children_affected",
                    "oskar/care.unmet_play",
                    "oskar/care.lasting",
                ),
                actions=(
                    DemoAction(
                        "Show Ewa three talking games and play them with Oskar", "Jo Lamb", 8
                    ),
                ),
            ),
            DemoOutcome(
                child="oskar",
                what="Oskar is always watched over by a grown-up who has not been drinking.",
                now="His brother of 7 watched over him on 2 of the last 4 Saturdays.",
                measure="A named grown-up is written down for 8 Saturdays out of 8",
                by=35,
                if_not="The manager calls a strategy discussion the same day.",
                answers=("oskar/care.unmet_watching", "oskar/protect.nobody_protects"),
                actions=(
                    DemoAction(
                        "Meet with Ewa and her family to choose two safe adults",
                        "Adam Kowalski",
                        3,
                    ),
                ),
            ),
        ),
        reasons={
            "family/history.help_again": "Each outcome says what must be different this time.",
        },
    ),
    DemoFamily(
        scenario="family_e_khan",
        name="Khan",
        author="sam",
        state="agreed",
        visited_days_ago=20,
        chased_by="Sam Okoro",
        decision="A clear assessment in Noor's own words. Agreed.",
        audited="noor",
        outcomes=(
            DemoOutcome(
                child="noor",
                what="Noor is able to be a child and not her mum's carer after school.",
                now="Cooks and gives medicine 7 days a week.",
                measure="Caring tasks down to 2 or fewer a week in Noor's diary",
                by=42,
                if_not="Sam Okoro asks the manager for a bigger care package.",
                answers=("noor/care.young_carer",),
                actions=(
                    DemoAction("Arrange home care visits at 5pm on school days", "Farah Aziz", 30),
                ),
            ),
            DemoOutcome(
                child="noor",
                what="Noor goes to her friend's house or a club each week.",
                now="None in the last 2 months.",
                measure="4 outings in 4 weeks recorded by Noor",
                by=42,
                if_not="Farida and Sam Okoro meet Noor to ask what gets in the way.",
                answers=("noor/care.young_carer",),
                actions=(
                    DemoAction(
                        "Enrol Noor with the young carers group and go with her the first time",
                        "Jo Lamb",
                        14,
                    ),
                ),
            ),
        ),
    ),
)
