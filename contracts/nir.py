"""What the digits of a NIR, or of a NIA (same shape), say and must not say; pure functions on top of stdnum."""

import re
from datetime import date
from typing import NamedTuple

from stdnum.fr import nir as stdnum_nir

FORME = r"^[12][0-9]{2}(0[1-9]|1[0-2])([0-9]{2}|2[AB])[0-9]{6}$"
_FORME = re.compile(FORME)
_SAIN = re.compile(r"[12][0-9]{2}(0[1-9]|1[0-2])(?!00)([0-9]{2}|2[AB])(?!000)[0-9]{3}(?!000)[0-9]{3}")
_CAISSE = re.compile(r"^[78][0-9]{12}$")
_MIGRANT = re.compile(r"^[56][12][0-9]{11}$")


class Defaut(NamedTuple):
    """Why a number is refused: a stable code, what it means, the fix."""

    code: str
    sens: str
    remede: str


def key_of(matricule: str) -> str:
    """The two digits that follow the 13: 97 minus the remainder by 97, Corsica counted as 19 and 18."""
    return str(stdnum_nir.calc_check_digits(matricule))


def shape_defect(matricule: str) -> Defaut | None:
    """What is wrong with the 13 characters alone."""
    if _SAIN.fullmatch(matricule):
        return None  # the common case, at the price of one look
    if _CAISSE.fullmatch(matricule):
        return Defaut(
            "nnp",
            "A NNP is internal to the Cnam and never travels on a partner topic (G09).",
            "send the NIR, or the NIA that the SNGI attributed (G10), or no matricule at all.",
        )
    if _MIGRANT.fullmatch(matricule):
        return Defaut("mig", "A number of a migrant de passage identifies nobody here.", "send the NIR or the NIA.")
    if len(matricule) != 13:
        return Defaut(
            "nir_longueur",
            f"A NIR or NIA has 13 characters, this one has {len(matricule)}.",
            "send the 13 characters in matricule and the two of the key in cle.",
        )
    return _digits_defect(matricule)


def _digits_defect(matricule: str) -> Defaut:
    if matricule[0] not in "12":
        return Defaut("nir_sexe", "A NIR begins with 1 (man) or 2 (woman).", "check the first digit.")
    if not re.match(r"^..[0-9](0[1-9]|1[0-2])", matricule):
        return Defaut("nir_mois", "Digits 4 and 5 of a NIR are the month of birth, 01 to 12.", "check the month.")
    if not _FORME.fullmatch(matricule):
        return Defaut(
            "nir_forme",
            "A NIR is digits only, but for the departments 2A and 2B of Corsica.",
            "check the characters; letters are upper case.",
        )
    if matricule[5:7] == "00" or matricule[7:10] == "000":
        return Defaut(
            "nir_lieu",
            "Digits 6 to 10 of a NIR are the place of birth: department (99 abroad) and commune, or country.",
            "send department 01 to 98, 2A or 2B and a commune; or 99 and the INSEE number of the country.",
        )
    return Defaut("nir_ordre", "The rank of a birth in its month starts at 001.", "check the last three digits.")


def key_defect(matricule: str, cle: str) -> Defaut | None:
    """What is wrong with the key of a well-shaped number."""
    if cle == key_of(matricule):
        return None
    return Defaut(
        "nir_cle",
        "The key does not match the number: one of its digits was mistyped, so it may be somebody else's.",
        "copy number and key again from the attestation; never compute the key of an unsure number.",
    )


def person_defect(matricule: str, sexe: str, date_naissance: date) -> Defaut | None:
    """Where the number and the civil status sent beside it disagree."""
    if (matricule[0] == "1") != (sexe == "M"):
        return Defaut(
            "nir_sexe_discordant",
            "The number says another sex than the civil status: one identity must be one person (G01).",
            "check sexe, or whose number it is.",
        )
    if (int(matricule[1:3]), int(matricule[3:5])) != (date_naissance.year % 100, date_naissance.month):
        return Defaut(
            "nir_naissance_discordante",
            "The number says another month of birth than the civil status: one identity must be one person (G01).",
            "check date_naissance, or whose number it is.",
        )
    return None
