"""What the complementary bodies (OC) say of adhesions, and what they are told of rights (D21, D22)."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.base import Booleen, Contrat, Jour, MessagePartenaire, Montant, Reference, check_order
from contracts.cnam import Personne
from contracts.errors import broken
from contracts.identites import Gestionnaire


class Adhesion(MessagePartenaire):
    """Where the adhesion form of a C2S with participation stands: the right opens after its return (D20, D22)."""

    numero_c2s: Reference
    """The right: the reference of the decision."""
    bulletin_envoye_le: Jour
    """Day on which the form was sent (D21); it is waited for three months (P10)."""
    recu_le: Jour | None = None
    """Day on which it came back; the right opens on the 1st of the next month (D22)."""
    complet: Booleen
    """True when the form is complete and a means of payment was chosen."""
    moyen_paiement: Literal["PRELEVEMENT", "CARTE", "CHEQUE", "VIREMENT", "ESPECES"] | None = None
    """How the participation will be paid (D42)."""

    @model_validator(mode="after")
    def _return_holds(self) -> Self:
        check_order(self.bulletin_envoye_le, self.recu_le, "recu_le", "A form cannot come back before it was sent.")
        if self.complet and (self.recu_le is None or self.moyen_paiement is None):
            raise broken(
                "adhesion_complete",
                "An adhesion is complete when the form and the means of payment were received (D22).",
                "send recu_le and moyen_paiement, or complet false.",
                "recu_le" if self.recu_le is None else "moyen_paiement",
            )
        return self


class BeneficiaireOc(Contrat):
    """A person to cover, and the price."""

    identite: Personne
    """Who it is."""
    prix_mensuel: Montant
    """Monthly participation of this person; 0.00 without participation."""


class Droit(Contrat):
    """A right whose manager is this complementary body (B08): to open, change or take back."""

    numero_c2s: Reference
    """The right: the reference of the decision."""
    gestionnaire: Gestionnaire | None = None
    """The body that is written to."""
    mouvement: Literal["OUVERTURE", "MODIFICATION", "ANNULATION"]
    """OUVERTURE: a new right; MODIFICATION: other dates or persons; ANNULATION: it never was."""
    participation: Booleen
    """True: the body sends an adhesion form, the right opens after its return (D20, D21)."""
    debut: Jour | None = None
    """First day; absent while the adhesion is waited for."""
    fin: Jour | None = None
    """First day after the right."""
    beneficiaires: Annotated[tuple[BeneficiaireOc, ...], Field(min_length=1)]
    """The persons covered (D04)."""
