"""Rights already in force when the system starts (D01): they cover, and found no decision of ours."""

from datetime import date

from agents.dossier.vue import Vue
from agents.rules.puma import Propositions, Titre
from contracts.faits import AnyFait, Reprise
from law.regle import regle


@regle("D01", "A03", depuis=date(2019, 11, 1), pivot="effet")
def proposer(vue: Vue, reference: str, faits: list[AnyFait], sortie: Propositions) -> None:
    """CMU-C and ACS became the C2S on 1 November 2019: rights in force are taken over as they are."""
    reprise = next((f for f in reversed(faits) if isinstance(f, Reprise)), None)
    if reprise is None:
        return
    couverts = {vue.qui[p.civil]: p for p in (reprise.titulaire, *reprise.membres)}
    for qui, personne in couverts.items():
        sortie.puma(vue, Titre(personne, reprise.puma_depuis, reprise))
        if reprise.c2s_debut:
            sortie.couvertures.setdefault(qui, []).append((reprise.c2s_debut, reprise.c2s_fin))
