import pytest
from patience import in_time

from i18n.markup import scan, shape


def codes(text: str) -> list[str]:
    return [text[code.start : code.end] for code in scan(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tokayev said *no* and **yes**.", ["*", "*", "**", "**"]),
        ("***both** one*", ["*", "**", "**", "*"]),
        ("2 * 3 * 4 = 24", []),
        ("**a***b*", ["**", "**", "*", "*"]),
        ("**_***_**", ["**", "**", "*", "*"]),
        ("snake_case_name stays", ["snake_case_name"]),
        ("_Vremya_ reports", ["_", "_"]),
        ("~~old~~ new, ~5 km", ["~~", "~~"]),
        ("See [the *list*](https://a.kz/x_(y) 't').", ["[", "*", "*", "](https://a.kz/x_(y) 't')"]),
        ("![A view](v.png) of [it][1], [sic]", ["![", "](v.png)", "[", "][1]", "[", "]"]),
        ("The [index][] page", ["[index][]"]),
        ("Run `make *all*` or ``a`b``.", ["`make *all*`", "``a`b``"]),
        ("An odd ` backtick and *this*", ["*", "*"]),
        ("Write to <a@b.kz> or <https://b.kz>.", ["<a@b.kz>", "<https://b.kz>"]),
        (
            "Write to press@misis.ru, see https://misis.ru/a?b=c.",
            ["press@misis.ru", "https://misis.ru/a?b=c"],
        ),
        (
            "<em class='x'>H</em><sub>2</sub>O<br/>",
            ["<em class='x'>", "</em>", "<sub>", "</sub>", "<br/>"],
        ),
        ("a < b and c > d", []),
        ("R&amp;D &#160; AT&T", ["&amp;", "&#160;"]),
        ("As said.[^1]", ["[^1]"]),
        ("5 \\* 3, \\[no\\]", ["\\*", "\\[", "\\]"]),
        ("{name} has %s of %(total)d, 100% sure, 50%s", ["{name}", "%s", "%(total)d"]),
        ("{{ user }} and ${HOME} and {0}", ["{{ user }}", "${HOME}", "{0}"]),
        ("<!-- <b> note --> text", ["<!-- <b> note -->"]),
        ("[*crossed](u)* over", ["[", "](u)"]),
        ("中文**强调**文字", ["**", "**"]),
        ("是**“重”**的", []),  # as CommonMark has it: no emphasis beside punctuation here
        ("a } is left, { as well", ["}", "{"]),
        ("_www.inform.kz_ and www.a.kz", ["_", "www.inform.kz", "_", "www.a.kz"]),
        ("~~~~both~~~~ and ~~~odd~~~", ["~~", "~~", "~~", "~~", "~~", "~~"]),
        ("a ][label] and \\][label]", ["][label]", "\\][label]"]),
        ("[a][b](c), [d](e)[f](g)", ["[", "][b](c)", "[", "](e)", "[", "](g)"]),
        ("", []),
    ],
)
def test_markup_is_found_in(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_the_shape_tells_what_is_inside_what() -> None:
    assert shape("**a [b](u)**") != shape("**a** [b](u)")
    assert shape("**a [b](u)**") == shape("**длинно [и иначе](u) ещё**")
    assert shape("[](u)") != shape("[b](u)")


def test_the_shape_tells_what_crosses() -> None:
    assert shape("<b>*a</b> b*") != shape("<b>*a* b</b>")
    assert shape("[a](u) <i>*b</i>*")[("crossing",)] == 1


def test_terms_are_codes_outside_of_others_and_count_in_the_shape() -> None:
    text = "**MISIS** and `MISIS` at https://MISIS.kz, MISIS-2"
    found = [text[code.start : code.end] for code in scan(text, ("MISIS",))]

    assert found == ["**", "MISIS", "**", "`MISIS`", "https://MISIS.kz", "MISIS"]
    assert shape("*MISIS* opened", ("MISIS",)) == shape("*открыл* MISIS", ("MISIS",))
    assert shape("*MISIS* opened", ("MISIS",)) != shape("*МИСИС* открыл", ("MISIS",))


@pytest.mark.parametrize(
    "bit",
    [
        "*a",
        "_a_",
        "a_",
        "`",
        "``a`",
        "[",
        "[a](",
        "](a",
        "](<",
        "<a ",
        '<a b="',
        "<!--",
        "**a*",
        "&a",
        "{",
        "{{",
        "{% ",
        "a@",
        "a.a@a.",
        "https://(",
        "%(a",
        "\\",
        "~~a",
        "[a][",
        "*_~~",
    ],
)
def test_a_long_text_is_scanned_to_its_end(bit: str) -> None:
    text = bit * (80_000 // len(bit))

    with in_time():
        codes = list(scan(text))

    assert all(0 <= code.start < code.end <= len(text) for code in codes)
