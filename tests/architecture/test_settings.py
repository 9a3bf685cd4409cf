"""The environment has one reader, and what it reads is written down."""

import ast
import re

from tests.architecture.source import ROOT, SRC, Module


def test_the_example_names_every_setting_and_no_other():
    reader = Module("eciap.config.env", SRC / "eciap/config/env.py")
    read = {
        node.args[0].value
        for node in ast.walk(reader.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "given.get"
        and isinstance(node.args[0], ast.Constant)
    }
    required = {"SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "MAIL_URL"}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == read
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == required
