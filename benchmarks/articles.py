"""News articles made up from a word list: the same for the same seed, on every machine.

An article is Markdown with front matter, two headings, paragraphs, a list, a quotation, a link
and emphasis: 16 sentences and about 2 kB. Every other one is wrapped at 80 columns.
"""

import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORDS = {
    "adjective": "basic central free joint long-awaited mobile national new practical public "
    "regional second shared summer technical third travelling two-year winter yearly",
    "subject": "chemistry corrosion dentistry energy geology hydrology journalism law linguistics "
    "logistics medicine metallurgy mining music physics robotics soil teaching transport water",
    "thing": "agreement archive centre course exhibition expedition forum grant laboratory lecture "
    "library meeting model museum observatory programme project report school survey",
    "place": "Almaty Aktau Bishkek Bukhara Dushanbe Harbin Hotan Irkutsk Kashgar Kazan Kyzylorda "
    "Lanzhou Novosibirsk Omsk Osh Samara Semey Tashkent Tomsk Urumqi",
    "body": "Academy_of_Sciences City_Museum Faculty_of_Arts Geographical_Society "
    "Institute_of_Physics Medical_School Ministry_of_Education National_Library "
    "Polytechnic_University State_University Students’_Union Technical_College",
    "first": "Aigerim Alexei Bolat Chen Daniyar Elena Farida Gulnara Ivan Li Madina Nurlan Olga "
    "Ruslan Saule Timur Vera Wang Yerlan Zhang",
    "last": "Abenov Bai Dzhumabaev Fedorova Gao Iskakov Karimova Lebedev Ma Nazarova Orlov "
    "Petrova Rakhimov Sun Tulegenov Umarova Voronin Wei Xu Zhaksybekov",
    "person": "student researcher teacher engineer doctor reporter translator librarian volunteer",
    "verb": "discussed described finished funded opened planned prepared presented proposed "
    "published reviewed supported tested visited",
    "month": "January February March April May June July August September October November December",
    "aim": "to_keep_the_results_open_to_everyone to_bring_the_two_cities_closer "
    "to_train_people_who_will_stay_in_the_region to_save_water_in_dry_years "
    "to_find_out_what_the_old_records_left_out to_make_the_work_safer_and_cheaper "
    "to_give_young_authors_their_first_readers",
    "when": "in_the_morning last_week on_Friday before_the_end_of_term this_spring "
    "after_a_long_delay for_the_first_time two_years_ago",
}

SENTENCES = (
    "The {body} of {place} and its partners in {place} {verb} a {adjective} {thing} in {subject} {when}.",
    "More than {number} people took part, among them {figure} {person}s from {place} and {place}.",
    "Dr. {first} {last}, who heads the {subject} group, {verb} the {thing} on {day} {month} {year}.",
    "“We began with {figure} samples, and nobody expected the answer,” said {first} {last}.",
    "The {thing} will cost ${figure}.{figure} million, of which {percent}% comes from the {body}.",
    "According to the {body}, the {adjective} {thing} is meant {aim}.",
    "It was the {adjective} {thing} that brought {figure} {person}s to {place} {when}, No. {figure} on the list.",
    "Every {person} of the {subject} school may apply until {day} {month} {year} at the latest.",
    "The results, which the {body} {verb} {when}, cover {figure} districts and {number} households.",
    "Where the {adjective} {thing} of {year} had stopped, the new one goes on {aim}.",
    "{first} {last} and {first} {last} {verb} the {subject} {thing} together with the {body}.",
    "Nothing of the kind had been tried in {place} before: the nearest {thing} is {number} km away.",
)

INLINE = (
    "The full text is in the [{adjective} {thing}](https://news.example/{slug}/{figure}) of the {body}.",
    "What matters, says {first} {last}, is *not* the {thing} but **the {person}s** who use it {when}.",
    "See `{slug}-{year}.pdf` for the {figure} tables that the {body} {verb} {when}.",
)


@dataclass(frozen=True, slots=True)
class Article:
    """A name that is unique, and the Markdown text."""

    name: str
    text: str


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Yield `count` articles; the first ones are the same whatever the count."""
    for number in range(count):
        yield _article(number, random.Random(f"{seed}/{number}"))


def write(folder: Path, count: int) -> None:
    """Write `count` articles to a folder."""
    folder.mkdir(parents=True)
    for article in articles(count):
        (folder / article.name).write_text(article.text, "utf-8")


def edited(text: str) -> str:
    """Return the text with a word put into its first paragraph: one sentence changes."""
    matter, heading, paragraph = text.split("\n\n", 2)
    return "\n\n".join((matter, heading, paragraph.replace(" the ", " the very ", 1)))


def _article(number: int, chance: random.Random) -> Article:
    slug = f"{chance.choice(_list('subject'))}-{chance.choice(_list('thing'))}-{number + 1:05}"

    def some(*templates: str, count: int = 1) -> str:
        return " ".join(_fill(line, chance, slug) for line in chance.sample(templates, count))

    wrap = _wrapped if number % 2 else _long
    date = _fill("{year}-{two}-{two}", chance, slug)
    title = some("{body} of {place} opens a {adjective} {thing} in {subject}")
    about = some(*SENTENCES[5:8])
    blocks = (
        f'---\ntitle: "{title}"\ndate: {date}\ndescription: {about}\nauthor: Press Office\n---',
        some("## What {place} hopes for"),
        wrap(some(*SENTENCES, count=4), ""),
        wrap(f"{some(*SENTENCES, count=2)} {some(*INLINE)}", ""),
        some("## The {adjective} {thing}, and what comes after"),
        wrap(some(*SENTENCES, count=2), ""),
        "\n".join(wrap(some(*SENTENCES), "  ", "- ") for _ in range(3)),
        wrap(some(*SENTENCES, count=2), "> ", "> "),
        wrap(f"{some(*INLINE)} {some(*SENTENCES)}", ""),
    )
    return Article(f"{slug}.md", "\n\n".join(blocks) + "\n")


def _list(kind: str) -> list[str]:
    return [word.replace("_", " ") for word in WORDS[kind].split()]


def _fill(template: str, chance: random.Random, slug: str) -> str:
    """Put words and figures into a template."""
    figures = {
        "figure": lambda: str(chance.randint(2, 90)),
        "percent": lambda: str(chance.randint(5, 60)),
        "number": lambda: f"{chance.randint(1, 9)},{chance.randint(100, 999)}",
        "day": lambda: str(chance.randint(1, 28)),
        "two": lambda: f"{chance.randint(1, 12):02}",
        "year": lambda: str(chance.randint(1994, 2026)),
        "slug": lambda: slug,
    }
    parts = template.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        kind, _, rest = part.partition("}")
        filled.append(figures[kind]() if kind in figures else chance.choice(_list(kind)))
        filled.append(rest)
    return "".join(filled)


def _long(text: str, indent: str, first: str = "") -> str:
    return first + text


def _wrapped(text: str, indent: str, first: str = "") -> str:
    return textwrap.fill(
        text,
        80,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
