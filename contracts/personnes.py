"""What persons of one message must not be: twice the same, two behind one number, born after what is said of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from contracts.errors import broken, mask_number
from contracts.identites import EtatCivil, Identite, Membre

Place = tuple[str, Identite]  # where a person stands in the message ("foyer.1.identite"), and who


def civil_status(personne: EtatCivil) -> tuple[str, str, date, str]:
    """What tells two persons apart when their numbers do not."""
    return (personne.nom_naissance.upper(), personne.prenoms[0].upper(), personne.date_naissance, personne.sexe)


def places(champ: str, membres: Iterable[Membre]) -> list[Place]:
    """The persons of a list of members, each with the path of its place."""
    return [(f"{champ}.{rang}.identite", membre.identite) for rang, membre in enumerate(membres)]


def check_nobody_twice(persons: Sequence[Place]) -> None:
    """A foyer names each person once: the number of persons decides the ceiling, each of them gets one right."""
    seen: dict[object, str] = {}
    for champ, personne in persons:
        marks = (civil_status(personne), personne.matricule or civil_status(personne))
        first = next((seen[mark] for mark in marks if mark in seen), None)
        if first is not None:
            raise broken(
                "personne_en_double",
                f"The same person is already at {first}: one person has one place in a foyer and one right (D34).",
                "send each person once.",
                champ,
                mask_number(personne.matricule) if personne.matricule else "(civil status)",
            )
        seen.update(dict.fromkeys(marks, champ))


def check_one_person_per_number(persons: Sequence[Place]) -> None:
    """One number on two people would give the rights of one to the other (G01)."""
    holder: dict[str, Place] = {}
    for champ, personne in persons:
        if personne.matricule is None:
            continue
        first_champ, first = holder.setdefault(personne.matricule, (champ, personne))
        if civil_status(first) != civil_status(personne):
            raise broken(
                "matricule_partage",
                f"The number is also that of another person, at {first_champ}: one identity is one person (G01).",
                "check whose number it is; send the other person without matricule.",
                f"{champ}.matricule",
                mask_number(personne.matricule),
            )


def check_foyer(persons: Sequence[Place]) -> None:
    """Both: first the number on two people, which would otherwise read as one person twice."""
    check_one_person_per_number(persons)
    check_nobody_twice(persons)


def check_one_claimant(champ: str, membres: Sequence[Membre]) -> None:
    """A foyer that is told has exactly one claimant; an empty one is still to be asked for (B11)."""
    claimants = sum(membre.lien == "DEMANDEUR" for membre in membres)
    if membres and claimants != 1:
        raise broken(
            "un_demandeur",
            f"A right has one holder; this foyer names {claimants} persons as DEMANDEUR.",
            "give the lien DEMANDEUR to the person who asks, and to no other.",
            champ,
        )


def check_born_by(jour: date, dit: str, persons: Sequence[Place]) -> None:
    """Nobody is spoken of before being born; `dit` names the field that says the day."""
    for champ, personne in persons:
        if personne.date_naissance > jour:
            raise broken(
                "jour_avant_naissance",
                f"{dit} is {jour.isoformat()}, before this person was born: no right can be theirs on that day.",
                f"check the day of birth, or {dit}.",
                f"{champ}.date_naissance",
                personne.date_naissance,
            )
