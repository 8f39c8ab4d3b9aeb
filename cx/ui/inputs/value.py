"""Options of the value page: the assumptions, kept with the workspace, and what to compare."""

from dataclasses import replace

import streamlit as st

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.by_group import GroupValueOptions, group_columns
from cx.chapters.value.lifetime import LifetimeOptions
from cx.chapters.value.lifts import provable_lifts
from cx.chapters.value.retention import RetentionOptions
from cx.chapters.value.words.assumptions import stated
from cx.chapters.value.words.worth import lift_name
from cx.chapters.value.worth import WorthOptions, Worths
from cx.measures.lifetime_value import Form
from cx.plain import to_plain
from cx.problems import Severity
from cx.store.responses import Responses
from cx.store.workspace import Workspace
from cx.text import say, say_n
from cx.ui import kept, settings, show, state, workspaces
from cx.ui.asking import ask
from cx.ui.inputs import case_lever, widgets
from cx.ui.inputs.settings import with_realisation

DOCUMENT = "assumptions"


def assumptions() -> Assumptions:
    """Show what is assumed, let it be changed, and return it."""
    workspace = workspaces.current()
    before = asked = kept_assumptions(workspace)
    with st.expander(say("Assumptions"), icon=":material/tune:", key="assumptions_panel"):
        if not kept.may_change(workspace):
            show.note(say("This link is for looking only: the assumptions cannot be changed."))
        else:
            asked = _form(before, workspace)
    if asked != before:
        problems = asked.problems()
        show.problems(problems)
        if any(problem.severity is Severity.STOPS for problem in problems):
            asked = before
        else:
            _keep(workspace, asked)
    show.note(stated(asked))
    return asked


def kept_assumptions(workspace: Workspace) -> Assumptions:
    """Return the assumptions of a workspace; the share that comes true is one of its settings."""
    found = Assumptions.from_dict(kept.read(workspace, DOCUMENT))
    return replace(found, realisation=state.settings().realisation)


def _keep(workspace: Workspace, asked: Assumptions) -> None:
    now = settings.current(workspace)
    if asked.realisation != now.realisation:
        settings.keep(workspace, with_realisation(now, asked.realisation))
    own = {name: value for name, value in to_plain(asked).items() if name != "realisation"}
    kept.keep(workspace, DOCUMENT, own)


def _form(before: Assumptions, workspace: Workspace) -> Assumptions:
    """Draw the form; until it is applied, what was there before is returned."""
    owner = workspace.folder.name[:8]  # another workspace gets widgets of its own

    def key(name: str) -> str:
        return f"assumed_{name}_{owner}"

    def percent(name: str, label: str, help: str) -> float | None:
        value = getattr(before, name)
        shown = None if value is None else round(100 * value, 4)
        typed = st.number_input(
            label, value=shown, step=1.0, format="%.4g", key=key(name), help=help
        )
        return None if typed is None else typed / 100

    def number(name: str, label: str, help: str) -> float | None:
        value: float | None = getattr(before, name)
        return st.number_input(
            label, value=value, step=1.0, format="%.10g", key=key(name), help=help
        )

    with st.form(key("form"), border=False):
        first, second, third = st.columns(3)
        with first:
            margin = percent(
                "margin",
                say("Margin, % of revenue"),
                say(
                    "What is left of revenue after the cost of what was sold. Empty: money is "
                    "revenue."
                ),
            )
            discount = percent(
                "discount_rate",
                say("Discount rate, % a year"),
                say("What money must earn in a year."),
            )
            horizon = number(
                "horizon_years", say("Horizon, years"), say("Margins after that do not count.")
            )
            currency = st.text_input(
                say("Currency"),
                value=before.currency or "",
                key=key("currency"),
                help=say("Used when the file names none, such as EUR."),
            )
        with second:
            realisation = percent(
                "realisation",
                say("Share that comes true, %"),
                say("Of a lift of the score, or of the difference between bands."),
            )
            retention = percent(
                "retention",
                say("Retention, % a year"),
                say("Used where no column says who churned or renewed."),
            )
            excess = percent(
                "excess_churn",
                say("Excess churn, percentage points"),
                say("How much more often unhappy customers leave; used where it is not measured."),
            )
        with third:
            customers = number(
                "customers",
                say("Customers that the file stands for"),
                say("All your customers, not only those who answered. Empty: those in the file."),
            )
            years = number(
                "spend_years",
                say("Years that the spend covers"),
                say("Empty: by the dates of the file; without a year of dates, one year."),
            )
            total = number(
                "total_revenue",
                say("Revenue of the company in a year"),
                say("To say how much of it these customers bring."),
            )
        applied = st.form_submit_button(say("Apply"), type="primary", icon=":material/check:")
    if not applied:
        return before
    usual = Assumptions()
    return replace(
        before,
        currency=currency.strip() or None,
        margin=margin,
        discount_rate=usual.discount_rate if discount is None else discount,
        horizon_years=usual.horizon_years if horizon is None else horizon,
        realisation=usual.realisation if realisation is None else realisation,
        customers=customers,
        retention=usual.retention if retention is None else retention,
        excess_churn=usual.excess_churn if excess is None else excess,
        spend_years=years,
        total_revenue=total,
    )


def worth_options(responses: Responses, assumed: Assumptions) -> WorthOptions:
    """Rank the lifts that the file can prove."""
    return WorthOptions(assumed, provable_lifts(ask, responses))


def offer_for_case(responses: Responses, ranked: Worths) -> None:
    """Ask which lift goes into the business case, the first of the list to begin with."""
    lifts = {lift_name(lift): lift for lift in ranked.ranked}
    if not lifts:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = widgets.choice(
            say("Lift"),
            {name: name for name in lifts},
            key="lift_for_case",
            default=next(iter(lifts)),
            width=420,
        )
        case_lever.offer(responses, ranked.options.assumptions, lifts[name], key="lift_into_case")


def lifetime_form() -> Form:
    """Ask which form of lifetime value is shown."""
    names: dict[Form, str] = {"A": say("Form A"), "B": say("Form B")}
    return widgets.segmented(
        say("Lifetime value by"),
        names,
        key="form",
        default="A",
        help=say(
            "Form A counts the first margin a year from now, if the customer stays; form B counts "
            "one today as well."
        ),
    )


def lifetime_options(assumed: Assumptions, form: Form) -> LifetimeOptions:
    """Value lifetimes in the form that was chosen."""
    return LifetimeOptions(assumed, form)


def group_options(responses: Responses, assumed: Assumptions, form: Form) -> GroupValueOptions:
    """Ask by which column customers are compared, where there is one."""
    columns = {column.name: column.label for column in group_columns(responses.schema)}
    if not columns:
        return GroupValueOptions(None, assumed, form)
    by = widgets.choice(say("Compare by"), columns, key="by_group", default=next(iter(columns)))
    return GroupValueOptions(by, assumed, form)


def retention_options(assumed: Assumptions) -> RetentionOptions:
    """Ask by how many points retention rises."""
    rise = widgets.step(
        say("Rise of retention"),
        range(1, 11),
        key="rise",
        default=5,
        format_func=lambda points: say_n("{n} point", "{n} points", points),
        help=say("Points of the share of customers who stay for another year."),
    )
    return RetentionOptions(assumed, rise / 100)
