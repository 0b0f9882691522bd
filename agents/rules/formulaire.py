"""A C2S asked for by form S3711 (D17) by someone who receives the RSA: an earlier opposition does not bind it."""

from datetime import date

from agents.dossier.droits import Cas, Fondement, Origine
from agents.dossier.vue import Vue
from agents.rules.c2s import ouverture_gratuite
from agents.rules.foyer import foyer_c2s
from agents.rules.puma import Propositions
from contracts.faits import AnyFait, DemandeRsa, DroitRsa, Membre, ModificationRsa, Piece, RejetRsa
from law.regle import regle


@regle("D17", "B01", depuis=date(2022, 1, 1), pivot="demande")
def proposer(vue: Vue, reference: str, faits: list[AnyFait], sortie: Propositions) -> None:
    """The form gives the C2S without participation, without a resource test, to who receives the RSA."""
    piece = next((f for f in faits if isinstance(f, Piece) and f.type_piece == "S3711" and f.complete), None)
    ouvert = rsa_ouvert(vue, piece) if piece else None
    if piece is None or ouvert is None:
        return
    droit, demande = ouvert
    foyer = piece.foyer or (demande.foyer if demande else ()) or (Membre(piece.porteur, "DEMANDEUR"),)
    jour = max(piece.recu_le, droit.recu_le)
    phase, parametres = ouverture_gratuite(vue, jour)
    origine = Origine("ASSURE", "FORMULAIRE", foyer[0].caisse, demande.adresse if demande else "")
    fondement = Fondement(proposer.ids + ouverture_gratuite.ids + foyer_c2s.ids, (piece, droit), parametres)
    membres = foyer_c2s(vue, foyer, piece.recu_le)
    gestionnaire = piece.gestionnaire or "CPAM"
    sortie.c2s.append(
        Cas("C2S", reference, piece.porteur, membres, phase, fondement, origine, gestionnaire=gestionnaire)
    )


def rsa_ouvert(vue: Vue, piece: Piece) -> tuple[DroitRsa, DemandeRsa | None] | None:
    """The RSA that the bearer of the form receives, with its demande."""
    qui = vue.qui[piece.porteur.civil]
    for faits in vue.par_reference.values():
        droit = next((f for f in reversed(faits) if isinstance(f, (DroitRsa, RejetRsa))), None)
        if not isinstance(droit, DroitRsa) or _annule(vue, droit):
            continue
        if any(vue.qui[m.personne.civil] == qui for m in droit.retenus):
            return droit, next((f for f in reversed(faits) if isinstance(f, DemandeRsa)), None)
    return None


def _annule(vue: Vue, droit: DroitRsa) -> bool:
    mouvements = [m for m in vue.par_reference.get(droit.allocataire, ()) if isinstance(m, ModificationRsa)]
    return any(m.mouvement == "ANNULE" and m.recu_le >= droit.recu_le for m in mouvements)
