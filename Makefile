# Two commands: `make` builds everything, `make test` runs all tests. `make help` lists the rest.
# Needs: Python 3.10 or newer with venv, make, git. Everything else is installed into .venv/ from hashed locks.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
export NO_MKDOCS_2_WARNING = 1
export PYTHONUTF8 = 1
# The measures share code with the tests.
MEASURE := PYTHONPATH=scripts:tests:tests/site:tests/measure:tests/interop $(PY)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all help lint-js python env env-test env-lint build validate tables site test lint interop verify bench proposals bench-packages bench-placing faults fuzz mutation picture lock clean downloads annotate diff patch editor links check-descriptor format format-check release tag archive publish commit-tables

##@ Every day

all: tables site ## build the environment, the tables, the downloads and the site; repeats only steps whose input has changed
	@echo
	@echo "data       data/recommendations.csv (and datapackage.json)"
	@echo "downloads  build/downloads/"
	@echo "site       build/site/index.html"

help: ## print this list
	@awk -F ':.*## ' '/^##@ /{printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## /{printf "  %-16s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || { echo "make: Python 3.10 or newer is needed; $(PYTHON) is not (try: make PYTHON=python3.12)." >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "make: this Python has no venv (on Debian: apt-get install python3-venv)." >&2; exit 2; }

env: $(VENV)/site.stamp ## install the environment in .venv/
env-test: $(VENV)/test.stamp
env-lint: $(VENV)/lint.stamp

$(VENV)/site.stamp: locks/site.txt locks/profiles.txt | python
	$(PYTHON) scripts/setup.py

$(VENV)/test.stamp: locks/test.txt $(VENV)/site.stamp
	$(PYTHON) scripts/setup.py test

$(VENV)/lint.stamp: locks/lint.txt $(VENV)/site.stamp
	$(PYTHON) scripts/setup.py lint

# Each of the three results stands for all that is built with it. It is built again when a file is newer, or a folder
# (then a file in it is new or gone). Tables count too: somebody may have edited one by mistake.
FOUND = $(shell find $(1) -name __pycache__ -prune -o -print)
RECORDS := $(call FOUND,data schemas) datapackage.json
CODE := $(filter %.py %.yaml %.json %.txt %.tsv %.html %.xml %.svg,$(call FOUND,scripts))

