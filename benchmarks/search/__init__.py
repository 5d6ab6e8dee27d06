"""How well the search finds, beside Material's own and Pagefind: ``python -m benchmarks.search``."""
