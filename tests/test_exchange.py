"""Files for other programs: each format keeps what the table of formats promises."""

from dataclasses import replace

import pytest
from handouts import NEWS, changed, handouts, unchanged
from hypothesis import given, settings

from i18n.errors import UserError
from i18n.model import State
from workflow.exchange import formats
from workflow.exchange.handout import Handout

FORMATS = [formats.load(name) for name in formats.FORMATS]
NAMES = list(formats.FORMATS)


@pytest.mark.parametrize("form", FORMATS, ids=NAMES)
def test_what_goes_out_comes_back_with_its_base(form: object) -> None:
    assert form.read(form.write(NEWS), "news") == unchanged(NEWS)


@settings(deadline=None)
@given(handouts)
def test_no_two_handouts_make_one_file(handout: Handout) -> None:
    line = handout.lines[0]
    other = replace(line, target=line.target + "қ", state=State.DRAFT)
    longer = replace(handout, lines=(other, *handout.lines[1:]))

    for form in FORMATS:
        back = form.read(form.write(longer), "news")
        assert back == changed(unchanged(handout), line.uid, target=other.target)


@pytest.mark.parametrize("form", FORMATS, ids=NAMES)
@pytest.mark.parametrize("other", FORMATS, ids=NAMES)
def test_a_file_of_another_format_is_refused(form: object, other: object) -> None:
    if form is other:
        return
    with pytest.raises(UserError) as caught:
        form.read(other.write(NEWS), "news")

    assert caught.value.hint


@pytest.mark.parametrize("form", FORMATS, ids=NAMES)
def test_texts_of_two_thousand_units_come_back(form: object) -> None:
    lines = (replace(NEWS.lines[n % 4], uid=f"{n:012x}") for n in range(2000))
    handout = replace(NEWS, lines=tuple(lines))

    assert form.read(form.write(handout), "news") == unchanged(handout)


@pytest.mark.parametrize("form", FORMATS, ids=NAMES)
def test_a_handout_without_units_says_nothing_that_could_be_taken(form: object) -> None:
    with pytest.raises(UserError):
        form.read(form.write(replace(NEWS, lines=())), "news")
