"""The short cut of the fold says what the rules would: nothing, where nothing can be said yet."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dossier import fold as plier
from agents.dossier.vue import Horizon
from contracts import faits as f
from tests.agents import vies as v
from tests.agents.dossier.test_proprietes import faits

FIN = Horizon(v.jour("2022-12-31"))


def _sans_raccourci(tous: Sequence[f.AnyFait]) -> object:
    with pytest.MonkeyPatch.context() as ici:
        ici.setattr(plier, "_fonde", lambda faits: True)
        return plier.fold(tous, FIN, v.loi())


@settings(max_examples=600, deadline=None)
@given(faits(), st.lists(st.sampled_from([v.demande(), v.opposition("20/02"), v.rejet("20/02"), v.reponse("20/02")])))
def test_where_nothing_founds_a_right_the_rules_say_nothing(tous: list[f.AnyFait], autres: list[f.AnyFait]) -> None:
    restent = [x for x in [*tous, *autres] if type(x) not in plier.FONDENT]
    assert plier.fold(restent, FIN, v.loi()) == _sans_raccourci(restent)


@pytest.mark.parametrize("fonde", [v.droit(), v.ligne(), v.aps(), v.arrivee("20/02", "2022-03-01")])
def test_each_of_these_founds_a_right(fonde: f.AnyFait) -> None:
    assert plier.fold((v.demande(), fonde), FIN, v.loi())[0]


def test_an_opposition_is_said_even_without_a_right() -> None:
    assert plier.fold((v.demande(), v.opposition("20/02")), FIN, v.loi())[0]
    assert plier.fold((v.demande(c2s="REFUSEE"),), FIN, v.loi())[0]
    assert not plier.fold((v.demande(),), FIN, v.loi())[0]
