"""glossary.csv: as spreadsheets save it, and what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.errors import UserError
from i18n.glossary import sheet
from i18n.glossary.glossary import Entry, Forms, Glossary, Taken
from i18n.glossary.merge import Merged, merge

PATH = "glossary.csv"
PLAIN = """\
term,part of speech,note,do not translate,must,ru,ru forbidden,zh_Hans,kk
NUST MISIS,name,the university,,yes,НИТУ МИСИС | МИСИС,МИСиС,MISIS,МИСИС
Tilshi,,,yes,,,Тилши,,
"steel, rolled",noun,,,,стальной прокат,,,
"""
GLOSSARY = Glossary(
    (
        Entry(
            "NUST MISIS",
            "name",
            "the university",
            must=True,
            forms={
                "ru": Forms(("НИТУ МИСИС", "МИСИС"), ("МИСиС",)),
                "zh_Hans": Forms(("MISIS",)),
                "kk": Forms(("МИСИС",)),
            },
        ),
        Entry("Tilshi", keep=True, forms={"ru": Forms((), ("Тилши",))}),
        Entry("steel, rolled", "noun", forms={"ru": Forms(("стальной прокат",))}),
    )
)


def test_a_word_may_have_a_form_in_another_script() -> None:
    text = "term,kk,kk-Latn\nrailway,темір жол,temir jol\n"
    entry = Entry("railway", forms={"kk": Forms(("темір жол",)), "kk_Latn": Forms(("temir jol",))})

    assert sheet.parse(text, PATH) == Glossary((entry,))
    like = sheet.layout(text, PATH)
    assert sheet.render(Glossary((entry,)), like) == text.replace("kk-Latn", "kk_Latn")
    assert sheet.take(text, PATH, ["kk", "kk_Latn"]) == Taken(Glossary((entry,)))
    assert sheet.take(text, PATH, ["kk"]).skipped == ("kk_Latn",)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace('"steel, rolled"', "steel§ rolled").replace(",", ";").replace("§", ","),
        PLAIN.replace('"steel, rolled"', "steel§ rolled").replace(",", "\t").replace("§", ","),
        PLAIN.replace("zh_Hans", "zh-Hans").replace("term", "Term").replace("ru f", "RU  F"),
        PLAIN.replace(" | ", "|").replace("yes", "TRUE"),
        PLAIN.replace("the university", '"the\n  university"'),
        PLAIN + ",,,,,,,,\n\n",
    ],
    ids=["plain", "mark", "crlf", "semicolon", "tab", "names", "words", "break", "blank"],
)
def test_it_is_read_as_spreadsheets_save_it(text: str) -> None:
    assert sheet.parse(text, PATH) == GLOSSARY


def test_an_entry_knows_its_line() -> None:
    text = 'term,note\nrector,"of a\nuniversity"\n\ndean,\n'

    lines = [(entry.term, entry.line) for entry in sheet.parse(text, PATH).entries]

    assert lines == [("rector", 2), ("dean", 5)]


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        (
            "term,fr\nrector,recteur\n",
            "glossary.csv:1: unknown column 'fr'",
            (
                "known are term, part of speech, note, do not translate, must;"
                " of languages en, ru, zh_Hans, kk, and each with 'forbidden'"
            ),
        ),
        ("term,ru forbiden\n", "glossary.csv:1: unknown column 'ru forbiden'",
         "did you mean 'ru forbidden'?"),
        ("term,zh\n", "glossary.csv:1: unknown column 'zh'", None),
        ("word,ru\nrector,ректор\n", "glossary.csv:1: unknown column 'word'", None),
        ("note,ru\nrector,ректор\n", "glossary.csv:1: no column `term`", None),
        ("\n\n", "glossary.csv:1: no column `term`", None),
        ("term,ru,RU\n", "glossary.csv:1: two columns 'ru'", None),
        (
            "term,ru\nrector,ректор\nrector,ректорша\n",
            "glossary.csv:3: 'rector' is in line 2 already",
            "put the forms into one line, with | between them",
        ),
        ("term,ru\n,ректор\n", "glossary.csv:2: a line without a term", None),
        ("term,must\nrector,maybe\n", "glossary.csv:2: 'must' is yes or no, not 'maybe'", None),
        (
            "term,do not translate,ru\nTilshi,yes,Тилши\n",
            "glossary.csv:2: 'Tilshi' is not to be translated, and has a form in ru",
            "take out one of the two",
        ),
        (
            "term,ru,ru forbidden\ndean,декан,\nrector,глава | ректор,дин | ректор\n",
            "glossary.csv:3: 'ректор' is both approved and forbidden for 'rector' in ru",
            "take out one of the two",
        ),
        ("term,ru\nrector,ректор,дин\n", "glossary.csv:2: 'дин' is in no column", None),
        ("term,,ru\nrector,дин,\n", "glossary.csv:2: 'дин' is in a column without a name", None),
        ('term,ru\nrector,"ректор\n', "glossary.csv:2: not CSV: unexpected end of data", None),
        ('term,ru\nrector,"рек"тор\n', "glossary.csv:2: not CSV: ',' expected after '\"'", None),
        ("term,ru\nrector,рек\x07тор\n",
         "glossary.csv:2: a control character in 'рек\\x07тор'", "take it out"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, said: str, hint: str | None) -> None:
    with pytest.raises(UserError) as caught:
        sheet.parse(text, PATH)

    assert str(caught.value) == said
    assert caught.value.hint
    assert hint in (None, caught.value.hint)


def test_a_sheet_from_elsewhere_gives_the_languages_asked_for() -> None:
    text = "term,fr,fr forbidden,ru,zh-Hans,pt-BR\nrector,recteur,chef,ректор,校长,reitor\n"

    assert sheet.take(text, PATH, {"ru", "kk"}) == Taken(
        Glossary((Entry("rector", forms={"ru": Forms(("ректор",))}),)), ("fr", "zh_Hans", "pt-BR")
    )


@pytest.mark.parametrize("column", ["fiel", "zh", "fr forbiden", "word"])
def test_a_column_that_is_no_language_is_refused_from_elsewhere_too(column: str) -> None:
    with pytest.raises(UserError, match=f"terms.csv:1: unknown column '{column}'"):
        sheet.take(f"term,ru,{column}\nrector,ректор,x\n", "terms.csv", {"ru"})


def test_a_sheet_is_written_the_way_it_was() -> None:
    text = "\ufeff" + PLAIN.replace(",", ";").replace('"steel; rolled"', '"steel; rolled"')
    text = text.replace("\n", "\r\n")

    assert sheet.render(sheet.parse(text, PATH), sheet.layout(text, PATH)) == text


def test_a_new_sheet_has_the_columns_it_needs() -> None:
    glossary = Glossary((Entry("rector", forms={"kk": Forms(("ректор",))}),))

    assert sheet.render(glossary) == (
        "term,part of speech,note,do not translate,must,kk\nrector,,,,,ректор\n"
    )


WORDS = st.text("ab Жқ字é\"';,-", min_size=1, max_size=8).map(lambda s: " ".join(s.split()))
FORMS = st.lists(WORDS.filter(bool), max_size=2, unique=True).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    keep = draw(st.booleans())
    forms = {}
    for code in ("ru", "zh_Hans", "kk"):
        approved = () if keep else draw(FORMS)
        forms[code] = Forms(approved, tuple(form for form in draw(FORMS) if form not in approved))
    return Entry(
        draw(WORDS.filter(bool)),
        draw(WORDS),
        draw(WORDS),
        keep=keep,
        must=draw(st.booleans()),
        forms={code: pair for code, pair in forms.items() if pair != Forms()},
    )


GLOSSARIES = st.lists(entries(), max_size=5, unique_by=lambda entry: entry.term).map(
    lambda found: Glossary(tuple(found))
)


@given(GLOSSARIES, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read_back(glossary: Glossary, delimiter: str, newline: str) -> None:
    like = sheet.Layout(delimiter=delimiter, newline=newline)

    assert sheet.parse(sheet.render(glossary, like), PATH) == glossary


@given(GLOSSARIES, GLOSSARIES)
def test_a_merge_changes_nothing_that_was_written(mine: Glossary, theirs: Glossary) -> None:
    merged = merge(mine, theirs)

    for before, after in zip(mine.entries, merged.glossary.entries, strict=False):
        assert after.term == before.term
        assert (after.keep, after.must) == (before.keep, before.must)
        assert before.note in ("", after.note)
        assert {code: after.forms[code] for code in before.forms} == before.forms
    again = merge(merged.glossary, theirs)
    assert again == Merged(merged.glossary, 0, 0, again.conflicts)
    assert sheet.parse(sheet.render(merged.glossary), PATH) == merged.glossary


def test_a_merge_says_on_which_side_a_term_stays_or_is_a_must() -> None:
    mine = Glossary((Entry("Tilshi"), Entry("QazLab", keep=True), Entry("dean", must=True)))
    theirs = Glossary((Entry("Tilshi", keep=True), Entry("QazLab"), Entry("dean")))

    assert merge(mine, theirs).conflicts == (
        "Tilshi: is translated here, stays as it is there",
        "QazLab: stays as it is here, is translated there",
        "dean: a must here, no must there",
    )


def test_a_merge_adds_what_is_lacking_and_names_what_disagrees() -> None:
    mine = Glossary(
        (
            Entry("rector", forms={"ru": Forms(("ректор",))}),
            Entry("dean", forms={"ru": Forms(("декан",))}),
            Entry("Tilshi", keep=True),
        )
    )
    theirs = Glossary(
        (
            Entry("rector", note="of a university", forms={"kk": Forms(("ректор",))}),
            Entry("dean", forms={"ru": Forms(("дин",), ("деканша",))}),
            Entry("Tilshi", forms={"ru": Forms(("Тилши",))}),
            Entry("student", forms={"ru": Forms(("студент",))}),
        )
    )

    assert merge(mine, theirs) == Merged(
        Glossary(
            (
                Entry(
                    "rector",
                    note="of a university",
                    forms={"ru": Forms(("ректор",)), "kk": Forms(("ректор",))},
                ),
                *mine.entries[1:],
                theirs.entries[3],
            )
        ),
        added=1,
        filled=1,
        conflicts=(
            "dean: ru approved: декан here, дин there",
            "dean: ru forbidden: nothing here, деканша there",
            "Tilshi: stays as it is here, is translated there",
            "Tilshi: ru approved: nothing here, Тилши there",
        ),
    )
