"""What goes out: the rule for each state of a catalog, and for what is out already."""

import pytest

from i18n import formats, locales
from i18n.model import Catalog, Document, Mark, State, Unit
from workflow.publish import Rule, Status, Version, decide

NEWS = "Rector opens forum\n\nThe forum began on Monday. It ends on Friday.\n"
KAZAKH = {
    "Rector opens forum": "Ректор форумды ашты",
    "The forum began on Monday.": "Форум дүйсенбіде басталды.",
    "It ends on Friday.": "Ол жұмада аяқталады.",
}
PUBLISHED = "Ректор форумды ашты\n\nФорум дүйсенбіде басталды. Ол жұмада аяқталады.\n"


def approved(unit: Unit) -> Unit:
    mark = Mark("reviewed", f"NAME 2026-11-24 {unit.hash}")
    return Unit(unit.source, unit.target, unit.context, marks=(mark,))


def kazakh(**states: State) -> Catalog:
    """The catalog with every sentence approved, but those that start with a given word."""
    units = []
    for source, target in KAZAKH.items():
        context = "title" if source == "Rector opens forum" else ""
        unit = Unit(source, target, context)
        state = states.get(source.split()[0], State.APPROVED)
        units.append(
            {
                State.APPROVED: approved(unit),
                State.EXTERNAL: unit,
                State.DRAFT: Unit(source, target, context, fuzzy=True),
                State.STALE: Unit(source, target, context, fuzzy=True, previous="Before."),
                State.UNTRANSLATED: Unit(source, "", context),
            }[state]
        )
    return Catalog("kk", (), tuple(units))


def news() -> tuple[Document, formats.Format]:
    form = formats.for_path("news.txt")
    assert form is not None
    return form.parse(NEWS, "news.txt", locales.get("en"), formats.Options()), form


def decided(
    catalog: Catalog | None,
    rule: Rule = "approved",
    out: Status | None = None,
    trust_external: bool = True,
    errors: int = 0,
) -> Version:
    document, form = news()
    kk = locales.get("kk")
    return decide(
        document,
        catalog,
        kk,
        form.render,
        rule=rule,
        out=out,
        trust_external=trust_external,
        errors=errors,
    )


def test_an_article_goes_out_when_every_sentence_is_approved() -> None:
    assert decided(kazakh()) == Version(Status.PUBLISHED, PUBLISHED)


def test_one_draft_holds_the_article_back() -> None:
    assert decided(kazakh(It=State.DRAFT)) == Version(Status.HELD, None, ((State.DRAFT, 1),))


@pytest.mark.parametrize("out", [Status.PUBLISHED, Status.EARLIER])
def test_what_is_out_stays_while_an_update_waits(out: Status) -> None:
    waiting = ((State.DRAFT, 1), (State.STALE, 1))

    assert decided(kazakh(It=State.STALE, The=State.DRAFT), out=out) == Version(
        Status.EARLIER, None, waiting
    )


def test_a_draft_that_is_out_is_withdrawn_under_the_rule_approved() -> None:
    assert decided(kazakh(It=State.DRAFT), out=Status.DRAFT).status is Status.WITHDRAWN


def test_external_approval_counts_where_the_project_trusts_it() -> None:
    catalog = kazakh(It=State.EXTERNAL)

    assert decided(catalog).status is Status.PUBLISHED
    assert decided(catalog, trust_external=False) == Version(
        Status.HELD, None, ((State.EXTERNAL, 1),)
    )


def test_drafts_go_out_with_the_source_where_nothing_is_translated() -> None:
    catalog = kazakh(The=State.DRAFT, It=State.UNTRANSLATED)

    text = PUBLISHED.replace("Ол жұмада аяқталады.", "It ends on Friday.")
    waiting = ((State.UNTRANSLATED, 1), (State.DRAFT, 1))
    assert decided(catalog, "drafts") == Version(Status.DRAFT, text, waiting)


def test_an_article_without_any_translation_is_no_draft() -> None:
    nothing = dict.fromkeys(("Rector", "The", "It"), State.UNTRANSLATED)

    assert decided(kazakh(**nothing), "drafts").status is Status.HELD
    assert decided(None, "drafts").status is Status.HELD


def test_a_sentence_that_the_catalog_has_not_seen_yet_is_untranslated() -> None:
    catalog = kazakh()
    behind = Catalog("kk", (), catalog.units[:-1])

    assert decided(behind) == Version(Status.HELD, None, ((State.UNTRANSLATED, 1),))


def test_an_approval_bound_to_another_text_does_not_count() -> None:
    unit = approved(Unit("It ends on Friday.", "Ол жұмада аяқталады."))
    edited = Unit(unit.source, "Ол сенбіде аяқталады.", marks=unit.marks)
    catalog = Catalog("kk", (), (*kazakh().units[:-1], edited))

    assert decided(catalog, trust_external=False).waiting == ((State.EXTERNAL, 1),)


def test_russian_goes_out_with_no_break_spaces_and_says_what_was_approved() -> None:
    ru = locales.get("ru")
    form = formats.for_path("news.txt")
    assert form is not None
    document = form.parse(
        "It rained for 5 hours.\n", "news.txt", locales.get("en"), formats.Options()
    )
    unit = approved(Unit("It rained for 5 hours.", "Дождь шёл в Алматы 5 ч — и с грозой.", "title"))

    version = decide(
        document, Catalog("ru", (), (unit,)), ru, form.render,
        rule="approved", out=None, trust_external=False,
    )  # fmt: skip

    assert version.text == ("Дождь шёл в\u00a0Алматы 5\u00a0ч\u00a0— и\u00a0с\u00a0грозой.\n")


@pytest.mark.parametrize(
    ("out", "status"),
    [
        (None, Status.HELD),
        (Status.PUBLISHED, Status.EARLIER),
        (Status.EARLIER, Status.EARLIER),
        (Status.DRAFT, Status.WITHDRAWN),
    ],
)
def test_an_error_holds_an_approved_version_like_a_draft_does(
    out: Status | None, status: Status
) -> None:
    assert decided(kazakh(), out=out, errors=2) == Version(status, None, (), 2)


def test_under_drafts_a_version_with_errors_goes_out_as_a_draft() -> None:
    assert decided(kazakh(), "drafts", errors=1) == Version(Status.DRAFT, PUBLISHED, (), 1)
