# make run      set everything up and open the sample case (without a screen: its matrix here, its brief in build/)
# make test     set up the same way, then all static checks and tests
# make nightly  the long set of what may go wrong, with a table of what was lost; MINUTES=10 shares out that time
# make bench    the benchmarks: ratios against a floor measured in the same run
# make lock     write the lock files anew after a change of dependencies

PYTHON ?= $(shell .ci/find-python)
BIN := .venv/bin
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/pytest
SAMPLE := build/Sample case.rapporteur

.PHONY: run test check bench nightly lock clean

run: .venv/run.stamp
	@.ci/start "$(SAMPLE)"

test: .venv/test.stamp
	@$(BIN)/python .ci/qt_packages.py --install
	@$(MAKE) --no-print-directory check
	$(PYTEST) -n auto --dist worksteal --cache-clear || { echo "== Once more, alone and in order: what failed. What passes now is unsteady; look into it."; $(PYTEST) --last-failed --last-failed-no-failures none; }

check: .venv/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/test.stamp
	@$(BIN)/python .ci/qt_packages.py --install
	@set -e; for each in tests/bench/bench_*.py; do echo; echo "== $$each"; $(BIN)/python $$each; done

nightly: .venv/test.stamp
	$(BIN)/python tests/reliability/nightly.py $(if $(MINUTES),--minutes $(MINUTES))

lock: .venv/test.stamp
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements-dev.lock

.venv/bin/python:
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv is missing: sudo apt-get install python3-venv" >&2; exit 1; }

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	@.ci/install requirements.lock
	@touch $@

.venv/test.stamp: requirements-dev.lock pyproject.toml | .venv/bin/python
	@.ci/install requirements-dev.lock
	@touch $@ .venv/run.stamp

clean:
	rm -rf build .venv
