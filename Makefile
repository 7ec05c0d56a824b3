# make demo   set up, and build the shipped articles into a site
# make test   set up, and run the tests
# make docs   write the list of checks into the documentation
# make check  what CI runs: format, lint, types, all tests

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/ready

.PHONY: demo test docs transcript check system judges screenshots bench lock clean

demo: $(READY)
	$(BIN)/tilshi build

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadgroup

docs: $(READY)
	$(BIN)/python -m workflow.manuals

# The session and the picture in docs/review.md, from a real terminal
transcript: $(READY)
	cd tests && ../$(BIN)/python -m transcript

check: $(READY) system judges
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	TILSHI_ALL=1 $(BIN)/python -m pytest -n auto --dist loadgroup

$(READY): pyproject.toml requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Tilshi needs Python 3.11 or newer"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Debian's packages that some tests need: GNU gettext, a browser, Han fonts for it, PostgreSQL, Java
system:
	@for program in msgmerge chromium fc-list java; do \
		command -v $$program >/dev/null || missing=1; done; \
	command -v npm >/dev/null || { missing=1; npm=npm; }; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing=1; \
	if [ -n "$$missing" ] || ! fc-list | grep -q CJK; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
		gettext chromium fonts-noto-cjk fontconfig postgresql postgresql-contrib \
		default-jre-headless $$npm >/dev/null; fi

# What judges the pages of the published site in tests: the W3C checker and axe, from npm
JUDGES := tests/judges/node_modules/.package-lock.json
judges: $(JUDGES)

$(JUDGES): tests/judges/package.json tests/judges/package-lock.json | system
	npm ci --prefix tests/judges --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
	@touch $@

# Pictures of the site and of the desk for the documentation, made of the shipped articles
screenshots: $(READY) system
	cd tests && ../$(BIN)/python -m judges.screenshots && PYTHONPATH=. ../$(BIN)/python -m judges.deskshots

bench: $(READY)
	$(BIN)/python -m benchmarks

lock: $(READY)
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --all-extras --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv .tilshi public dist tests/judges/node_modules
