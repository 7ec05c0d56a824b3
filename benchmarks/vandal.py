"""A vandal: an engine that does to tokens whatever an engine could, in any style.

`harmless` changes spaces, brackets, quotation marks and digits only, and translates the words;
`vandal` also moves, drops, doubles and swaps tokens, nests them wrongly, escapes everything
once more, or stops half-way.
"""

import html
import random
import re
from collections.abc import Callable

TOKEN = {
    "braces": re.compile(r"(\{\d+\})"),
    "brackets": re.compile(r"(\[\[\d+\]\])"),
    "at": re.compile(r"(@@PH\d+@@)"),
    "mail": re.compile(r"(ph\d+@tb\.x)"),
    "xml": re.compile(r"(</?[gx]\b[^<>]*>)"),
    "html": re.compile(r"(<span[^<>]*>[^<]*</span>|</?b\b[^<>]*>)"),
}
_BRACKETED = ("{%s}", "{ %s }", "[%s]", "[[%s]]", "[[ %s ]]", "(%s)", "（%s）", "【%s】", "{{%s}}",
              "｛%s｝", "⟦%s⟧", "[%s ]", "\\{%s\\}", "「%s」")  # fmt: skip
_LOOKS = {
    "braces": _BRACKETED,
    "brackets": _BRACKETED,
    "at": (
        "@@PH%s@@",
        "@@ PH%s @@",
        "@ @PH %s@@",
        "@@Ph%s@@",
        "@@РН%s@@",
        "@PH%s@",
        "＠＠PH%s＠＠",
    ),
    "mail": ("ph%s@tb.x", "ph%s @ tb.x", "PH%s@TB.X", "ph %s@tb. x", "рн%s@тб.х", "Ph%s＠tb.x"),
}
_TAGS: tuple[Callable[[str], str], ...] = (
    lambda tag: tag,
    lambda tag: tag.replace('"', "'"),
    lambda tag: tag.replace('id="', "id=“").replace('"', "”", 1),
    lambda tag: tag.replace("=", " = "),
    lambda tag: tag.replace("<", "< ").replace(">", " >"),
    lambda tag: tag.replace("/>", " />"),
    lambda tag: re.sub(r"<x (.*)/>", r"<x \1></x>", tag),
    lambda tag: re.sub(r"</?\w+", lambda name: name[0].upper(), tag),
    lambda tag: re.sub(r' translate="no" class="notranslate"', ' class="notranslate"', tag),
    lambda tag: re.sub(r'(id="\d+") (translate="no")', r"\2 \1", tag),
    lambda tag: html.escape(tag, quote=False) if tag[1:2] in "gx" or tag[2:3] in "gx" else tag,
    lambda tag: tag.translate({ord("<"): "＜", ord(">"): "＞"}) if tag[1:2] in "gx/" else tag,
)
_DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_WORDS = ("ректор", "жаңа", "қалада", "校长", "非常", "и", "«слово»", "“重”", "2,500", "—")


def harmless(sent: str, style: str, chance: random.Random) -> str:
    """Translate some words, and change how tokens look and the spaces round them."""
    parts = TOKEN[style].split(sent)
    return "".join(_changed(parts, style, chance))


def vandal(sent: str, style: str, chance: random.Random) -> str:
    """Do the same, and something worse."""
    parts = TOKEN[style].split(sent)
    if chance.random() < 0.5:
        parts = _changed(parts, style, chance)
    answer = "".join(chance.choice(_CRIMES)(parts, chance))
    return html.escape(answer) if chance.random() < 0.1 else answer


def _changed(parts: list[str], style: str, chance: random.Random) -> list[str]:
    texts, tokens = parts[::2], parts[1::2]
    look = chance.choice(_LOOKS[style]) if style in _LOOKS else ""
    digits = str.maketrans(_DIGITS[0], chance.choice(_DIGITS))
    write = chance.choice(_TAGS)
    for place, token in enumerate(tokens):
        number = re.search(r"\d+", token)
        tokens[place] = look % number[0].translate(digits) if look and number else write(token)
        if chance.random() < 0.3:
            tokens[place] = chance.choice((" %s", "%s ", " %s ")) % tokens[place]
    texts = [_translated(text, chance) for text in texts]
    return _woven(texts, tokens)


def _translated(text: str, chance: random.Random) -> str:
    """Exchange some words; entities and the spaces at the edges stay."""
    return re.sub(
        r"(?<![&#\w])[^\W\d_]{3,}(?!;)",
        lambda word: chance.choice(_WORDS) if chance.random() < 0.5 else word[0],
        text,
    )


def _shuffled_tokens(parts: list[str], chance: random.Random) -> list[str]:
    tokens = parts[1::2]
    chance.shuffle(tokens)
    return _woven(parts[::2], tokens)


def _woven(texts: list[str], tokens: list[str]) -> list[str]:
    return [part for pair in zip(texts, [*tokens, ""], strict=True) for part in pair][:-1]


def _shuffled(parts: list[str], chance: random.Random) -> list[str]:
    words = [word for part in parts for word in (re.findall(r"\S+\s*", part) or [part])]
    chance.shuffle(words)
    return words


def _moved(parts: list[str], chance: random.Random) -> list[str]:
    parts = list(parts)
    parts.insert(chance.randrange(len(parts) + 1), parts.pop(chance.randrange(len(parts))))
    return parts


def _dropped(parts: list[str], chance: random.Random) -> list[str]:
    gone = chance.randrange(len(parts))
    return [part for place, part in enumerate(parts) if place != gone]


def _doubled(parts: list[str], chance: random.Random) -> list[str]:
    parts = list(parts)
    parts.insert(chance.randrange(len(parts) + 1), chance.choice(parts))
    return parts


def _swapped(parts: list[str], chance: random.Random) -> list[str]:
    parts, places = list(parts), range(1, len(parts), 2)
    if len(places) > 1:
        one, other = chance.sample(places, 2)
        parts[one], parts[other] = parts[other], parts[one]
    return parts


def _halted(parts: list[str], chance: random.Random) -> list[str]:
    return parts[: chance.randrange(len(parts)) + 1]


def _added(parts: list[str], chance: random.Random) -> list[str]:
    junk = chance.choice(
        ("**слово**", "<b>", "</span>", "http://ads.example", "MISIS", "{name}", "[a](b)", "`x`",
         "{0}", '<x id="0"/>', "@@PH0@@", "&amp;", "_", "<span>", "<script>alert(1)</script>")
    )  # fmt: skip
    parts = list(parts)
    parts.insert(chance.randrange(len(parts) + 1), junk)
    return parts


def _as_it_was(parts: list[str], chance: random.Random) -> list[str]:
    return parts


_CRIMES = (
    _shuffled_tokens,
    _shuffled,
    _moved,
    _dropped,
    _doubled,
    _swapped,
    _halted,
    _added,
    _as_it_was,
)