build/downloads/SHA256SUMS.txt: $(RECORDS) $(CODE) $(wildcard docs/*.md) CHANGELOG.md CITATION.cff | env
	$(PY) scripts/build.py --downloads
	$(PY) scripts/validate.py --frictionless
	@touch $@

tables: build/downloads/SHA256SUMS.txt ## build tables and downloads, then check everything, also with frictionless
	@echo "tables and downloads are up to date"

build: env ## build the tables and the built parts of pages; run this after a change of a record
	$(PY) scripts/build.py

validate: env ## check records, tables and package
	$(PY) scripts/validate.py --frictionless

format: env ## format the record files
	$(PY) scripts/format.py

format-check: env ## list record files that are not formatted; write nothing
	$(PY) scripts/format.py --check

editor: env ## write identifiers and codes for completion in an editor into schemas/editor/, even while records have errors
	$(PY) scripts/editor.py

downloads: env ## build the tables and build/downloads/
	$(PY) scripts/build.py --downloads

verify: env ## check every passage and span against the copies in SOURCES_DIR
	@test -n "$$SOURCES_DIR" || { echo "make verify: set SOURCES_DIR to the folder with your copies of the documents." >&2; exit 2; }
	$(PY) scripts/verify.py "$$SOURCES_DIR"

# The PDF reader of the page "Open my copy" is pdf.js, out of a package that carries it; nothing of it is in the repository.
build/pdfjs/LICENSE: locks/pdfjs.txt | env
	$(PYTHON) scripts/setup.py pdfjs

build/site/index.html: build/downloads/SHA256SUMS.txt build/pdfjs/LICENSE mkdocs.yml $(call FOUND,docs theme)
	$(PY) -m mkdocs build --strict --quiet
	@touch $@

site: build/site/index.html ## build the site into build/site/
	@echo "the site is up to date"

test: env-test lint build/pdfjs/LICENSE ## run make lint and all tests; SOURCES_DIR=<folder with your copies> adds those that need the documents
	$(PY) -m pytest -rs -n auto --dist worksteal

lint: env-lint lint-js ## check style, layout, types and imports between packages (under a minute)
	$(VENV)/bin/ruff check --no-cache .
	$(VENV)/bin/ruff format --no-cache --check --quiet .
	$(VENV)/bin/mypy
	PYTHONPATH=scripts $(VENV)/bin/lint-imports --no-cache

lint-js: env-lint ## check the site's JavaScript
	$(VENV)/bin/oxlint --deny-warnings docs/assets

clean: ## remove build/ and .venv/
	rm -rf build $(VENV)

##@ Tests and measures that take minutes

interop: site ## check the downloads with other tools, and build the site with ProperDocs, each in its own environment (needs R with readr)
	$(PY) tests/interop/run.py

fuzz: env-test ## damage records, schemas, tables and packages at random and run the commands on them (FUZZ=<cases>; minutes)
	$(MEASURE) tests/measure/fuzz.py $${FUZZ:-}

faults: env-test ## put single faults into our own data and record which ones the rules report (minutes)
	nice $(MEASURE) tests/measure/faults/run.py

mutation: env-test ## change the rules one operator at a time and record which changes their fixtures detect (minutes)
	$(MEASURE) tests/measure/mutation.py

proposals: env-test ## measure the proposals for a folder of documents in which the requests are marked (MARKS=<folder>)
	@test -n "$(MARKS)" || { echo "make proposals: set MARKS to a folder of documents with marks; see docs/proposals.md." >&2; exit 2; }
	$(MEASURE) tests/measure/bench_proposals.py $(MARKS)

bench: env-test ## measure speed and compare it with similar tools (minutes)
	$(MEASURE) tests/measure/bench.py
	$(MEASURE) tests/measure/bench_proposals.py
	$(MEASURE) tests/measure/bench_site.py

picture: site env-test ## take the picture of the home page for the README (needs Chromium)
	$(MEASURE) tests/measure/picture.py

bench-placing: env-test ## find passages in damaged copies of the documents in SOURCES_DIR, and compare with version 1.0.0 (minutes)
	$(MEASURE) tests/measure/bench_placing.py --against de40871 --write

bench-packages: env-test ## measure the validator for any package and compare it with similar tools (SIZES="1000 10000"; minutes)
	$(MEASURE) tests/measure/bench_packages.py $(SIZES) --write

##@ For maintainers and workflows

LOCK := uv pip compile --universal --python-version 3.10 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet
lock: ## update the fixed package versions in locks/ (needs uv in PATH)
	$(LOCK) pyproject.toml --group corpus --group site --group export -o locks/site.txt
	$(LOCK) pyproject.toml --group corpus --group site --group export --group test -o locks/test.txt
	for name in pdf review; do $(LOCK) --group $$name -c locks/test.txt -o locks/$$name.txt || exit 1; done
	$(LOCK) --no-deps --group profiles -o locks/profiles.txt
	$(LOCK) pyproject.toml --group corpus --group site --group export --group lint -c locks/test.txt -o locks/lint.txt
	$(subst 3.10,3.12,$(LOCK)) --group descriptor -o locks/descriptor.txt
	$(LOCK) --no-deps locks/pdfjs.in -o locks/pdfjs.txt
	for name in tests/interop/locks/*.in; do $(LOCK) "$$name" -o "$${name%.in}.txt" || exit 1; done

VERSION_NOW = sed -n 's/^version: //p' data/records/package.yaml
# A push with TOKEN, which stays out of the configuration and of the log.
PUSH = git -c http.extraHeader="Authorization: Basic $$(printf 'x-access-token:%s' "$$TOKEN" | base64 | tr -d '\n')" push --quiet --atomic origin
# All files under version control that scripts/build.py writes.
BUILT = $$($(PY) scripts/build.py --list)

annotate: env ## check everything and print problems as GitHub annotations; outdated tables and layout are warnings
	$(PY) scripts/validate.py --frictionless --format github --stale warn
	@$(PY) scripts/format.py --check --format github || true

diff: env ## print what has changed since SINCE=<version or branch> (default: the last version); write build/patch/review.md
	@mkdir -p build/patch
	@$(PY) scripts/release.py --diff --limit 150 $${SINCE:+--since "$$SINCE"} > build/patch/review.md
	@cat build/patch/review.md

patch: format build ## write build/patch/tables.patch, which formats records and updates tables, if anything needs it
	@mkdir -p build/patch
	@git add --intent-to-add -- $(BUILT)
	@git diff --binary -- data/records $(BUILT) > build/patch/tables.patch
	@test -s build/patch/tables.patch || rm build/patch/tables.patch

links: env ## check that every address in records and pages answers (minutes)
	$(PY) scripts/links.py

check-descriptor: $(VENV)/descriptor.stamp ## check datapackage.json with check-datapackage (Python 3.12 or newer)
	$(VENV)/bin/cdp check datapackage.json

$(VENV)/descriptor.stamp: locks/descriptor.txt | python
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/descriptor.txt
	@touch $@

release: env ## write the next version, its changelog entry and its tables (VERSION=<a greater number>)
	$(PY) scripts/release.py --write $${VERSION:+--version "$$VERSION"}

tag: ## commit what make release wrote, and tag it
	git commit --quiet --all --message "Version $$($(VERSION_NOW))"
	git tag "v$$($(VERSION_NOW))"

archive: env ## write the archive of the committed version, with checksums, notes and Zenodo metadata, into build/release/
	$(PY) scripts/release.py --archive build/release

publish: ## push main and tag, and publish build/release/ on GitHub (TOKEN=<one that may write>)
	@for name in homepage contact; do \
	  grep -Eq "^$$name: *[^ #]" data/records/package.yaml || { echo "make publish: $$name in data/records/package.yaml is empty; fill it, make the release again, then publish." >&2; exit 2; }; \
	done
	@$(PUSH) HEAD:refs/heads/main "refs/tags/v$$($(VERSION_NOW))"
	@GH_TOKEN="$$TOKEN" gh release create "v$$($(VERSION_NOW))" build/release/*.zip build/release/*.txt build/release/*.json --verify-tag --title "$$($(VERSION_NOW))" --notes-file build/release/notes.md

commit-tables: env ## commit updated tables and formatted records, and push them (TOKEN=<one that may write>)
	@git add -- data/records $(BUILT)
	@git diff --cached --quiet || { git commit --quiet --message "Tables built from the records" && $(PUSH) HEAD:refs/heads/main; }
