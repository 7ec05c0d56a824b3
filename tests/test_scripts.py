"""Scripts: texts in another script, in tests/corpus/scripts, one file a derived locale."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from structure import blocks, targets, untouched

from i18n import locales
from i18n.errors import UserError
from i18n.formats.options import Options
from i18n.languages import hanzi as characters
from i18n.locales import Locale
from i18n.model import Term
from i18n.scripts import SCRIPTS, hanzi, latin
from i18n.scripts.conversion import convert, convert_plain
from i18n.scripts.document import convert_document, rewritten
from i18n.scripts.exceptions import exceptions

CORPUS = Path(__file__).parent / "corpus"
OPTIONS = Options()
KK, ZH = locales.get("kk"), locales.get("zh_Hans")
LATIN, ARABIC = locales.get("kk_Latn"), locales.get("kk_Arab")
TAIWAN = locales.get("zh_Hant_TW")
LETTERS = st.text(
    st.sampled_from("аЖиЯщЩьӘі字“”’aB1 *_`[]()<>&;:!|#-+=\\\n\t\"'~.,?{}@/^\ue000\ue001"),
    max_size=60,
)
MARKED = """
⏎ ⏎⏎ ␣␣⏎ >␣ -␣ 1.␣ #␣ |␣ |---| ---⏎ title:␣ ␣ \\ " ' ? , ; ** * _ ~~ `код` ``
[сөз] [сөз][] [a][сөз] [^а] [сөз]:␣/и⏎ [söz]:␣/x⏎ ![ия](/ж␣"т") ]( [ ] <b> </b> <и> <имг &лт; <!--␣и␣-->
<div␣title='ия'> </div> <https://ү.kz> http://a.kz/и http://a.cn/信息_ &amp; www.үй.kz и@a.kz {сөз} {{␣сөз␣}} 1,5 a_б
Юсуф ЮНЕСКО ь ий тіл 软件 信息。 “里” ‘ ’
"""
PIECES = st.lists(st.sampled_from(MARKED.split()), max_size=14).map(
    lambda pieces: "".join(pieces).translate({0x23CE: "\n", 0x2423: " "})
)
SOUP = LETTERS | PIECES
WRITTEN = [LATIN, ARABIC, *([TAIWAN] if find_spec("opencc") else [])]
"""Derived locales that can be made on this machine."""


def pairs(code: str) -> list[tuple[str, str]]:
    lines = (CORPUS / "scripts" / f"{code}.txt").read_text("utf-8").splitlines()
    return [(base, derived) for line in lines if not line.startswith("#") and line
            for base, derived in [line.split(" = ")]]  # fmt: skip


def need(locale: Locale) -> None:
    if locale.script == "Hant":
        pytest.importorskip("opencc", reason="no OpenCC; pip install 'tilshi[chinese]'")


ALL = [(row.name, *pair) for row in SCRIPTS for pair in pairs(row.name)]


@pytest.mark.parametrize(("code", "text", "wanted"), ALL)
def test_a_text_is_written_as_its_corpus_expects(code: str, text: str, wanted: str) -> None:
    locale = locales.get(code)
    need(locale)

    assert convert(text, locale) == wanted
    assert convert_plain(text, locale) == wanted


def test_every_derived_locale_has_a_row_and_its_corpus() -> None:
    codes = {row.name for row in SCRIPTS}

    assert codes == set(locales.derived())
    assert codes == {path.stem for path in (CORPUS / "scripts").glob("*.txt")}


@pytest.mark.parametrize("code", ["kk_Latn", "kk_Arab"])
def test_what_is_said_of_a_derived_locale_is_its_base_rewritten(code: str) -> None:
    row = locales.get(code)

    assert convert_plain(KK.endonym, row) == row.endonym
    assert convert(KK.sample, row) == row.sample
    assert {convert_plain(word, row) for word in KK.negations} == row.negations


@pytest.mark.parametrize("code", ["zh_Hant_TW", "zh_Hant_HK"])
def test_what_is_said_of_traditional_chinese_is_simplified_rewritten(code: str) -> None:
    row = locales.get(code)
    need(row)

    assert convert(ZH.sample, row) == row.sample
    assert {convert_plain(word, row) for word in ZH.negations} == row.negations


@pytest.mark.parametrize(
    ("locale", "prose", "wanted"),
    [
        (LATIN, "**Қ**азақ *ЮНЕСКО*-ның `код`", "**Q**azaq *İUNESKO*-nyñ `код`"),
        (LATIN, "**Ю**НЕСКО", "**İU**NESKO"),
        (LATIN, "[Әкімдік](http://қаз.kz/бет \"Бет\")тің", "[Äkımdık](http://қаз.kz/бет \"Бет\")tıñ"),
        (LATIN, "https://kk.wikipedia.org/wiki/Қазақстан туралы", "https://kk.wikipedia.org/wiki/Қазақстан turaly"),
        (LATIN, "https://kaznu.kz-те, https://kaznu.kz/бет-үй", "https://kaznu.kz-te, https://kaznu.kz/бет-үй"),
        (LATIN, "[сөз][], [сөз][Сілтеме], дерек[^ескерту]", "[söz][], [söz][Сілтеме], derek[^ескерту]"),
        (LATIN, "&laquo;Әлем&raquo; <span lang=\"kk\">үй</span> {аты}", "&laquo;Älem&raquo; <span lang=\"kk\">üi</span> {аты}"),
        (LATIN, "<имг срц=х> 3 < 5 &лт; R&D", "&lt;img srts=h> 3 < 5 &amp;lt; R&D"),
        (ARABIC, "**тіл**дер, ***ті*л**", "**تىل**دەر، ***ءتى*ل**"),
        (ARABIC, "тіл\\; &amp; «үй»", "ءتىل\\; &amp; «ءۇي»"),
    ],
)  # fmt: skip
def test_markup_and_addresses_stay_as_they_are(locale: Locale, prose: str, wanted: str) -> None:
    assert convert(prose, locale) == wanted


def test_nothing_is_escaped_where_there_is_no_markup() -> None:
    assert convert_plain("<үй> & бас@үй.kz, bas@mail.kz", LATIN) == "<üi> & bas@üi.kz, bas@mail.kz"


def test_the_letter_for_the_velar_nasal_can_be_chosen() -> None:
    assert convert_plain("Жаңа ЖАҢА", LATIN, eng="ŋ") == "Jaŋa JAŊA"


def test_letters_typed_in_two_parts_are_letters() -> None:
    assert convert_plain("и\u0306од, Е\u0308", LATIN) == convert_plain("йод, Ё", LATIN) == "iod, İo"


SETTLED = (("Қазақстан Темір Жолы", "QTJ"), ("Қазақстан", "Kazakhstan"), ("ҚТЖ", "QTJ"))


def test_the_newsroom_settles_how_a_word_is_written() -> None:
    prose = "Қазақстан Темір Жолы – **Қазақстан**да `ҚТЖ` емес, ҚТЖ. Қазақстан!"

    assert convert(prose, LATIN, SETTLED) == ("QTJ – **Qazaqstan**da `ҚТЖ` emes, QTJ. Kazakhstan!")
    assert convert_plain("Қазақстан\u00a0Темір\nЖолы", LATIN, SETTLED) == "QTJ"
    assert convert_plain("Қазақстан, Қазақстанда", LATIN, SETTLED) == "Kazakhstan, Qazaqstanda"


def test_nothing_of_a_text_is_lost() -> None:
    need(TAIWAN)

    assert convert_plain("信息\0软件\0", TAIWAN) == "資訊\0軟體\0"


def test_a_settled_word_in_chinese_needs_no_spaces_around() -> None:
    need(TAIWAN)

    assert convert("他用软件看**信息**。", TAIWAN, (("软件", "程式"),)) == "他用程式看**資訊**。"
    assert convert("他用软件看。", TAIWAN) == "他用軟體看。"


def test_a_glossary_has_exceptions_where_it_has_forms_in_both() -> None:
    base = [
        Term("railway", ("Темір жол", "ТЖ")),
        Term("rector", ("ректор",)),
        Term("Kazakhstan", ("Қазақстан Республикасы", "Қазақстан", "ҚР")),
        Term("BBC", ("BBC",), keep=True),
    ]
    derived = [
        Term("railway", ("Temir jol",)),
        Term("Kazakhstan", ("Kazakhstan", "Qazaqstan")),
        Term("BBC", ("BBC",), keep=True),
    ]

    assert exceptions(base, derived) == (
        ("Қазақстан Республикасы", "Kazakhstan"),
        ("Темір жол", "Temir jol"),
        ("Қазақстан", "Qazaqstan"),
        ("ТЖ", "Temir jol"),
        ("ҚР", "Qazaqstan"),
    )


ARTICLE = """\
---
# Тақырып
title: "Үйдегі \\"тыныш\\" той"
slug: үй
summary: >-
  Студенттер төрт шекарадан
  өтті.
---

# Ұзақ жол

Пойыз **дүйсенбіде**\u00a0шықты.  Ешкім
кешікпеді! [Кесте](https://үй.kz/бет "Бет") мен [сөздік], [сөздік][] не [ол][сөздік].[^а]

> – «Біз күттік. Ол келді», –
> деді ректор.

![Перрондағы студенттер](пойыз.jpg "Перрон. Таң.")

| Қала | Ескерту |
|:-----|------|
| Алматы | Жылы. Құрғақ. |

<div class="қорап" title="Қорап">
  <p>Олар <b>12</b> еді.</p>
</div>

```
Код емес
```

[^а]: Дерек
    көзі.

[сөздік]: https://үй.kz "Атауы"
"""
IN_LATIN = """\
---
# Тақырып
title: "Üidegı \\"tynyş\\" toi"
slug: үй
summary: >-
  Studentter tört şekaradan öttı.
---

# Ūzaq jol

Poiyz **düisenbıde**\u00a0şyqty.  Eşkım
keşıkpedı! [Keste](https://үй.kz/бет "Бет") men [sözdık][сөздік], [sözdık][сөздік] ne [ol][сөздік].[^а]

> – «Bız küttık. Ol keldı», –
> dedı rektor.

![Perrondağy studentter](пойыз.jpg "Perron. Tañ.")

| Qala | Eskertu |
|:-----|------|
| Almaty | Jyly. Qūrğaq. |

<div class="қорап" title="Qorap">
  <p>Olar <b>12</b> edı.</p>
</div>

```
Код емес
```

[^а]: Derek
    közı.

[сөздік]: https://үй.kz "Атауы"
"""


def test_an_article_changes_in_its_prose_alone() -> None:
    assert convert_document(ARTICLE, "a.md", KK, LATIN, OPTIONS) == IN_LATIN


def test_words_that_would_become_another_link_are_left() -> None:
    text = "Ол [сөз] емес.\n\nБұл – [söz].\n\n[söz]: https://a.kz\n"

    assert convert_document(text, "a.md", KK, LATIN, OPTIONS) == text.replace("Бұл", "Būl")


def test_plain_text_has_no_markup() -> None:
    text = "Тақырып\r\n\r\nБір  <үй>. `Екі`\r\nhttps://a.kz/үй\r\n"

    assert convert_document(text, "a.txt", KK, LATIN, OPTIONS) == (
        "Taqyryp\r\n\r\nBır  <üi>. `Ekı`\r\nhttps://a.kz/үй\r\n"
    )


def test_chinese_sentences_still_touch() -> None:
    need(TAIWAN)
    text = "# 你好\n\n他不知道。这很好。他知道。请看http://a.cn/信息 。\n"

    assert convert_document(text, "a.md", ZH, TAIWAN, OPTIONS) == (
        "# 你好\n\n他不知道。這很好。他知道。請看http://a.cn/信息 。\n"
    )


def test_han_in_the_path_of_an_address_is_a_part_of_it() -> None:
    need(TAIWAN)
    prose = "http://a.cn/信息_软件_里&amp;面 软件，http://a.cn。软件"

    assert convert(prose, TAIWAN) == "http://a.cn/信息_软件_里&amp;面 軟體，http://a.cn。軟體"


def test_a_value_that_yaml_would_take_for_another_is_quoted() -> None:
    text = "---\ntitle: Но\n---\n"

    assert convert_document(text, "a.md", KK, LATIN, OPTIONS) == '---\ntitle: "No"\n---\n'


def test_a_file_that_is_no_article_is_refused() -> None:
    with pytest.raises(UserError, match=r"a\.po is no article") as caught:
        convert_document("", "a.po", KK, LATIN, OPTIONS)

    assert caught.value.hint == "articles end in .txt, .md, .markdown"


def test_without_opencc_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    hanzi.rewriter.cache_clear()

    with pytest.raises(UserError, match="Traditional Chinese needs OpenCC") as caught:
        hanzi.rewriter("zh_Hant_TW", "ñ")

    assert 'pip install "tilshi[chinese]"' in caught.value.hint


def test_a_locale_that_is_not_made_from_another_is_refused() -> None:
    with pytest.raises(UserError, match="no texts are made for 'kk'"):
        convert_plain("сөз", KK)


@given(SOUP, st.sampled_from(["a.md", "a.txt"]))
def test_an_article_that_is_not_rewritten_stays_byte_for_byte(text: str, path: str) -> None:
    assume(readable(text))

    assert rewritten(text, path, KK, OPTIONS, str, str) == text


def readable(text: str) -> bool:
    """Whether the front matter, if there is any, is YAML."""
    try:
        rewritten(text, "a.md", KK, OPTIONS, str, str)
    except UserError:
        return False
    return True


ARTICLES = [*CORPUS.glob("formats/*.*"), *CORPUS.parents[1].glob("articles/*.*")]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
@pytest.mark.parametrize("base", [KK, ZH], ids=["kk", "zh_Hans"])
def test_a_real_article_that_is_not_rewritten_stays_byte_for_byte(path: Path, base: Locale) -> None:
    text = path.read_bytes().decode("utf-8")
    name = path.with_suffix(".md").name if path.suffix == ".expected" else path.name

    assert rewritten(text, name, base, OPTIONS, str, str) == text


@settings(deadline=None)  # OpenCC takes a while to load
@given(SOUP, st.sampled_from(WRITTEN))
def test_the_structure_of_an_article_stays(text: str, locale: Locale) -> None:
    assume(readable(text))
    made = convert_document(text, "a.md", locales.get(locale.base), locale, OPTIONS)

    assert blocks(made) == blocks(text)
    assert targets(made) == targets(text)
    assert tags(made) == tags(text)


@given(LETTERS, st.sampled_from([LATIN, ARABIC]))
def test_a_text_rewritten_is_rewritten_for_good(text: str, locale: Locale) -> None:
    once = convert_plain(text, locale)

    assert convert_plain(once, locale) == once


def tags(text: str) -> list[str]:
    tokens = untouched().parse(text)
    inner = (child for token in tokens for child in token.children or ())
    return [token.content for token in inner if token.type == "html_inline"]


def test_no_capital_is_computed() -> None:
    table = latin.rewriter("kk_Latn", "ñ")

    assert table("ІИЙЫ іийы") == "IİİY ıiiy"


@pytest.mark.corpus
def test_all_the_letters_of_kazakh_news_are_rewritten(news: list[dict[str, Any]]) -> None:
    said = [segment["kk"] for article in news for segment in article["segments"]]
    latin_left = {
        char for text in said for char in convert(text, LATIN) if "\u0400" <= char <= "\u04ff"
    }
    arabic_left = {
        char for text in said for char in convert(text, ARABIC) if "\u0400" <= char <= "\u04ff"
    }

    assert (latin_left, arabic_left) == (set(), set())


@pytest.mark.corpus
def test_no_simplified_character_is_left_in_chinese_news(news: list[dict[str, Any]]) -> None:
    need(TAIWAN)
    foreign = characters.foreign("Hant")
    said = [convert(segment["zh"], TAIWAN) for article in news for segment in article["segments"]]

    assert foreign is not None
    assert [text for text in said if foreign.search(text)] == []


@pytest.mark.corpus
def test_chinese_news_comes_back_from_traditional_characters(news: list[dict[str, Any]]) -> None:
    opencc = pytest.importorskip("opencc", reason="no OpenCC; pip install 'tilshi[chinese]'")
    there, back = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
    said = [segment["zh"] for article in news for segment in article["segments"]]
    same = sum(back.convert(there.convert(text)) == text for text in said)

    assert same >= 0.99 * len(said)
