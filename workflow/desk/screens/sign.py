"""The screen on which somebody stands for the whole translation of an article."""

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from i18n.errors import UserError
from workflow.approval.provenance import provenance
from workflow.desk.desk import desk_of, who_asks
from workflow.desk.lines import Listing
from workflow.desk.render import page
from workflow.desk.screens.places import Given, fields, lines, spot
from workflow.publish import Status
from workflow.settings import Rule
from workflow.signing import BehindError
from workflow.site.notices import FROM_ANOTHER, FROM_ENGLISH
from workflow.site.release.disclosure import kind

CHECKED: Mapping[str, str] = {
    "names": "Names of people, places and institutions are right",
    "numbers": "Numbers, dates and sums are those of the source",
    "quotes": "Quotations say what was said, and who said it",
}
"""What somebody looks at once more before they sign, by the name it has in the history."""

RULES: Mapping[Rule, str] = {
    "approved": "An article goes out as soon as every sentence is approved; a sign-off is not asked for.",
    "signed": "An article goes out only when somebody has signed it off.",
    "lead": "An article goes out as a draft when title, lead and figures are approved, and as reviewed when all is.",
    "drafts": "An article goes out as a draft at once, and as reviewed when all is approved.",
}
"""What each rule means for an article that is signed off, in words."""


def show(request: Request) -> Response:
    """Show what would be signed, and what readers will be told."""
    return _page(request, lines(request))


async def act(request: Request) -> Response:
    """Sign off: each of CHECKED has to be ticked; `withdraw` takes a sign-off back."""
    return await run_in_threadpool(_act, request, await fields(request))


def _act(request: Request, given: Given) -> Response:
    here, bench, who = spot(request), desk_of(request).bench, who_asks(request)
    try:
        if given.get("withdraw"):
            bench.withdraw(here.article, here.locale, who)
        else:
            checked = tuple(name for name in CHECKED if given.get(name))
            if len(checked) < len(CHECKED):
                hint = "look at what is not ticked, then tick it"
                raise UserError("not everything is looked at", hint=hint)
            bench.sign(here.article, here.locale, who, checked)
    except UserError as error:
        return _page(request, lines(request), error, given, 422)
    return RedirectResponse(f"/sign/{here.path}", 303)


def _page(
    request: Request,
    shown: Listing,
    problem: UserError | None = None,
    given: Given | None = None,
    status: int = 200,
) -> Response:
    here, bench, who = spot(request), desk_of(request).bench, who_asks(request)
    sheet, publish = shown.sheet, bench.project.settings.publish
    found = provenance(sheet.catalog)
    what = kind(found, Status.PUBLISHED)
    told = FROM_ENGLISH if bench.project.source.code == "en" else FROM_ANOTHER
    last = next(iter(bench.history.noted(here.locale.code, here.article.slug, "sign")), None)
    held = sheet.signoff is None or not sheet.signoff.valid
    refusal = bench.refusal(here.article, here.locale, who) if held else None
    return page(
        request, "sign.html", status, sheet=sheet, listing=shown, path=here.path, who=who,
        refusal=refusal, behind=isinstance(refusal, BehindError),
        found=found, problem=problem, given=given or {}, checked=CHECKED, told=told[what],
        disclosed=what == "reviewed_machine", rule=RULES[publish.rule_for(here.locale.code)],
        named=publish.name_reviewers, last=last,
    )  # fmt: skip
