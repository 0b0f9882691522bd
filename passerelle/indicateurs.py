"""The indicators that ops look at (1 to 5), as the messages show them, beside the truth of the simulated lives."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta

from contracts.faits import ApsDelivree, DemandeRsa, DroitRsa
from passerelle.lectures import Decision, Lectures
from passerelle.mesures import Indicateur, Part, comparer, jours_ouvres
from passerelle.qui import Qui
from simulators.verite.modele import Suite, Verite

DEPUIS = date(2022, 1, 1)
ORPHELIN = timedelta(days=7)
DELAIS = (30, 60, 90)
GROUPES_APS = ("holders", "listed minors")
# What a demande may come to that leaves nothing to grant without a step.
HORS_DU_COMPTE = {
    "SANS_DEMANDE", "JAMAIS_RECUE", "HORS_CHAMP", "SANS_DROIT", "REJETEE", "OPPOSEE", "DEJA_COUVERT",
}  # fmt: skip


def indicateurs(lectures: Lectures, verite: Verite) -> list[Indicateur]:
    """The figures of a run, as known on its last day."""
    calcul = _Calcul(lectures, verite)
    return [*calcul.automatiques(), calcul.oppositions(), *calcul.conversions(), calcul.orphelins(), *calcul.aps()]


class _Calcul:
    def __init__(self, lectures: Lectures, verite: Verite) -> None:
        self.verite, self.fin = verite, verite.fin
        self.suites = {suite.reference: suite for suite in verite.suites}
        self.c2s = lectures.suites()
        self.demandes: dict[str, DemandeRsa] = {}
        self.droits: dict[str, DroitRsa] = {}
        self.aps_recues: dict[str, ApsDelivree] = {}
        for fait in sorted(lectures.valables(), key=lambda f: (f.recu_le, f.id)):
            match fait:
                case DemandeRsa():
                    self.demandes.setdefault(fait.reference, fait)
                case DroitRsa():
                    self.droits.setdefault(fait.reference, fait)
                case ApsDelivree():
                    self.aps_recues.setdefault(fait.reference, fait)
        self.qui = Qui(verite)
        self.couverts: dict[tuple[str, str], dict[str, date]] = {}
        for _, decision in lectures.decisions.values():
            if decision.debut is not None and decision.issue in {"ACCORDEE", "OUVERTE", "REVISEE"}:
                for p in decision.beneficiaires:
                    jours = self.couverts.setdefault((decision.reference, self.qui.de_decision(p)), {})
                    jours[decision.droit] = min(decision.jour, jours.get(decision.droit, decision.jour))

    def automatiques(self) -> Iterator[Indicateur]:
        """1: C2S granted with no act, of the téléservice demandes whose RSA opened."""
        vus = {
            ref: _automatique(self.c2s.get(ref, []))
            for ref in self._teleservice() & self.droits.keys()
            if not _ecartee(self.c2s.get(ref, []))
        }
        vrais = {ref: _accord_sans_lettre(s) for ref, s in self._suites("TELESERVICE", HORS_DU_COMPTE)}
        for payeur in ("CAF", "MSA"):
            les_siens = ({r: v for r, v in cas.items() if r.startswith(f"rsa:{payeur}-")} for cas in (vus, vrais))
            yield comparer(1, "automatic RSA", payeur, *les_siens)

    def oppositions(self) -> Indicateur:
        """2: refusals of the téléservice demandes."""
        vus = [ref for ref in self._teleservice() if any(d.issue == "OPPOSEE" for d in self.c2s.get(ref, ()))]
        suites = dict(self._suites("TELESERVICE", {"JAMAIS_RECUE", "HORS_CHAMP", "SANS_DEMANDE"}))
        vrais = [ref for ref, suite in suites.items() if _jour(suite, "OPPOSEE")]
        observe = Part(len(vus), len(self._teleservice()))
        return Indicateur(2, "opposition", "téléservice", observe, Part(len(vrais), len(suites)))

    def conversions(self) -> Iterator[Indicateur]:
        """3: granted after an invitation, within so many days; invitations that had those days."""
        for groupe, debut in (("RSA on paper", "rsa:"), ("ASPA", "aspa:")):
            refs = {ref for ref in self.c2s.keys() | self.suites.keys() if ref.startswith(debut)}
            for jours in DELAIS:
                vus = self._convertis(refs, jours, lambda ref: _invite_puis_accorde(self.c2s.get(ref, ())))
                vrais = self._convertis(refs, jours, self._attendu)
                yield comparer(3, "conversion", f"{groupe}, {jours} days", vus, vrais)

    def orphelins(self) -> Indicateur:
        """4: rights that had no demande seven days later."""
        murs = [droit for droit in self.droits.values() if droit.recu_le + ORPHELIN <= self.fin]
        seuls = [d for d in murs if self._demande_le(d.reference) > d.recu_le + ORPHELIN]
        return Indicateur(4, "orphan joins", "RSA", Part(len(seuls), len(murs)))

    def aps(self) -> Iterator[Indicateur]:
        """5: persons on an APS with PUMa and C2S within two working days, listed minors apart."""
        vrais = self._aps_des_vies()
        for groupe in GROUPES_APS:
            vus = {}
            for ref, aps in self.aps_recues.items():
                limite = jours_ouvres(aps.recu_le, 2)
                for personne in (aps.titulaire,) if groupe == "holders" else aps.mineurs:
                    id_ = self.qui.de_fait(personne)
                    vus[f"{ref}/{id_}"] = _a_temps(self.couverts.get((ref, id_), {}), limite)
            yield comparer(5, "automatic APS", groupe, vus, vrais[groupe])

    def _aps_des_vies(self) -> dict[str, dict[str, bool]]:
        """Who should be covered at once; a minor who should only be so later was not listed (indicator 6)."""
        tenus: dict[tuple[str, str], dict[str, date]] = {}
        for droit in self.verite.droits:
            if droit.reference:
                connus = tenus.setdefault((droit.reference, droit.personne), {})
                connus[droit.droit] = min(droit.connu_le, connus.get(droit.droit, droit.connu_le))
        vrais: dict[str, dict[str, bool]] = {groupe: {} for groupe in GROUPES_APS}
        for ref, suite in self.suites.items():
            le = _jour(suite, "ACCORDEE") if suite.agence == "PREFECTURE" else None
            for rang, id_ in enumerate(suite.personnes if le else ()):
                a_temps = _a_temps(tenus.get((ref, id_), {}), jours_ouvres(le, 2)) if le else False
                if rang == 0 or a_temps:
                    vrais[GROUPES_APS[min(rang, 1)]][f"{ref}/{id_}"] = a_temps
        return vrais

    def _teleservice(self) -> set[str]:
        return {ref for ref, d in self.demandes.items() if d.canal == "TELESERVICE" and d.depot_le >= DEPUIS}

    def _suites(self, canal: str, sans: Collection[str]) -> Iterator[tuple[str, Suite]]:
        return ((ref, s) for ref, s in self.suites.items() if s.canal == canal and s.issue not in sans)

    def _demande_le(self, reference: str) -> date:
        demande = self.demandes.get(reference)
        return demande.recu_le if demande else date.max

    def _attendu(self, reference: str) -> tuple[date, date | None] | None:
        suite = self.suites.get(reference)
        invite = suite and _jour(suite, "INVITEE")
        if not suite or not invite:
            return None
        return invite, _jour(suite, "EN_ATTENTE") or _jour(suite, "ACCORDEE")

    def _convertis(
        self, refs: Iterable[str], jours: int, lire: Callable[[str], tuple[date, date | None] | None]
    ) -> dict[str, bool]:
        delai = timedelta(days=jours)
        lus = {ref: lu for ref in refs if (lu := lire(ref)) and lu[0] + delai <= self.fin}
        return {ref: accorde is not None and accorde <= invite + delai for ref, (invite, accorde) in lus.items()}


def _automatique(decisions: list[Decision]) -> bool:
    return bool(decisions) and decisions[0].issue == "ACCORDEE"


def _ecartee(decisions: list[Decision]) -> bool:
    """Opposed, or already covered: nothing was left to grant."""
    derniere = decisions[-1] if decisions else None
    return derniere is not None and (derniere.issue == "OPPOSEE" or derniere.motif == "DEJA_COUVERT")


def _accord_sans_lettre(suite: Suite) -> bool:
    return _jour(suite, "ACCORDEE") is not None and _jour(suite, "INVITEE") is None


def _jour(suite: Suite, issue: str) -> date | None:
    return next((jour for dite, jour in suite.chemin if dite == issue), None)


def _invite_puis_accorde(decisions: Iterable[Decision]) -> tuple[date, date | None] | None:
    invite = next((d.jour for d in decisions if d.issue == "INVITEE"), None)
    if invite is None:
        return None
    return invite, next((d.jour for d in decisions if d.issue == "ACCORDEE"), None)


def _a_temps(jours: dict[str, date], limite: date) -> bool:
    return all(droit in jours and jours[droit] <= limite for droit in ("PUMA", "C2S"))
