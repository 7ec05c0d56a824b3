"""Catalogs filled: something to update and to publish, made of the source letter by letter.

Markup, links and placeholders stay; words become Cyrillic, or two Han characters each. No check
finds anything in what comes out, as in what people have approved, else it would not be published:
figures, quotation marks and Chinese marks are those of the language, denials stay denials, and
Kazakh has its own letters.
"""

import re
from dataclasses import replace
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path

import polib

from benchmarks.articles import WORDS
from i18n import catalog as catalogs
from i18n.model import Catalog, Unit
from workflow.review import approve, rewrite
from workflow.site.crew import spread

_KEPT = re.compile(r"(\]\([^)]*\)|\{\d+\}|<[^>]*>|`[^`]*`|\\.|^\w+:|\d+)", re.MULTILINE)
_THOUSAND = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"[A-Za-z]+")
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RUSSIAN = "абцдефгхийклмнопярстувшжызАБЦДЕФГХИЙКЛМНОПЯРСТУВШЖЫЗ"
_KAZAKH = "абцдәфғһійқлмңопярстүвшжызАБЦДӘФҒҺІЙҚЛМҢОПЯРСТҮВШЖЫЗ"
_LETTERS = {
    code: str.maketrans(_LATIN, letters) for code, letters in (("ru", _RUSSIAN), ("kk", _KAZAKH))
}
_QUOTES = str.maketrans("“”", "«»")
_TIGHT = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])|’")
_MARK = re.compile(r"(?<=[\u4e00-\u9fff”*])([,.:;?!]) ?")
_WIDE = dict(zip(",.:;?!", "，。：；？！", strict=True))
_HAN = "人力工用地主和本山水火木土天文化方法内外高新共同公司心手口目耳田石金玉衣食住行走坐立言白青"
"""Characters that are the same in Simplified and Traditional, of no number, date or denial."""

_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "zh": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
}
_DATES = {
    "ru": "{day} {month} {year} года",
    "kk": "{year} жылғы {day} {month}",
    "zh": "{year}年{month}{day}日",
}
_ENGLISH = WORDS["month"].split()
_DATE = re.compile(rf"(\d+) ({'|'.join(_ENGLISH)}) (\d{{4}})")

_KNOWN = {
    "ru": {
        "million": "млн",
        "nobody": "никто не",
        "nothing": "ничего не",
        "not": "не",
        "km": "км",
        "friday": "пятницу",
    },
    "kk": {
        "million": "млн",
        "nobody": "ешкім емес",
        "nothing": "ештеңе емес",
        "not": "емес",
        "km": "км",
        "friday": "жұма",
    },
    "zh": {
        "million": "百万",
        "nobody": "没有人",
        "nothing": "没有",
        "not": "没有",
        "no": "号",
        "km": "公里",
        "friday": "周五",
    },
}
"""Words that a check compares by what they mean."""

_REVIEWER = "A. Editor"
_DAY = "2026-11-24"


def translated(text: str, locale: str) -> str:
    """Return a text of about the length that a translation has, in the locale's script."""
    chinese = locale.startswith("zh")
    if not chinese:
        text = _THOUSAND.sub("\N{NO-BREAK SPACE}", text).translate(_QUOTES)
    dated = _DATE.split(text)
    found = zip(dated[1::4], dated[2::4], dated[3::4], strict=True)
    dates = [_date(*date, locale[:2]) for date in found]
    parts = [_filled(part, locale) for part in dated[::4]]
    filled = "".join(chain(*zip_longest(parts, dates, fillvalue="")))
    return _wide(filled) if chinese else filled


def _filled(text: str, locale: str) -> str:
    return "".join(
        part if number % 2 else _words(part, locale)
        for number, part in enumerate(_KEPT.split(text))
    )


def _date(day: str, month: str, year: str, language: str) -> str:
    name = _MONTHS[language].split()[_ENGLISH.index(month)]
    return _DATES[language].format(day=day, month=name, year=year)


def approve_all(folder: Path) -> int:
    """Translate and approve every unit of Tilshi's catalogs in a project; return how many."""
    top = folder / "locales"
    return sum(spread(partial(_approve_file, top), sorted(top.rglob("*.po"))))


def draft_all(folder: Path) -> None:
    """Translate every unit of Tilshi's catalogs in a project, as a draft that nobody has approved."""
    for path in sorted((folder / "locales").rglob("*.po")):
        locale = path.relative_to(folder / "locales").parts[0]
        catalog = catalogs.parse(path.read_text("utf-8"), str(path), locale)
        units = (rewrite(unit, translated(unit.source, locale)) for unit in catalog.units)
        path.write_text(catalogs.write(replace(catalog, units=tuple(units))), "utf-8")


def fill(folder: Path) -> int:
    """Translate every entry of the catalogs `<locale>/**.po` of other tools; return how many."""
    count = 0
    for path in sorted(folder.rglob("*.po")):
        locale = path.relative_to(folder).parts[0]
        file = polib.pofile(str(path), wrapwidth=0)
        for entry in file:
            entry.msgstr = translated(entry.msgid, locale)
        count += len(file)
        file.save()
    return count


def _approve_file(top: Path, path: Path) -> int:
    locale = path.relative_to(top).parts[0]
    catalog = catalogs.parse(path.read_text("utf-8"), str(path), locale)
    path.write_text(catalogs.write(_approved(catalog)), "utf-8")
    return len(catalog.units)


def _approved(catalog: Catalog) -> Catalog:
    return replace(catalog, units=tuple(_approve(unit, catalog.locale) for unit in catalog.units))


def _approve(unit: Unit, locale: str) -> Unit:
    drafted = rewrite(unit, translated(unit.source, locale))
    return approve(replace(drafted, fuzzy=False, raw=""), _REVIEWER, _DAY)


def _words(text: str, locale: str) -> str:
    language = locale[:2]
    known, letters = _KNOWN.get(language, {}), _LETTERS.get(language)

    def word(found: re.Match[str]) -> str:
        if meant := known.get(found[0].lower()):
            return meant.capitalize() if found[0].istitle() else meant
        return found[0].translate(letters) if letters else _han(found[0])

    return _WORD.sub(word, text)


def _wide(text: str) -> str:
    """Set the marks of Chinese, and no space between its characters."""
    return _MARK.sub(lambda mark: _WIDE[mark[1]], _TIGHT.sub("", text))


def _han(word: str) -> str:
    """Two characters, the same ones for the same word."""
    seed = sum(map(ord, word))
    return _HAN[seed % len(_HAN)] + _HAN[seed * len(word) % len(_HAN)]
