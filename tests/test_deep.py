import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replies import JSON

from i18n.engines.deep import baidu, deep, mymemory
from i18n.engines.faults import BadOutput, EngineError, RateLimited, Transient
from i18n.engines.wire import Reply


@given(value=JSON, status=st.sampled_from([200, 400, 429, 500]))
def test_a_reply_of_any_form_is_judged(value, status) -> None:
    answer = {"responseData": {"translatedText": value}, "responseStatus": value}
    forms = (value, answer, {"trans_result": [value]}, {"error_code": value, "error_msg": value})
    for form in forms:
        reply = Reply(status, json.dumps(form))
        for judge in (mymemory._judge, baidu._judge):
            fault = judge(reply)
            assert fault is None or isinstance(fault, EngineError)
            assert fault is not None or status == 200


def translating(answers: dict[str, str | EngineError]) -> Callable[[str], str]:
    def ask(text: str) -> str:
        answer = answers[text]
        if isinstance(answer, EngineError):
            raise answer
        return answer

    return ask


def test_each_text_keeps_its_edges_and_what_has_no_letter_is_not_asked() -> None:
    ask = translating({"Rain.": "Дождь.", "Two lines.": "Две строки."})

    answers = deep.each([" Rain. ", "—", "", "Two\nlines."], ask)

    assert answers == [" Дождь. ", "—", "", "Две строки."]


def test_a_text_that_cannot_be_done_does_not_keep_others_from_it() -> None:
    ask = translating({"Rain.": BadOutput("too long"), "Sun.": "Солнце."})

    with pytest.raises(BadOutput, match="too long") as caught:
        deep.each(["Rain.", "5 %", "Sun."], ask)

    assert caught.value.answers == (None, "5 %", "Солнце.")


@pytest.mark.parametrize("fault", [RateLimited("slower", after=3.0), Transient("broken")])
def test_a_fault_before_any_answer_stays_what_it_is(fault) -> None:
    with pytest.raises(type(fault)) as caught:
        deep.each(["5 %", "Rain.", "Sun."], translating({"Rain.": fault}))

    assert caught.value is fault


def test_a_module_sends_through_whoever_asks() -> None:
    module = SimpleNamespace(requests=None)
    deep.through(module)  # type: ignore[arg-type]

    assert {"get", "post"} <= set(dir(module.requests))
