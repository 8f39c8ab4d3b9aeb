"""Downloads: what is saved opens elsewhere, with the network cut."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.screen import Visitor

pytestmark = pytest.mark.browser


def downloaded(visitor: Visitor, label: str, folder: Path) -> Path:
    with visitor.page.expect_download(timeout=20_000) as waiting:
        visitor.main.get_by_role("button", name=label).first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_table_of_a_chart(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open("segments")
    path = downloaded(visitor, "Table (CSV)", tmp_path)
    assert path.name == "segments-grid.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 20
    assert {row["Acquisition channel"] for row in rows} >= {"Referral", "Promotion"}
    assert sum(int(row["Responses"]) for row in rows) == 12_000


def test_chart_opens_from_disk_without_a_network(
    visitor: Visitor, browser: Browser, tmp_path: Path
) -> None:
    visitor.open("drivers", "?region=North")
    path = downloaded(visitor, "Chart (HTML)", tmp_path)
    context = browser.new_context(offline=True)
    page = context.new_page()
    requests: list[str] = []
    failures: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: failures.append(request.url))
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(path.as_uri())
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert page.locator(".js-plotly-plot .bars .point").count() == 8
    said = page.locator("body").inner_text()
    context.close()
    assert "matter most" in said
    assert "Filters: Region: North. n 2,521." in said
    assert failures == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
