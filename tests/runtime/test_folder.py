"""The browser's Python: the very code of py_checker, compiled, complete, and able to start."""

from __future__ import annotations

import _imp
import gzip
import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

import py_checker
from build_scripts.runtime.folder import BOOT, build_runtime
from build_scripts.runtime.stdlib import module_of, read_modules
from build_scripts.runtime.wheel import RuntimeBuildError, build_wheel

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".cache"
STOCK_LIBRARY = ROOT / "node_modules" / "pyodide" / "python_stdlib.zip"

pytestmark = pytest.mark.built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def runtime(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runtime")
    build_runtime(ROOT, wheel, folder, CACHE)
    return folder


def manifest_of(runtime: Path) -> dict[str, Any]:
    return json.loads((runtime / "runtime.json").read_text(encoding="utf-8"))


def folder_of(runtime: Path) -> Path:
    return runtime / manifest_of(runtime)["folder"]


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def library_of(runtime: Path) -> dict[str, bytes]:
    packed = (folder_of(runtime) / "python.zip.bin").read_bytes()
    return contents(io.BytesIO(gzip.decompress(packed)))


def contents(archive: Path | io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def sources_of_py_checker() -> dict[str, bytes]:
    package = ROOT / "py_checker"
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in package.rglob("*.py")}


def assert_compiled_from(bytecode: dict[str, bytes], sources: dict[str, bytes]) -> None:
    """Bytecode holds a hash of its source, keyed with the magic number of its Python."""
    assert {f"{name}c" for name in sources} == set(bytecode)
    for name, source in sources.items():
        compiled = bytecode[f"{name}c"]
        magic = int.from_bytes(compiled[:4], "little")
        assert compiled[8:16] == _imp.source_hash(magic, source), name


def make_wheel(folder: Path, source: str) -> Path:
    path = folder / "py_checker-9-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {
            "py_checker/__init__.py": source,
            "py_checker-9.dist-info/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
            "py_checker-9.dist-info/RECORD": "",
        }.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # no clock: the cache knows it next time
    return path


def test_the_wheel_holds_the_sources_that_the_tests_run(wheel: Path) -> None:
    in_wheel = {name: data for name, data in contents(wheel).items() if name.endswith(".py")}
    assert in_wheel == sources_of_py_checker()


def test_the_wheel_carries_the_version_of_the_package(wheel: Path) -> None:
    assert wheel.name == f"py_checker-{py_checker.__version__}-py3-none-any.whl"


def test_building_the_wheel_again_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    assert build_wheel(ROOT, tmp_path).read_bytes() == wheel.read_bytes()


def test_a_wheel_that_cannot_be_built_is_explained(tmp_path: Path) -> None:
    (tmp_path / "py_checker").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 3\n", encoding="utf-8")
    with pytest.raises(RuntimeBuildError, match=r"无法打包 py_checker.*could not be built"):
        build_wheel(tmp_path, tmp_path / "out")


def test_building_the_wheel_leaves_nothing_in_the_tree(wheel: Path) -> None:
    assert wheel.is_file()
    assert not (ROOT / "build").exists()
    assert not list(ROOT.glob("*.egg-info"))


def test_the_shipped_bytecode_was_made_from_the_sources_in_the_tree(runtime: Path) -> None:
    shipped = library_of(runtime)
    bytecode = {name: data for name, data in shipped.items() if name.startswith("py_checker/")}
    assert_compiled_from(bytecode, sources_of_py_checker())


def test_the_rest_of_the_archive_is_the_listed_part_of_pyodides_library_compiled(runtime: Path) -> None:
    listed = read_modules().kept
    sources = {name: data for name, data in contents(STOCK_LIBRARY).items() if module_of(name) in listed}
    shipped = library_of(runtime)
    bytecode = {name: data for name, data in shipped.items() if not name.startswith("py_checker/")}
    assert_compiled_from(bytecode, sources)


def test_the_manifest_tells_the_truth_about_every_file(runtime: Path) -> None:
    found = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in folder_of(runtime).iterdir()
    }
    assert manifest_of(runtime)["files"] == found
    assert set(found) == {
        "pyodide.js",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "pyodide.asm.wasm.bin",
        "python.mem.bin",
        "python.zip.bin",
    }
    assert {path.name for path in runtime.iterdir()} == {"runtime.json", "probe.wasm", folder_of(runtime).name}


def test_the_packed_webassembly_is_the_plain_one(runtime: Path) -> None:
    plain = folder_of(runtime) / "pyodide.asm.wasm"
    assert gzip.decompress(plain.with_name("pyodide.asm.wasm.bin").read_bytes()) == plain.read_bytes()


