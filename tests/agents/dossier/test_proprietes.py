"""Random lives through the real handler: order and repeats of delivery change no right; laws that always hold."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dossier.batch import Dossiers
from agents.dossier.droits import Accordee, Cas
from agents.noeuds import Noeuds
from contracts import faits as f
from contracts.internes import Tick, encode
from contracts.topics import CPAM_DECISIONS, CPAM_NOTIFICATIONS, DOSSIERS_FAITS, all_topics
from contracts.wire import Message
from streams.local import Local, Route
from tests.agents import vies as v

DEBUT, JOURS = date(2022, 1, 3), 200
PERSONNES = (v.ANNA, v.PAUL, v.LEA, v.VIEILLE, v.MARI, v.OLENA, v.DANYLO)
NOEUDS = Noeuds()
NIA = v.personne("Olena", "1990-08-01", "2900899155007")


@st.composite
def faits(draw: st.DrawFn) -> list[f.AnyFait]:
    """Facts of one small world, each received on its day; what each says of the others is drawn."""
    jours = st.integers(0, JOURS - 1).map(lambda n: (DEBUT + timedelta(days=n)).isoformat())
    foyers = st.sampled_from([(v.membre(v.ANNA),), v.FAMILLE, (v.membre(v.PAUL), v.membre(v.ANNA, "CONJOINT")), ()])
    autre, compte = v.RSA[:-1] + "2", v.COMPTE[:-1] + "2"
    aspa = f"aspa:{NOEUDS.personne(v.VIEILLE)}:2022-03-01"
    demandes = st.builds(
        lambda j, i, r, c, w, m: v.demande(j, id=i, reference=r, canal=c, c2s=w, foyer=m),
        jours, st.sampled_from("abcd"), st.sampled_from([v.RSA, autre]), st.sampled_from(["TELESERVICE", "PAPIER"]),
        st.sampled_from(["NON_EXPRIMEE", "ACCEPTEE", "REFUSEE"]), foyers,
    )  # fmt: skip
    droits = st.builds(
        lambda j, i, m: v.droit(
            j, id=f"droit-{i}", reference=(v.RSA, autre)[i], allocataire=(v.COMPTE, compte)[i], retenus=m
        ),
        jours, st.integers(0, 1), foyers,
    )  # fmt: skip
    couple = (v.membre(v.VIEILLE), v.membre(v.MARI, "CONJOINT"))
    activite = st.booleans().map(lambda oui: ((v.VIEILLE.numero, oui),))
    autres: list[st.SearchStrategy[Any]] = [
        jours.map(v.rejet),
        jours.map(v.annulation_rsa),
        st.builds(v.opposition, jours, st.sampled_from(["OPPOSITION", "RETRAIT"])),
        st.builds(lambda j, m: v.reponse(j, foyer=m), jours, foyers),
        jours.map(v.formulaire),
        jours.map(lambda j: v.ligne(j, reference=aspa)),
        st.builds(lambda j, a: v.reponse(j, aspa, id="reponse-aspa", foyer=couple, activite=a), jours, activite),
        jours.map(lambda j: v.adhesion(j, aspa)),
        st.builds(lambda j, m: v.aps(j, mineurs=m), jours, st.sampled_from([(), (v.DANYLO,)])),
        jours.map(lambda j: v.aps(j, id="guichet", mineurs=(v.DANYLO,))),
        jours.map(
            lambda j: msgspec.structs.replace(
                v.piece(j, "S3705", v.DANYLO), reference=f"piece:{NOEUDS.personne(v.OLENA)}"
            )
        ),
        jours.map(lambda j: v.mouvement_aps(j, "RETIREE")),
        jours.map(lambda j: f.NiaAttribue(**v._tete("nia", v.APS, j), personne=NIA, type_nia="FMT", cree_le=v.jour(j))),
        st.just(
            msgspec.structs.replace(
                v.reprise(v.PAUL, c2s=("2021-09-01", "2022-04-01")), reference=f"reprise:{NOEUDS.personne(v.ANNA)}"
            )
        ),
    ]
    tous = draw(st.lists(st.one_of(demandes, droits, *autres), min_size=1, max_size=12))
    return list({fait.id: fait for fait in tous}.values())


class Vecu:
    """The handler in memory; what it issued is folded into the rights in force, as any reader does."""

    def __init__(self, partitions: int) -> None:
        dossiers = {"dossiers": Route((DOSSIERS_FAITS,), Dossiers(v.loi(), NOEUDS), stateful=True)}
        self.local = Local(dossiers, {t.name: t.partition_count(partitions) for t in all_topics()}, batch_size=3)
        self.partitions, self.tour = partitions, 0
        self.en_vigueur: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.ids: dict[str, bytes] = {}
        self.dites: dict[str, dict[str, Any]] = {}
        self.sans_fondement = 0

    def recevoir(self, recus: Iterable[f.AnyFait]) -> None:
        self.local.feed(Message(DOSSIERS_FAITS, NOEUDS.ancre(x.reference).encode(), encode(x)) for x in recus)
        self._lire()

    def clore(self, jour: date) -> None:
        self.tour += 1
        tick = encode(Tick(jour, self.tour, solde=True))
        self.local.feed(Message(DOSSIERS_FAITS, None, tick, (), p) for p in range(self.partitions))
        self._lire()

    def _lire(self) -> None:
        for record in self.local.take(CPAM_DECISIONS):
            headers = dict(record.headers)
            if not headers["ce_type"].startswith(b"fr.cnam"):
                continue
            dit = msgspec.json.decode(record.value or b"")
            assert self.ids.setdefault(headers["ce_id"].decode(), record.value or b"") == record.value
            self.dites[headers["ce_id"].decode()] = dit
            cle = (
                dit["droit"],
                dit["reference"],
                str(dit["titulaire"]["date_naissance"]) if dit["droit"] != "C2S" else "",
            )
            if self.en_vigueur.get(cle, {"revision": -1})["revision"] < dit["revision"]:
                self.en_vigueur[cle] = dit
        for record in self.local.take(CPAM_NOTIFICATIONS):
            if dict(record.headers)["ce_type"] == b"fr.cnam.notification.v1":
                dit = msgspec.json.decode(record.value or b"")
                self.sans_fondement += not (dit.get("id_decision") in self.ids or dit.get("regle"))

    def redites(self) -> list[str]:
        """Decisions that say of a right what the one they replace said."""
        return [
            i
            for i, dit in self.dites.items()
            if dit["revision"] and contenu(dit) == contenu(self.dites[dit["remplace"]])
        ]

    def droits(self) -> dict[tuple[str, str], tuple[Any, ...]]:
        """Each person's rights: PUMa and C2S with their days, by name."""
        trouves: dict[tuple[str, str], tuple[Any, ...]] = {}
        for (droit, _, _), dit in self.en_vigueur.items():
            if dit["issue"] in ("ACCORDEE", "REVISEE", "OUVERTE") and "debut" in dit:
                for un in dit["beneficiaires"]:
                    trouves[droit, un["prenom"]] = (
                        *trouves.get((droit, un["prenom"]), ()),
                        (dit["debut"], dit.get("fin")),
                    )
        return {cle: tuple(sorted(periodes)) for cle, periodes in trouves.items()}


