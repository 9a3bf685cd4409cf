"""The small gates: locks that fit, lines that were run."""

import coverage_gate
import lock
import pytest


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "ROOT", tmp_path)

    def write(asked, locked):
        (tmp_path / "requirements.in").write_text(asked, encoding="utf-8")
        (tmp_path / "requirements.lock").write_text(locked, encoding="utf-8")
        return lock.unfit("requirements")

    return write


HASHED = "babel==2.18.0 \\\n    --hash=sha256:0\ncolorama==0.4 ; sys_platform == 'win32' \\\n    --hash=sha256:1\n"


def test_a_lock_that_fits(files):
    assert files("# why\nbabel==2.18.0\n-c other.lock\nColorama\n", HASHED) == []


@pytest.mark.parametrize(
    ("asked", "locked", "problem"),
    [
        ("babel==2.19.0", HASHED, "requirements.lock does not fit 'babel==2.19.0' (it has 2.18.0): run `make lock`"),
        ("rules[x]", HASHED, "requirements.lock does not fit 'rules[x]' (it has None): run `make lock`"),
        ("babel", "babel==2.18.0\n", "requirements.lock has no hash for babel"),
        (
            "babel",
            f"--index-url https://mirror.test\n{HASHED}",
            "requirements.lock names a host: --index-url https://mirror.test",
        ),
    ],
)
def test_a_lock_that_does_not_fit(files, asked, locked, problem):
    assert files(asked, locked) == [problem]


def test_gated_files_are_named_with_what_was_never_run():
    found = coverage_gate.misses(
        {
            "src/eciap/portal/operations/pages.py": {"missing_lines": [3, 4], "missing_branches": [[1, 3]]},
            "src/eciap/portal/queries.py": {"missing_lines": [], "missing_branches": [[1, -1]]},
            "src/eciap/portal/views.py": {"missing_lines": [9]},
            "src/eciap/foundation/accounts/rules.py": {"missing_lines": []},
            "src/openmethod/tally/approval.py": {"missing_lines": [7]},
        }
    )
    assert found == [
        "src/eciap/portal/operations/pages.py: never run: 3, 4, 1->3",
        "src/eciap/portal/queries.py: never run: 1->-1",
        "src/openmethod/tally/approval.py: never run: 7",
    ]
