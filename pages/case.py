"""What does the plan return, what does it ask for, and what would prove it wrong?"""

from cx.chapters.case.assessment import assess_case
from cx.chapters.case.charts.assessment import cumulative_cash, timeline, tornado
from cx.chapters.case.words import assessment as words
from cx.chapters.case.words import editor as case_editor
from cx.ui import shell, show
from cx.ui.asking import ask
from cx.ui.inputs import case as inputs

workspace = shell.open_desk("case")
numbers = show.place()
result, plan_tab = show.tabs(case_editor.RESULT, case_editor.PLAN)
with plan_tab:
    plan = inputs.case_plan(workspace)
if plan is None:
    with result:
        show.note(case_editor.EMPTY)
    show.stop()
case = ask(assess_case, plan)
with numbers:
    show.metrics(words.metrics(case))
with result:
    show.problems(case.notes)
    show.findings([words.headline(case), words.ratios(case), words.margins(case)])
    show.chart(
        cumulative_cash(case),
        finding=words.need(case),
        reading=words.reading_cash(),
        alt=words.alt_cash(case),
        table=case.cash,
        name="case-cash",
    )
    show.chart(
        timeline(case),
        finding=words.asks(case),
        reading=words.reading_timeline(),
        alt=words.alt_timeline(case),
        table=case.phases,
        name="case-phases",
    )
    show.chart(
        tornado(case),
        finding=words.hangs_on(case),
        reading=words.reading_tornado(),
        alt=words.alt_tornado(case),
        table=case.tornado,
        name="case-tornado",
    )
    with show.part("By initiative"):
        show.grid(case.initiatives, alt="What each initiative brings and costs, today.")
    with show.part("What would prove it wrong"):
        show.listed(words.proofs_against(case))
    show.download_case(case)
show.method("business case")
