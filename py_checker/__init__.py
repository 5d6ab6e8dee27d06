"""py_checker: which project types and directions an applicant qualifies for, and on what ground.

Standard library only; the same on CPython and in Pyodide, byte for byte; speaks ids and values,
never prose; reads no clock, file or network (the command line in ``__main__`` apart).
"""

from py_checker.core.errors import CheckerError
from py_checker.wire import Checker

__version__ = "0.1.0"
__all__ = ["Checker", "CheckerError", "__version__"]
