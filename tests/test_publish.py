"""What goes out: the rule for each state of a catalog, and for what is out already."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import formats, locales
from i18n.model import Catalog, Document, Mark, State, Unit
from workflow.approval.signoff import sign
from workflow.extract import units
from workflow.publish import Reason, Rule, Status, Version, decide, original

NEWS = "Rector opens forum\n\nThe forum began on Monday. It ends on Friday.\n"
KAZAKH = {
    "Rector opens forum": "Ректор форумды ашты",
    "The forum began on Monday.": "Форум дүйсенбіде басталды.",
    "It ends on Friday.": "Ол жұмада аяқталады.",
}
TODO = Mark("todo", "NAME: which Friday?")
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
                State.NEEDS_WORK: Unit(source, target, context, fuzzy=True, marks=(TODO,)),
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
    embargo: str = "",
    correction: str = "",
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
        source=locales.get("en"),
        trust_external=trust_external,
        errors=errors,
        embargo=embargo,
        correction=correction,
    )


def version(status: Status, text: str | None = None, errors: int = 0, **states: int) -> Version:
    """The version of which these states wait, and these errors stand."""
    waiting = tuple((State(name), count) for name, count in states.items())
    reasons = [Reason(name, count) for name, count in waiting]
    reasons += [Reason("errors", errors)] if errors else []
    return Version(status, text, waiting, errors, tuple(reasons))


def test_an_article_goes_out_when_every_sentence_is_approved() -> None:
    assert decided(kazakh()) == Version(Status.PUBLISHED, PUBLISHED)


def test_one_draft_holds_the_article_back() -> None:
    assert decided(kazakh(It=State.DRAFT)) == version(Status.HELD, draft=1)


@pytest.mark.parametrize("out", [Status.PUBLISHED, Status.EARLIER])
def test_what_is_out_stays_while_an_update_waits(out: Status) -> None:
    waiting = kazakh(It=State.STALE, The=State.DRAFT)

    assert decided(waiting, out=out) == version(Status.EARLIER, draft=1, stale=1)


def test_a_draft_that_is_out_is_withdrawn_under_the_rule_approved() -> None:
    assert decided(kazakh(It=State.DRAFT), out=Status.DRAFT).status is Status.WITHDRAWN


def test_external_approval_counts_where_the_project_trusts_it() -> None:
    catalog = kazakh(It=State.EXTERNAL)

    assert decided(catalog).status is Status.PUBLISHED
    assert decided(catalog, trust_external=False) == version(Status.HELD, external=1)


def test_drafts_go_out_with_the_source_where_nothing_is_translated() -> None:
    catalog = kazakh(The=State.DRAFT, It=State.UNTRANSLATED)

    text = PUBLISHED.replace("Ол жұмада аяқталады.", "It ends on Friday.")
    assert decided(catalog, "drafts") == version(Status.DRAFT, text, untranslated=1, draft=1)


def test_an_article_without_any_translation_is_no_draft() -> None:
    nothing = dict.fromkeys(("Rector", "The", "It"), State.UNTRANSLATED)

    assert decided(kazakh(**nothing), "drafts").status is Status.HELD
    assert decided(None, "drafts").status is Status.HELD


def test_a_sentence_that_the_catalog_has_not_seen_yet_is_untranslated() -> None:
    catalog = kazakh()
    behind = Catalog("kk", (), catalog.units[:-1])

    assert decided(behind) == version(Status.HELD, untranslated=1)


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
        rule="approved", out=None, source=locales.get("en"), trust_external=False,
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
    assert decided(kazakh(), out=out, errors=2) == version(status, errors=2)


def test_under_drafts_a_version_with_errors_goes_out_as_a_draft() -> None:
    assert decided(kazakh(), "drafts", errors=1) == version(Status.DRAFT, PUBLISHED, errors=1)


def signed(catalog: Catalog) -> Catalog:
    return sign(catalog, "An Editor", "2026-11-24")


def test_under_signed_an_approved_article_waits_for_its_sign_off() -> None:
    assert decided(kazakh(), "signed") == Version(Status.HELD, reasons=(Reason("unsigned"),))
    assert decided(signed(kazakh()), "signed") == Version(Status.PUBLISHED, PUBLISHED)


def test_a_sign_off_of_another_text_does_not_hold_and_the_signed_version_stays_out() -> None:
    before = signed(kazakh())
    unit = approved(Unit("It ends on Friday.", "Ол сенбіде аяқталады."))
    after = Catalog("kk", before.headers, (*before.units[:-1], unit))

    version = decided(after, "signed", out=Status.PUBLISHED)

    assert version.status is Status.EARLIER
    assert list(map(str, version.reasons)) == [
        "changed since it was signed off by An Editor on 2026-11-24"
    ]


MARKDOWN = """\
---
title: Rector opens forum
summary: A forum in Almaty.
correction: The forum opens on Monday.
---

The forum began on Monday.

Guests came from abroad. Two hundred students took part. The oldest was born in 1931.