def contenu(dit: dict[str, Any]) -> dict[str, Any]:
    """What a decision says of the right; not its day, its causes, its number."""
    sauf = {"revision", "remplace", "jour", "fondements", "echeance"}
    issue = "ACCORDEE" if dit["issue"] in {"REVISEE", "OUVERTE"} else dit["issue"]
    return {k: x for k, x in dit.items() if k not in sauf} | {"issue": issue}


def attendus(cas: Iterable[Cas]) -> dict[tuple[str, str], tuple[Any, ...]]:
    trouves: dict[tuple[str, str], tuple[Any, ...]] = defaultdict(tuple)
    for c in cas:
        if isinstance(c.phase, Accordee):
            fin = c.phase.fin.isoformat() if c.phase.fin else None
            for un in c.membres:
                trouves[c.nature, un.prenom] += ((c.phase.debut.isoformat(), fin),)
    return {cle: tuple(sorted(periodes)) for cle, periodes in trouves.items()}


@settings(max_examples=150, deadline=None)
@given(faits(), st.integers(0, 2**32), st.integers(1, 3))
def test_whatever_the_order_and_the_repeats_the_rights_of_each_day_are_those_of_the_facts(
    tous: list[f.AnyFait], graine: int, partitions: int
) -> None:
    alea, vecu = random.Random(graine), Vecu(partitions)
    recus: list[f.AnyFait] = []
    jours = sorted({x.recu_le for x in tous})
    livres = {x.id: alea.choice([x.recu_le, x.recu_le, *(j for j in jours if j >= x.recu_le)]) for x in tous}
    for jour in jours:  # some are delivered late, on a later day than that of their record
        du_jour = [x for x in tous if livres[x.id] == jour]
        recus += du_jour
        envois = du_jour + [x for x in recus if alea.random() < 0.3]
        alea.shuffle(envois)
        vecu.recevoir(envois)
        vecu.clore(jour)
        assert vecu.droits() == attendus(v.droits(recus, jour.isoformat()).values())
    assert vecu.sans_fondement == 0
    assert not vecu.redites()


@settings(max_examples=300, deadline=None)
@given(faits())
def test_laws_that_always_hold(tous: list[f.AnyFait]) -> None:
    cas = list(v.droits(tous, "2022-12-31").values())
    droits = attendus(cas)
    for (nature, qui), periodes in droits.items():
        if nature == "C2S":
            pumas = droits.get(("PUMA", qui), ())
            anciens = [
                x for x in tous if isinstance(x, f.Reprise) and qui in {p.prenom for p in (x.titulaire, *x.membres)}
            ]
            assert anciens or any(puma <= debut for puma, _ in pumas for debut, _ in periodes), (
                "never a C2S without PUMa"
            )
            suite = sorted(periodes)
            assert all(a[1] <= b[0] for a, b in pairwise(suite)), "never two C2S on one day"


@settings(max_examples=300, deadline=None)
@given(faits())
def test_an_opposition_is_never_overridden_by_the_demande_it_was_made_on(tous: list[f.AnyFait]) -> None:
    du_dossier = [x for x in tous if x.reference == v.RSA]
    oppose = any(isinstance(x, f.DemandeRsa) and x.c2s == "REFUSEE" for x in du_dossier)
    if oppose and not any(isinstance(x, f.Opposition) for x in du_dossier):
        assert not isinstance(v.c2s(tous, "2022-12-31"), Accordee)
