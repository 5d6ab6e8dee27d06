"""Compiles one archive to bytecode with pyodide-build. Runs inside Pyodide, never on this machine.

compile.mjs makes pyodide-build importable, mounts a folder at /work and runs this file.
/work/in holds one wheel or zip; the compiled archive goes to /work/out.

A Python that optimizes (the standard library: no docstrings, no asserts) also leaves out which line
of a function an instruction came from: a third of what such a library weighs when it is compressed,
and of use only to somebody who mends the library itself. py_checker keeps all of it.
"""

import marshal
import shutil
import sys
import types
import zipfile
from pathlib import Path

from pyodide_build._py_compile import _py_compile_archive

WORK = Path("/work")
HEADER = 16  # magic number, flags, hash of the source
UNCHECKED = (1).to_bytes(4, "little")  # a hash that is there, and need not be compared: no source travels


def compile_archive(archive: Path, target: Path) -> None:
    """Write the compiled twin of ``archive`` as ``target``."""
    scratch = Path("/scratch")
    scratch.mkdir()
    copy = Path(shutil.copy(archive, scratch))
    compiled = _py_compile_archive(copy, keep=False, verbose=False, compression_level=0)
    if compiled is None:
        raise RuntimeError(f"pyodide-build found nothing to compile in {archive.name}")
    with zipfile.ZipFile(compiled) as stale, zipfile.ZipFile(target, "w") as mended:
        for name in stale.namelist():
            content = stale.read(name)
            if name.endswith(".pyc"):
                mended.writestr(zipfile.ZipInfo(name), _mended(content))


def _mended(bytecode: bytes) -> bytes:
    header = bytecode[:4] + UNCHECKED + bytecode[8:HEADER]
    if not sys.flags.optimize:
        return header + bytecode[HEADER:]
    code = marshal.loads(bytecode[HEADER:])  # noqa: S302 - compiled a moment ago
    return header + marshal.dumps(_without_lines(code))


def _without_lines(code: types.CodeType) -> types.CodeType:
    """Say of every instruction that it came from the first line: tracebacks stay in order, if coarse.

    A location table entry (PEP 626; kind 13, no columns) covers up to eight units of two bytes.
    """
    full, rest = divmod(len(code.co_code) // 2, 8)
    table = _first_line(8) * full + (_first_line(rest) if rest else b"")
    inner = [_without_lines(part) if isinstance(part, types.CodeType) else part for part in code.co_consts]
    return code.replace(co_linetable=table, co_consts=tuple(inner))


def _first_line(units: int) -> bytes:
    return bytes([0x80 | 13 << 3 | units - 1, 0])


for found in (WORK / "in").iterdir():
    compile_archive(found, WORK / "out" / f"{found.stem}.zip")
