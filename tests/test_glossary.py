"""The glossary: terms found in articles, and what a translation makes of them."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import in_time

from i18n import locales
from i18n.glossary import sheet
from i18n.glossary.forms import forbidden, present
from i18n.glossary.glossary import Entry, Forms, Glossary
from i18n.glossary.matcher import found, kept, relevant
from i18n.glossary.usage import Misuse, misuses
from i18n.model import Brief, Term, Unit

MISIS = Term("MISIS", ("МИСИС",), ("МИСиС",), must=True)
NUST = Term("NUST MISIS", ("НИТУ МИСИС",), must=True)
MINISTER = Term("minister of education", ("министр образования",), ("министр просвещения",))
TILSHI = Term("Tilshi", ("Tilshi",), ("Тилши",), keep=True)
TERMS = (MISIS, NUST, MINISTER, TILSHI)


def named(text: str, terms: tuple[Term, ...] = TERMS) -> list[tuple[str, str]]:
    """The terms in an English text, and the words they are found as."""
    return [(hit.term.source, text[slice(*hit.span)]) for hit in found(text, terms, "en")]


def told(source: str, target: str, code: str = "ru", terms: tuple[Term, ...] = TERMS) -> list[str]:
    brief = Brief("en", code, terms=terms)
    return [str(one) for one in misuses(Unit(source, target), brief)]


def test_the_longest_of_overlapping_terms_is_meant() -> None:
    text = "NUST MISIS and the Ministers of Education praised MISIS’s model."

    assert named(text) == [
        ("NUST MISIS", "NUST MISIS"),
        ("minister of education", "Ministers of Education"),
        ("MISIS", "MISIS"),
    ]


def test_markup_is_looked_through_and_code_is_not_read() -> None:
    text = "**NUST** [MISIS](https://misis.example/MISIS) has `MISIS` and “MISIS”."

    assert named(text) == [
        ("NUST MISIS", "NUST** [MISIS"),
        ("MISIS", "MISIS"),
    ]


def test_the_exact_case_is_preferred_to_the_word() -> None:
    terms = (Term("turkey", ("индейка",)), Term("Turkey", ("Турция",)))

    assert [
        [hit.term.source for hit in found(text, terms, "en")]
        for text in ("Turkey signed.", "They ate turkey.", "Turkey, or a turkey?")
    ] == [["Turkey"], ["turkey"], ["Turkey", "turkey"]]


def test_an_engine_is_told_of_the_terms_in_its_texts_in_the_glossarys_order() -> None:
    texts = ["The minister of education came.", "He saw MISIS."]

    assert relevant(texts, TERMS, "en") == (MISIS, MINISTER)


def test_what_is_kept_comes_longest_first() -> None:
    terms = (Term("BBC", keep=True), Term("MISIS"), Term("BBC News", keep=True))

    assert kept(terms) == ("BBC News", "BBC")


def test_a_translation_with_every_term_is_right() -> None:
    source = "Ministers of education met at NUST MISIS and used Tilshi."
    target = "Министры образования встретились в НИТУ МИСИС и работали в Tilshi."

    assert told(source, target) == []


def test_what_is_missing_is_asked_for_once() -> None:
    source = "NUST MISIS is a university. The minister of education saw NUST MISIS."

    assert told(source, "Это университет.") == [
        "“NUST MISIS” is not translated as “НИТУ МИСИС”",
        "“minister of education” is not translated as “министр образования”",
    ]


def test_a_unit_without_a_translation_misses_nothing() -> None:
    assert told("NUST MISIS used Tilshi.", "") == []


def test_a_forbidden_form_is_named_with_what_to_write() -> None:
    assert told("At MISIS.", "В МИСиС.") == ["“МИСиС” must not stand for “MISIS”; write “МИСИС”"]
    assert told("The minister of education came.", "Приехал министр просвещения.") == [
        "“министр просвещения” must not stand for “minister of education”; write “министр образования”"
    ]


def test_a_forbidden_form_inside_an_approved_one_is_right() -> None:
    terms = (Term("website", ("веб-сайт",), ("сайт",)),)

    assert told("Our website.", "Наш веб-сайт.", terms=terms) == []
    assert told("Our website.", "Наш сайт.", terms=terms) == [
        "“сайт” must not stand for “website”; write “веб-сайт”"
    ]


def test_a_verb_is_asked_for_and_forbidden_as_it_is_conjugated() -> None:
    terms = (Term("publish", ("жариялау",), ("басып шығару",), kind="verb"),)

    assert told("They published it.", "Олар мұны жариялады.", "kk", terms) == []
    assert told("They published it.", "Олар мұны басып шығарды.", "kk", terms) == [
        "“басып шығару” must not stand for “publish”; write “жариялау”"
    ]
    assert told("They published it.", "Бұл жария болды.", "kk", terms) == [
        "“publish” is not translated as “жариялау”"
    ]


def test_forms_that_differ_in_case_alone_are_told_apart() -> None:
    terms = (Term("internet", ("интернет",), ("Интернет",)),)

    assert told("The internet.", "В интернете.", terms=terms) == []
    assert told("The internet.", "Сам Интернет.", terms=terms) == [
        "“Интернет” must not stand for “internet”; write “интернет”"
    ]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("Жаңалық Tilshi арқылы шықты.", []),
        ("Жаңалық Tilshi-мен шықты.", []),
        ("Жаңалық Tilshiде шықты.", []),
        ("Жаңалық tilshi арқылы шықты.", ["“Tilshi” has to stay as it is, and is missing"]),
        ("Жаңалық Tilshis арқылы шықты.", ["“Tilshi” has to stay as it is, and is missing"]),
        ("Жаңалық Тилши арқылы шықты.", ["“Тилши” must not stand for “Tilshi”; write “Tilshi”"]),
    ],
)  # fmt: skip
def test_what_is_not_translated_stands_letter_for_letter(target: str, said: list[str]) -> None:
    assert told("News by Tilshi.", target, "kk") == said


def test_a_latin_name_to_keep_stands_between_chinese_characters() -> None:
    assert told("News by Tilshi.", "本新闻由Tilshi发布。", "zh_Hans") == []


def test_a_finding_says_where_and_how_grave() -> None:
    source, target = "Both MISIS and MISIS’s rector.", "И МИСиС, и ректор МИСиС."
    brief = Brief("en", "ru", terms=TERMS)

    assert list(misuses(Unit(source, target), brief)) == [
        Misuse(MISIS, "forbidden", ((5, 10), (15, 20)), ((2, 7), (18, 23)), "МИСиС")
    ]


def test_errors_are_what_is_forbidden_kept_or_a_must() -> None:
    source = "The minister of education of MISIS used Tilshi."
    brief = Brief("en", "ru", terms=TERMS)

    found = {one.term.source: one.grave for one in misuses(Unit(source, "Вот."), brief)}

    assert found == {"minister of education": False, "MISIS": True, "Tilshi": True}


def test_a_term_of_forbidden_forms_alone_is_never_missing() -> None:
    terms = (Term("alma mater", (), ("альма-матер",)),)

    assert told("His alma mater.", "Его вуз.", terms=terms) == []
    assert told("His alma mater.", "Его альма-матер.", terms=terms) == [
        "“альма-матер” must not stand for “alma mater”"
    ]


def test_a_locale_has_the_terms_that_say_something_of_it() -> None:
    entries = (
        Entry("rector", forms={"ru": Forms(("ректор",)), "kk": Forms(("ректор",))}),
        Entry("Tilshi", keep=True, forms={"ru": Forms((), ("Тилши",))}),
        Entry("dean", note="of a faculty", must=True, forms={"ru": Forms((), ("дин",))}),
    )
    glossary = Glossary(entries)

    assert glossary.terms("ru") == (
        Term("rector", ("ректор",)),
        Term("Tilshi", ("Tilshi",), ("Тилши",), keep=True),
        Term("dean", (), ("дин",), note="of a faculty", must=True),
    )
    assert glossary.terms("zh_Hans") == (Term("Tilshi", ("Tilshi",), keep=True),)
    assert glossary.offered("ru") == glossary.terms("ru")[:2]
    assert glossary.terms("ru") is glossary.terms("ru")


ALPHABET = "ab AЖқы字·ｍ’'-*_`[]()<.,\n\u00ad\u0301é"


@given(
    st.text(ALPHABET),
    st.lists(st.text(ALPHABET, min_size=1, max_size=8), max_size=5),
    st.sampled_from(sorted(locales.known())),
)
def test_hits_do_not_overlap_and_lie_in_the_text(text: str, forms: list[str], code: str) -> None:
    terms = tuple(map(Term, dict.fromkeys(forms)))

    spans = [hit.span for hit in found(text, terms, code)]

    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.text("ab Жқ字é-'", min_size=1, max_size=12), st.sampled_from(sorted(locales.known())))
def test_a_form_is_present_in_itself(form: str, code: str) -> None:
    words = any(char.isalnum() for char in form)

    assert bool(present(Term("x", (form,)), form, code)) == words
    assert not forbidden(Term("x", (form,), (form + "字",)), form, code)


def test_ten_thousand_terms_are_found_at_once() -> None:
    dice = random.Random(1)
    words = ["".join(dice.choices(string.ascii_lowercase, k=6)) for _ in range(2000)]
    terms = tuple(
        Term(" ".join(words)) for words in {tuple(dice.choices(words, k=2)) for _ in range(10_000)}
    )

    with in_time():
        hits = [found(f"A {term.source} came.", terms, "en") for term in terms[:1000]]

    assert [hit.term for (hit,) in hits] == list(terms[:1000])


def test_a_word_said_again_and_again_ends() -> None:
    form = " ".join(["жаңа"] * 30)

    with in_time():
        assert not present(Term("new", (f"{form} үй",)), "жаңа " * 2000, "kk")
        assert not found("very " * 5000, (Term("very " * 50 + "good"),), "en")
        assert not present(Term("put", ("қою",), kind="verb"), "и" * 100_000, "kk")


@pytest.mark.corpus
@pytest.mark.parametrize(("code", "field", "least"), [("ru", "ru", 0.82), ("kk", "kk", 0.85)])
def test_news_in_two_languages_has_the_terms(
    news: list[dict[str, list[dict[str, str]]]], terms_of_news: Glossary,
    code: str, field: str, least: float,
) -> None:  # fmt: skip
    terms = terms_of_news.terms(code)
    seen = [
        bool(present(hit, segment[field], code))
        for article in news
        for segment in article["segments"]
        for hit in {hit.term for hit in found(segment["en"], terms, "en")}
    ]

    assert len(seen) > 1000
    assert sum(seen) / len(seen) >= least


@pytest.fixture(scope="module")
def terms_of_news(pytestconfig: pytest.Config) -> Glossary:
    path = pytestconfig.rootpath / "benchmarks/data/glossary.csv"
    return sheet.parse(path.read_text("utf-8"), path.name)
