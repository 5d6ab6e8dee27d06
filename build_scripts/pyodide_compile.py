"""Compiles one archive to bytecode with pyodide-build. Runs inside Pyodide, never on this machine.

pyodide_compile.mjs makes pyodide-build importable, mounts a folder at /work and runs this file.
/work/in holds one wheel or zip; the compiled archive goes to /work/out. pyodide-build leaves a
wheel's tag and RECORD as they were, so both are written anew.
"""

import shutil
import zipfile
from pathlib import Path

from pyodide_build._py_compile import _py_compile_archive
from wheel.wheelfile import WheelFile

WORK = Path("/work")
LEVEL = 9  # deflated: plain hosts seldom compress .zip and .whl; unpacking costs 60 ms at start


def compile_archive(archive: Path, target_dir: Path) -> None:
    """Write the compiled twin of ``archive`` into ``target_dir``; a wheel's name gets a new tag."""
    scratch = Path("/scratch")
    scratch.mkdir()
    copy = Path(shutil.copy(archive, scratch))
    compiled = _py_compile_archive(copy, keep=False, verbose=False, compression_level=LEVEL)
    if compiled is None:
        raise RuntimeError(f"pyodide-build found nothing to compile in {archive.name}")
    if compiled.suffix == ".whl":
        _mend_wheel(compiled, target_dir / compiled.name)
    else:
        shutil.copyfile(compiled, target_dir / compiled.name)


def _mend_wheel(compiled: Path, target: Path) -> None:
    """Copy a compiled wheel so that its WHEEL file tells its real tag and RECORD its real files."""
    tag = "-".join(compiled.stem.split("-")[-3:])
    with zipfile.ZipFile(compiled) as stale, WheelFile(target, "w") as mended:
        for name in stale.namelist():
            if name == mended.record_path:
                continue  # WheelFile writes it on closing
            content = stale.read(name)
            if name == f"{mended.dist_info_path}/WHEEL":
                lines = content.decode().splitlines()
                kept = [line for line in lines if not line.startswith("Tag:")]
                content = "\n".join([*filter(None, kept), f"Tag: {tag}", ""]).encode()
            mended.writestr(name, content)


for found in (WORK / "in").iterdir():
    compile_archive(found, WORK / "out")
