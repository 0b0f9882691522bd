"""The monthly ASPA exchange → a fact per line. A line that repeats what is known has the same id, month after month."""

from agents.intake.communs import Recu, adresse, empreinte, personne
from contracts import cnav
from contracts.faits import AnyFait, LigneAspa


def echange_mensuel(recu: Recu, message: cnav.EchangeMensuel) -> list[AnyFait]:
    """Each line, entering, present or leaving."""
    return [_ligne(recu, ligne) for ligne in message.lignes]


def _ligne(recu: Recu, ligne: cnav.LigneAspa) -> LigneAspa:
    qui = personne(ligne.allocataire)
    conjoint = personne(ligne.conjoint) if ligne.conjoint else None
    sorti = ligne.mouvement == "SORTANT"
    fin = "sortie" if sorti else ligne.date_effet.isoformat()
    entete = recu.entete(f"aspa:{recu.noeuds.personne(qui)}:{fin}")
    mots = (entete["reference"], str(ligne.date_effet), conjoint.civil if conjoint else "", str(ligne.conjoint_aspa))
    entete["id"] = empreinte(12, *mots)
    entete["survenu_le"] = entete["enregistre_le"] = ligne.date_effet
    return LigneAspa(
        **entete,
        allocataire=qui,
        effet_le=ligne.date_effet,
        sorti=sorti,
        conjoint=conjoint,
        conjoint_aspa=ligne.conjoint_aspa,
        motif=ligne.motif_sortie or "",
        adresse=adresse(ligne.adresse),
    )