def test_the_probe_is_webassembly_large_enough_to_be_compressed(runtime: Path) -> None:
    probe = runtime / "probe.wasm"
    assert probe.stat().st_size > 4000
    check = f"WebAssembly.compile(require('fs').readFileSync({str(probe)!r}))"
    assert subprocess.run(["node", "-e", check], check=False).returncode == 0


def test_a_visit_moves_little_even_where_the_host_compresses_nothing(runtime: Path) -> None:
    files = manifest_of(runtime)["files"]
    other_ways = ("pyodide.asm.wasm", "python.mem.bin")
    moved = {name: file["bytes"] for name, file in files.items() if name not in other_ways}
    assert sum(moved.values()) < 4_750_000
    scripts = [(folder_of(runtime) / name).read_bytes() for name in moved if name.endswith(".js")]
    packed = sum(size for name, size in moved.items() if not name.endswith(".js"))
    assert packed + sum(len(gzip.compress(script)) for script in scripts) < 4_100_000, "where it knows gzip"


def test_other_code_gets_another_folder(runtime: Path, tmp_path: Path) -> None:
    changed = make_wheel(tmp_path, "__version__ = '9'\n")
    build_runtime(ROOT, changed, tmp_path / "out", CACHE)
    assert folder_of(tmp_path / "out").name != folder_of(runtime).name
    assert len([path for path in (tmp_path / "out").iterdir() if path.is_dir()]) == 1


def test_the_runtime_can_fetch_no_package_from_elsewhere(runtime: Path) -> None:
    assert manifest_of(runtime)["lock"]["packages"] == {}


def test_the_runtime_starts_and_imports_py_checker(runtime: Path) -> None:
    run = subprocess.run(
        ["node", str(BOOT), f"{runtime}/"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    manifest = manifest_of(runtime)
    found = json.loads(run.stdout)
    assert found["pyodide"] == manifest["pyodide"]
    assert found["py_checker"] == py_checker.__version__
    assert found["origin"] == "/lib/python314.zip/py_checker/__init__.pyc"


def test_building_from_nothing_gives_the_same_bytes(runtime: Path, wheel: Path, tmp_path: Path) -> None:
    cache, again = tmp_path / "cache", tmp_path / "again"
    for tools in CACHE.glob("pyodide-build-*"):  # saves the download, nothing else
        shutil.copytree(tools, cache / tools.name)
    for packed in CACHE.glob("zopfli-*"):  # saves packing the very same bytes again
        shutil.copy(packed, cache)
    build_runtime(ROOT, wheel, again, cache)
    assert files_below(again) == files_below(runtime)


def test_where_no_memory_can_be_written_down_the_build_says_so_and_goes_on(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken.mjs"
    broken.write_text("throw new Error('no such option')\n", encoding="utf-8")
    monkeypatch.setattr("build_scripts.runtime.snapshot.WRITER", broken)
    manifest = build_runtime(ROOT, wheel, tmp_path / "out", CACHE)
    assert "python.mem.bin" not in manifest["files"]
    assert "没有快速启动" in caplog.text
    assert "no such option" in caplog.text


def test_a_wheel_that_does_not_compile_stops_the_build(runtime: Path, tmp_path: Path) -> None:
    broken = make_wheel(tmp_path, "x = = 1\n")
    with pytest.raises(RuntimeBuildError, match=r"(?s)运行失败.*failed.*SyntaxError"):
        build_runtime(ROOT, broken, tmp_path / "out", CACHE)
    assert runtime.is_dir()


def test_a_wheel_that_cannot_be_imported_stops_the_build(tmp_path: Path) -> None:
    broken = make_wheel(tmp_path, "import yaml\n")
    with pytest.raises(RuntimeBuildError, match=r"(?s)运行失败.*No module named 'yaml'"):
        build_runtime(ROOT, broken, tmp_path / "out", CACHE)


def test_missing_npm_packages_are_explained(wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(RuntimeBuildError, match=r"缺少.*pyodide\.asm\.wasm.*`make build`"):
        build_runtime(tmp_path, wheel, tmp_path / "out", tmp_path / "cache")


def test_a_missing_node_is_explained(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    for tools in CACHE.glob("pyodide-build-*"):
        shutil.copytree(tools, cache / tools.name)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeBuildError, match=r"找不到 node.*install Node\.js"):
        build_runtime(ROOT, wheel, tmp_path / "out", cache)


def test_a_folder_with_other_files_is_left_alone(runtime: Path, wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RuntimeBuildError, match="holds other files"):
        build_runtime(ROOT, wheel, tmp_path, CACHE)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert runtime.is_dir()
