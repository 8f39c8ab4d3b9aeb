"""What does the plan return, what does it ask for, and what would prove it wrong?"""

from cx.chapters.case import exhibits
from cx.chapters.case.assessment import assess_case
from cx.text import say
from cx.ui import shell, show
from cx.ui.asking import ask
from cx.ui.inputs import case as inputs

workspace = shell.open_desk("case")
numbers = show.place()
result, plan_tab = show.tabs(say("The case"), say("The plan"))
with plan_tab:
    plan = inputs.case_plan(workspace)
if plan is None:
    with result:
        show.note(say("Give the case an initiative that moves a lever, and a cost."))
    show.stop()
case = ask(assess_case, plan)
with numbers:
    show.metrics(exhibits.on_top(case))
with result:
    show.problems(case.problems)
    show.findings(exhibits.what_it_returns(case))
    show.exhibit(exhibits.of_cash(case))
    show.exhibit(exhibits.of_phases(case))
    show.exhibit(exhibits.of_inputs(case))
    with show.part(say("By initiative")):
        show.grid(case.initiatives, alt=say("What each initiative brings and costs, today."))
    with show.part(say("What would prove it wrong")):
        show.listed(exhibits.proofs_against(case))
    inputs.download_case(case)
show.method("business case")
