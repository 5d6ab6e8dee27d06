"""Pyodide without what only extension modules would call; that it answers the same is shown in test_pyodide.py."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from build_scripts.runtime.slim import SLIMMED, slim

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = ROOT / "node_modules"
COUNT = """
const bytes = require("fs").readFileSync(process.argv[1]);
console.log(WebAssembly.Module.exports(new WebAssembly.Module(bytes)).length);
"""

pytestmark = pytest.mark.built


def exports(wasm: Path) -> int:
    return int(subprocess.run(["node", "-e", COUNT, str(wasm)], capture_output=True, check=True).stdout)


def test_it_hands_out_a_tenth_and_is_a_tenth_smaller() -> None:
    stock = MODULES / "pyodide"
    files = slim(stock, MODULES / "binaryen", ROOT / ".cache")
    assert files["pyodide.mjs"] == stock / "pyodide.mjs"
    script, wasm = (files[name] for name in SLIMMED)
    assert exports(wasm) < exports(stock / wasm.name) / 10
    assert wasm.stat().st_size < (stock / wasm.name).stat().st_size * 0.92
    assert script.stat().st_size < (stock / script.name).stat().st_size * 0.7


def test_a_pyodide_that_is_written_otherwise_is_left_as_it_comes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = tmp_path / "pyodide"
    other.mkdir()
    for name in ("pyodide.mjs", *SLIMMED):
        (other / name).write_text("export default () => {};\n", encoding="utf-8")
    binaryen = tmp_path / "binaryen"
    binaryen.mkdir()
    (binaryen / "package.json").write_text(json.dumps({"name": "binaryen"}), encoding="utf-8")
    assert slim(other, binaryen, tmp_path) == {name: other / name for name in ("pyodide.mjs", *SLIMMED)}
    [told] = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert told.startswith("没有精简")
    assert "Not slimmed" in told
    assert not list(tmp_path.glob("slim-*"))
