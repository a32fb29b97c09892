# Two commands are all one needs: make demo, make test. The rest is for those who change the code.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONWARNINGS ?= default::SyntaxWarning

.PHONY: demo test test-long lint messages map check check-live check-live-short check-calendars check-calendars-short check-site check-site-short bench bench-short clean

# What is compiled is kept, whatever this machine says of it: only what the demo needs ever is.
demo: $(VENV)/.runtime
	@PYTHONDONTWRITEBYTECODE= exec $(BIN)/python -W ignore::UserWarning -m hub demo

# What one worker has compiled is kept for the other and for the next run: half of what looking for the tests costs.
test: $(VENV)/.dev
	@PYTHONDONTWRITEBYTECODE= exec $(BIN)/python -m pytest -n $${WORKERS:-2} -m "not production and not long and not browser" $(ARGS)

# What takes minutes: whatever needs a browser, every page under axe, then two real servers behind Debian's nginx, killed and restarted
# (needs chromium, nginx, openssl, postgresql, redis-server).
test-long: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $${WORKERS:-2} -m "long or browser" $(ARGS)
	@$(BIN)/python -m pytest -m production $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	HUB_DATA_DIR=$$(mktemp -d) $(BIN)/mypy
	HUB_DATA_DIR=$$(mktemp -d) $(BIN)/python -m hub makemigrations --check --dry-run

# Gathers the texts, fills the English catalogue with itself, and compiles all three (needs gettext).
messages: $(VENV)/.dev
	PYTHON=$(BIN)/python HUB_DATA_DIR=$$(mktemp -d) $(BIN)/python tests/tools/messages.py

# Writes the map of the modules into the README.
map: $(VENV)/.dev
	$(BIN)/python tests/tools/map.py

check: lint test

# Attacks real servers with clients of their own, on SQLite alone and on two processes with Postgres and Redis: twenty
# minutes, or four (what CI runs). ARGS="--only attack --mode production --seed 15" narrows it down.
check-live: $(VENV)/.dev
	@exec $(BIN)/python -m tests.faults $(ARGS)

check-live-short: $(VENV)/.dev
	@exec $(BIN)/python -m tests.faults --short $(ARGS)

# The promises of the public site, each with its figure: pages behind nginx, caches, weight, a slow network, axe, Lighthouse,
# and the rules that tests prove, on Postgres too; twenty minutes, or three (needs chromium, nginx, postgresql, and
# `npm ci --prefix tests/node`).
# ARGS="--only lighthouse" narrows it down.
check-site: $(VENV)/.dev
	@exec $(BIN)/python -W ignore -m tests.site $(ARGS)

check-site-short: $(VENV)/.dev
	@exec $(BIN)/python -W ignore -m tests.site --short $(ARGS)

# Every promise of calendars and seats with its figure: readers, texts, zones, lives, costs, two hundred people for ten seats on
# two servers, five hundred calendars that ask: half an hour, or two minutes (what CI runs). ARGS="--only rush" narrows it down.
check-calendars: $(VENV)/.dev
	@exec $(BIN)/python -W ignore -m tests.calendars $(ARGS)

check-calendars-short: $(VENV)/.dev
	@exec $(BIN)/python -W ignore -m tests.calendars --short $(ARGS)

# What the live rooms cost and how long they take, against what others do, and what the home page costs: one table, a quarter
# of an hour on a quiet machine (DATABASE_URL: on that Postgres). socket.io comes by npm, ejabberd by Debian; who is not here is said to be absent.
# ARGS="--only room" measures one row, ARGS=--write keeps a whole run's table in docs/live.md.
bench: $(VENV)/.dev
	@$(BIN)/python -W ignore -m tests.benchmarks.run $(ARGS)

# A few of the rows with fewer members, in two minutes; it fails where the figures are far off.
bench-short: $(VENV)/.dev
	@$(BIN)/python -W ignore -m tests.benchmarks.run --short $(ARGS)

clean:
	rm -rf $(VENV) var build *.egg-info

define install
	@tests/tools/venv.sh $(VENV) "$(PYTHON)" "$(1)"
	@touch $@
endef

$(VENV)/.runtime: pyproject.toml
	$(call install,.[production])

$(VENV)/.dev: pyproject.toml
	$(call install,.[dev])
	@touch $(VENV)/.runtime
