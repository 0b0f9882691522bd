"""French nationals repatriated from Ukraine or Russia, and their spouses: PUMa on arrival, nothing else (F05, F06)."""

from datetime import date

from agents.dossier.droits import Cas, Due, Fondement, Origine
from agents.dossier.vue import Vue
from agents.rules.puma import Propositions, Titre
from contracts.faits import AnyFait, Arrivee
from law.regle import regle

ORIGINE = Origine("RAPATRIEMENT", "ACCUEIL")


@regle("F05", "F06", depuis=date(2022, 3, 1), pivot="evenement")
def proposer(vue: Vue, reference: str, faits: list[AnyFait], sortie: Propositions) -> None:
    """Repatriates and their spouses are covered by the PUMa on arrival, without a waiting period."""
    arrivee = next((f for f in reversed(faits) if isinstance(f, Arrivee)), None)
    if arrivee is None:
        return
    for personne in (arrivee.personne, arrivee.conjoint):
        if personne:
            sortie.puma(vue, Titre(personne, arrivee.arrivee_le, arrivee, proposer.ids, ORIGINE))
            if not personne.matricule:
                fondement = Fondement(nia_std.ids, (arrivee,))
                due = Due(arrivee.recu_le)
                sortie.nia.append(Cas("NIA", reference, personne, (personne,), due, fondement, ORIGINE))


@regle("G05", "G18", "G20", depuis=date(2022, 3, 1), pivot="evenement")
def nia_std() -> str:
    """Someone born abroad who was never identified gets a NIA, at the request of the body that knows her."""
    return "STD"
