"""The fictional people who use the demo. They have no passwords; one click signs them in."""

from riskform.records.accounts import NewAccount

NORTH = "North locality"
SOUTH = "South locality"

DEMO_PEOPLE: dict[str, NewAccount] = {
    key: NewAccount(f"{key}@demo.invalid", name, job, agency, team, role, None, demo=True)
    for key, name, job, agency, team, role in (
        ("priya", "Priya Nair", "Health visitor", "Health visiting service", NORTH, "practitioner"),
        ("sam", "Sam Okoro", "Social worker", "Children's social care", NORTH, "practitioner"),
        ("adam", "Adam Kowalski", "Family support worker", "Early help", NORTH, "practitioner"),
        ("ruth", "Ruth Adeyemi", "Team manager", "Children's social care", NORTH, "manager"),
        ("grace", "Grace Hill", "Safeguarding lead", "Health", NORTH, "manager"),
        ("lee", "Lee Fenton", "Teacher", "Education", SOUTH, "practitioner"),
        ("tom", "Tom Ellwood", "Practice lead", "Safeguarding partnership", NORTH, "author"),
        ("nadia", "Nadia Frost", "System lead", "Safeguarding partnership", NORTH, "administrator"),
    )
}
