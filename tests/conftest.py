"""What all tests share."""

pytest_plugins = ["tests.database", "tests.strict", "tests.due_jobs"]
