"""Links by their words keep their targets."""

import pytest

from i18n.formats.references import linking

TEXT = "\n\n[one]: /1\n[Two  words]: /2\n[`three`]: /3\n[logo]: /4\n"


@pytest.mark.parametrize(
    ("source", "target", "linked"),
    [
        ("See [One].", "См. [раз].", "См. [раз][One]."),
        ("[One][] and [two words]", "[раз][] и [два]", "[раз][One] и [два][two words]"),
        ("![logo] [`three`]", "![знак] [`three`]", "![знак][logo] [`three`]"),
        ("[![logo]](/a)", "[![знак]](/a)", "[![знак][logo]](/a)"),
        ("[One] [sic] [`three`]:", "[Раз] [так] [`три`]:", "[Раз][One] [так] [`три`][`three`]:"),
        ("[One] and [One]", "[раз] и [One]", "[раз][One] и [One]"),
        ("[One]", "[раз][one]", "[раз][one]"),
        ("[One]", "[раз](/x)", "[раз](/x)"),
        ("[One]", "`[раз]` [раз]", "`[раз]` [раз][One]"),
        ("[One]", "раз", "раз"),
        ("[One]", "[раз] [два]", "[раз] [два]"),
        ("[a](b) [c][one] x[^1] \\[One]", "[а](b) [ц][one] х[^1] \\[Раз]", "[а](b) [ц][one] х[^1] \\[Раз]"),
    ],
)  # fmt: skip
def test_a_link_keeps_its_target(source, target, linked) -> None:
    assert linking(source + TEXT, lambda context, words: target)("", source) == linked


def test_a_text_without_definitions_has_no_such_links() -> None:
    assert linking("[One]\n", lambda context, words: "[раз]")("", "[One]") == "[раз]"
    assert linking("[One]\n", lambda context, words: None)("", "[One]") is None
