"""What holds for every test: no network but this machine, and no test that is left out in silence."""

from collections import Counter

import pytest

from tests.shards.object_store import address, server  # noqa: F401  # fixtures

HOW_TO_GET = {"chromium": "apt-get install chromium", "strace": "apt-get install strace"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run demand that nothing is left out."""
    parser.addoption("--demand-all", action="store_true", help="fail where a test was left out")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the last lines which tests were left out, and how to get what they need."""
    left_out = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    for reason, number in sorted(left_out.items()):
        remedy = next((how for what, how in HOW_TO_GET.items() if what in reason), "see its reason")
        terminalreporter.write_line(f"LEFT OUT: {number} tests: {reason} ({remedy})")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that demanded everything and did not get it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--demand-all") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _reason(report: pytest.TestReport) -> str:
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr).removeprefix("Skipped: ")
