# 决算公开. `make demo` and `make test` each do all the set-up they need; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
SAMPLES := data/samples/wuhan-center-2024 data/samples/jiangan-2022
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist loadfile
export PYTHONUTF8 := 1

.PHONY: demo test test-all lint browser format bench bench-batch docs lock clean setup system help
.DEFAULT_GOAL := help

# demo: 生成两个示例单位的决算公开（DOCX、PDF）到 output/ · builds two sample units into output/
demo: setup
	@set -e; for sample in $(SAMPLES); do $(BIN)/juesuan build $$sample -o output; done

# test: 代码检查和测试 · lint and tests, without the slow ones; the same examples each time
test: lint browser
	$(PYTEST) -m "not slow" --hypothesis-profile=ci

# test-all: 代码检查和全部测试 · lint and all tests; new random examples each time
test-all: lint browser
	$(PYTEST)

# lint: 只做代码检查 · ruff, mypy --strict, import contracts
lint: setup
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo > $(VENV)/imports.log || { cat $(VENV)/imports.log; false; }

# format: 整理代码格式 · formats the code, mends what ruff can mend
format: setup
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

# bench: 与直接写的脚本比较用时和内存 · CPU time and memory against plain scripts
bench: setup
	$(BIN)/python -m benchmarks.bench

# bench-batch: 批量生成的用时和内存 · a department of 200 units beside the plain scripts and LibreOffice
bench-batch: setup
	$(BIN)/python -m benchmarks.batch --one

# docs: 重新生成由程序导出的文件 · regenerates what the program writes about itself
docs: setup
	$(BIN)/juesuan manual

# lock: 按 .venv 更新依赖锁定文件 · pins what is installed in .venv
lock:
	$(BIN)/python setup/lock.py

# clean: 删除生成的文件和缓存，保留 .venv 和字体 · removes output and caches, keeps .venv and fonts
clean:
	rm -rf output .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find generator tests benchmarks setup -name __pycache__ -prune -exec rm -rf {} +

# setup: 安装系统软件包、字体、.venv · installs system packages, fonts and .venv; quick when all is there
setup: $(VENV)/.project

$(VENV)/.packages: setup/requirements.txt | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新 / needs Python 3.11: make PYTHON=python3.11 …"; false; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	@echo "安装 Python 软件包 / installing Python packages"
	@$(PIP) install --no-deps -r setup/requirements.txt
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.packages | system
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

system:
	@setup/system.sh $(PYTHON)

browser: | system
	@setup/browser.sh

# help: 列出命令 · lists the targets
help:
	@sed -n 's/^# \([a-z-]*\): \(.*\)/\1\t\2/p' Makefile | awk -F'\t' '{printf "make %-9s %s\n", $$1, $$2}'
