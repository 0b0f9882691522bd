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


@settings(max_examples=300, deadline=None)
@given(faits(), st.data())
def test_where_nothing_founds_a_right_the_rules_say_nothing(tous: list[f.AnyFait], data: st.DataObject) -> None:
    fondent = [x for x in tous if type(x) in plier.FONDENT]
    gardes = data.draw(st.sets(st.sampled_from([x.id for x in fondent])) if fondent else st.just(set()))
    restent = [x for x in tous if type(x) not in plier.FONDENT or x.id in gardes]
    assert plier.fold(restent, FIN, v.loi()) == _sans_raccourci(restent)
