"""The business case as a person works on it: edited, kept, looked at, refused."""

from cx.chapters.case.reading import read_plan, write_plan
from cx.store.workspace import Workspace
from tests.chapters.case.cases import phased
from tests.pages.screen import opened, said, turned_to

DOCUMENT = "case"


def workspace_with_case() -> Workspace:
    made = Workspace.create()
    made.write(DOCUMENT, write_plan(phased(currency="EUR", question="Shall we?")))
    return made


def test_a_change_is_kept_and_comes_back_in_another_tab() -> None:
    made = workspace_with_case()
    app = opened("case", made.token)
    assert "The plan returns EUR 101" in said(app)
    app.text_input(key="case_name").set_value("Better coaching").run()
    app.number_input(key="case_rate").set_value(20.0).run()
    kept = read_plan(made.read(DOCUMENT))
    assert (kept.name, kept.discount_rate) == ("Better coaching", 0.2)
    again = opened("case", made.token)
    assert again.text_input(key="case_name").value == "Better coaching"
    assert "Discounted at 20.0" in said(again)


def test_a_change_outlives_a_look_at_another_page() -> None:
    made = workspace_with_case()
    app = opened("case", made.token)
    app.text_input(key="case_gap").set_value("Too slow").run()
    made.write(DOCUMENT, made.read(DOCUMENT) | {"question": "From another tab?"})
    app = turned_to(turned_to(app, "load"), "case")
    assert app.text_input(key="case_gap").value == "Too slow"
    assert app.text_input(key="case_question").value == "From another tab?"


def test_a_view_link_shows_the_case_and_offers_no_change() -> None:
    made = workspace_with_case()
    app = opened("case", made.view_token())
    assert "This link is for looking" in said(app)
    assert "The plan returns EUR 101" in said(app)
    assert not app.text_input


def test_a_case_that_cannot_be_computed_says_why_and_keeps_the_last_one() -> None:
    made = workspace_with_case()
    app = opened("case", made.token)
    app.text_input(key="case_start").set_value("soon").run()
    assert "is no quarter. Write it as 2027-Q1." in said(app)


def test_on_the_sample_a_case_lives_in_the_tab() -> None:
    app = opened("case")
    app.text_input(key="case_name").set_value("Mine alone").run()
    assert app.text_input(key="case_name").value == "Mine alone"
    assert opened("case").text_input(key="case_name").value == "Answer faster, and coach"
