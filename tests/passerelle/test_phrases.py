"""A decision's grounds are told in the words of the rule that founded it."""

import pytest

from passerelle.chaine_texte import phrases
from passerelle.law_cli import import_rules


@pytest.mark.parametrize(("nature", "said"), [("rsa", "Who receives the RSA"), ("aspa", "Who receives the ASPA")])
def test_an_id_that_two_rules_apply_is_told_by_the_one_of_its_kind(nature: str, said: str) -> None:
    import_rules()
    ((ids, phrase),) = phrases(["E04"], nature)
    assert ids == ("E04",)
    assert phrase.startswith(said)