> It ends on Friday.
"""


def of_markdown(
    rule: Rule, *waiting: str, errors: int = 0, out: Status | None = None, correction: str = ""
) -> Version:
    """The version of the article in Markdown, with drafts for the sentences that begin so."""
    form = formats.for_path("news.md")
    assert form is not None
    keys = ("title", "summary", "correction")
    options = formats.Options(front_matter=keys)
    document = form.parse(MARKDOWN, "news.md", locales.get("en"), options)
    drafts = [Unit(u.source, f"«{u.source}»", u.context) for u in units(document, "news.md")]
    states = [
        Unit(u.source, u.target, u.context, fuzzy=True) if u.source.startswith(waiting) else approved(u)
        for u in drafts
    ]  # fmt: skip
    return decide(
        document, Catalog("kk", (), tuple(states)), locales.get("kk"), form.render, rule=rule,
        out=out, source=locales.get("en"), trust_external=True, errors=errors, correction=correction,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Rector", "the title is not approved"),
        ("A forum", "the lead is not approved"),
        ("The forum began", "the lead is not approved"),
        ("Two hundred", "1 sentence with figures is not approved"),
        ("The oldest", "1 sentence with figures is not approved"),
    ],
)
def test_title_lead_and_figures_are_approved_before_a_draft_goes_out(
    sentence: str, reason: str
) -> None:
    version = of_markdown("lead", sentence, "Guests")

    assert version.status is Status.HELD
    assert list(map(str, version.reasons)) == ["2 draft", reason]


def test_the_rest_may_be_drafts_under_the_rule_lead_and_the_notice_says_so() -> None:
    version = of_markdown("lead", "Guests", "It ends")

    assert version.status is Status.DRAFT
    assert version.reasons == (Reason("draft", 2),)
    assert "«Guests came from abroad.»" in (version.text or "")


@pytest.mark.parametrize("rule", get_args(Rule))
def test_an_article_with_neither_lead_nor_translation_stays_in(rule: Rule) -> None:
    form = formats.for_path("news.md")
    assert form is not None
    document = form.parse("## Contact\n", "news.md", locales.get("en"), formats.Options())

    version = decide(
        document, None, locales.get("kk"), form.render, rule=rule, out=None,
        source=locales.get("en"), trust_external=True,
    )  # fmt: skip

    assert version.status is Status.HELD


def test_under_lead_an_error_anywhere_holds_the_draft_and_the_approved_stays_out() -> None:
    version = of_markdown("lead", "Guests", errors=1, out=Status.PUBLISHED)

    assert version.status is Status.EARLIER
    assert list(map(str, version.reasons)) == ["1 draft", "1 error"]


@pytest.mark.parametrize(
    ("waiting", "correction", "pending"),
    [
        ("The forum opens", "The forum opens on\nMonday.", True),
        ("Guests", "The forum opens on Monday.", False),
        ("The forum opens", "", False),
        ("Guests", "The settings do not name it.", True),
    ],
)
def test_a_correction_that_waits_in_a_language_is_told(
    waiting: str, correction: str, pending: bool
) -> None:
    for rule in get_args(Rule):
        version = of_markdown(rule, waiting, out=Status.PUBLISHED, correction=correction)

        assert version.correction_pending is pending


@pytest.mark.parametrize("rule", get_args(Rule))
@pytest.mark.parametrize(
    ("out", "status"),
    [
        (None, Status.HELD),
        (Status.PUBLISHED, Status.EARLIER),
        (Status.EARLIER, Status.EARLIER),
        (Status.DRAFT, Status.WITHDRAWN),
    ],
)
def test_an_embargo_holds_every_version_and_what_people_approved_stays_out(
    rule: Rule, out: Status | None, status: Status
) -> None:
    held = Reason("embargo", detail="until 1 December")

    version = decided(signed(kazakh()), rule, out=out, embargo="until 1 December")

    assert version == Version(status, reasons=(held,))
    assert str(held) == "embargo until 1 December"
    assert original(NEWS, out=out, embargo="until 1 December") == Version(status, reasons=(held,))


def test_the_article_itself_goes_out_as_it_is() -> None:
    assert original(NEWS, out=None) == Version(Status.PUBLISHED, NEWS)


OUT = frozenset({Status.PUBLISHED, Status.DRAFT})
ONE_STATE = st.sampled_from(State)
OUTS = st.sampled_from([None, Status.PUBLISHED, Status.EARLIER, Status.DRAFT])


@given(
    states=st.fixed_dictionaries({"Rector": ONE_STATE, "The": ONE_STATE, "It": ONE_STATE}),
    out=OUTS,
    errors=st.sampled_from([0, 0, 2]),
    trust=st.booleans(),
    signs=st.booleans(),
    embargo=st.sampled_from(["", "", "until 1 December"]),
)
def test_a_stricter_rule_lets_no_more_out_and_no_rule_lets_out_what_it_must_not(
    states: dict[str, State],
    out: Status | None,
    errors: int,
    trust: bool,
    signs: bool,
    embargo: str,
) -> None:
    catalog = kazakh(**states)
    done = {State.APPROVED} | ({State.EXTERNAL} if trust else set())
    if signs and set(states.values()) <= {State.APPROVED, State.EXTERNAL}:
        catalog = signed(catalog)

    versions = {
        rule: decided(catalog, rule, out, trust, errors, embargo) for rule in get_args(Rule)
    }

    from_strict = [
        versions[rule].status in OUT for rule in ("signed", "approved", "lead", "drafts")
    ]
    assert from_strict == sorted(from_strict)
    for version in versions.values():
        whole = set(states.values()) <= done and not errors and not embargo
        assert version.status is not Status.PUBLISHED or whole
        assert version.status is not Status.EARLIER or out in {Status.PUBLISHED, Status.EARLIER}
        assert (version.text is None) is (version.status not in OUT)
        assert bool(version.reasons) is (version.status is not Status.PUBLISHED)
    assert versions["lead"].status is not Status.DRAFT or states["Rector"] in done
