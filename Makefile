# Everything sets itself up: Python in .venv, npm packages in node_modules, caches in .cache.
# A set-up step runs again only when its lock file has changed.

PORT ?= 8000
PYTHON := .venv/bin/python
READY := .venv/.ready node_modules/.ready
NPM := node_modules/.bin
TYPED := page worker service-worker node
SHEETS := "{docs/assets,build_scripts,overrides}/**/*.css"
UV := .cache/uv/bin/uv
LOCK := $(UV) pip compile --quiet --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help serve test test-fast build check lint clean lock

help: ## 列出全部命令 / list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1	/'

serve: $(READY) ## 本地预览，修改后自动刷新（PORT=8000）/ preview with live reload
	@$(PYTHON) -m build_scripts serve --port $(PORT)

test: lint browser firefox ## 全部测试 / every test
	@node --test --test-reporter=dot tests/scripts/*.test.mjs
	@rm -f .cache/coverage .cache/coverage.*
	@$(PYTHON) -m coverage run -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
	@$(PYTHON) -m coverage combine --quiet
	@$(PYTHON) -m coverage report --include 'py_checker/*' --fail-under 95
	@$(PYTHON) -m coverage report --include 'build_scripts/*' --fail-under 90

test-fast: $(READY) ## 不用浏览器的测试 / the tests that need no browser
	@$(PYTHON) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder -m "not built" --quiet

build: $(READY) ## 生成网站到 site/ / build the site into site/
	@$(PYTHON) -m build_scripts build

check: .venv/.ready ## 检查全部数据 / check all data
	@$(PYTHON) -m build_scripts check

.PHONY: mutate bench bench-search bench-lighthouse
mutate: .venv/.ready ## 逐一改错规则，看案例能否发现 / would the scenarios notice a wrong rule?
	@$(PYTHON) -m build_scripts mutate

bench: build browser ## 测速：核对、浏览器内、导入、问题数 / benchmark
	@$(PYTHON) -m benchmarks

bench-search: build browser ## 搜索：和 Material、Pagefind 比较 / the search beside others
	@$(PYTHON) -m benchmarks.search

bench-lighthouse: build browser ## Lighthouse 评分（机器要空闲）/ Lighthouse's scores, on a quiet machine
	@$(PYTHON) -m benchmarks.lighthouse

lint: $(READY) ## 检查全部代码 / lint all code
	@$(PYTHON) -m ruff check --quiet
	@$(PYTHON) -m ruff format --check --quiet
	@$(PYTHON) -m mypy
	@for project in $(TYPED); do $(NPM)/tsc --project tsconfig/$$project.json || exit 1; done
	@$(NPM)/eslint --cache --cache-location .cache/eslint .
	@$(NPM)/stylelint --cache --cache-location .cache/stylelint $(SHEETS)

clean: ## 删除一切生成物 / remove all that was made
	@rm -rf .venv node_modules .cache site .hypothesis .pytest_cache .ruff_cache
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

lock: $(UV) ## 更新锁文件（全部升级：UPGRADE=--upgrade）/ renew the lock files
	@$(LOCK) $(UPGRADE) --universal --python-version 3.11 requirements.in -o requirements.lock
	@$(LOCK) $(UPGRADE) --python-platform wasm32-pyodide2024 --python-version 3.14 --only-binary :all: \
		requirements-pyodide-build.in -o requirements-pyodide-build.lock
	@npm install --package-lock-only --loglevel=error

# --- set-up

.PHONY: browser firefox
browser firefox: .venv/.ready
	@bash build_scripts/tools/setup.sh $@

.venv/.ready: requirements.lock
	@bash build_scripts/tools/setup.sh python
	@touch $@

node_modules/.ready: package-lock.json
	@bash build_scripts/tools/setup.sh node
	@touch $@

$(UV):
	@python3 -m venv .cache/uv
	@.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
