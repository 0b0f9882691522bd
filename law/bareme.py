"""Reading the tables of the law: a ceiling by number of persons, a price by age."""

from decimal import Decimal

from law.valeur import Table


def plafond(table: Table, personnes: int) -> Decimal:
    """The ceiling of a foyer: that of four persons, plus the supplement for each one beyond."""
    if personnes < 1:
        raise ValueError(f"a foyer has at least one person, not {personnes}")
    if personnes <= 4:
        return table[str(personnes)]
    return table["4"] + (personnes - 4) * table["supplement"]


def prix(table: Table, age: int) -> Decimal:
    """The monthly price at that age; each key is the age from which its amount applies."""
    if age < 0:
        raise ValueError(f"no age: {age}")
    return table[str(max(key for key in map(int, table) if key <= age))]
