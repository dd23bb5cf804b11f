# Xinsheng. `make help` lists what there is.
SHELL := /bin/sh
GO    ?= go
NPM   ?= npm
PORT  ?= 8080

# What the browser's assets are made of: styles, scripts, icons, and the pages whose class names the stylesheet carries.
ASSET_SOURCES := web/build.mjs web/package.json web/icon/names.txt \
	$(shell find web internal/paper -path web/node_modules -prune -o \( -name '*.css' -o -name '*.js' -o -name '*.templ' -o -name '*.svg' \) -not -path 'web/static/*' -print 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run dev test lint shots fmt generate assets build bench reset postgres press browser

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: postgres press build ## serve the demonstration on this machine (PORT=8080), with a private PostgreSQL in ./data
	@PORT=$(PORT) bin/xinsheng serve --local --demo

dev: postgres press build ## as run, and build and start again whenever a file changes
	@PORT=$(PORT) MAKE="$(MAKE)" sh scripts/dev.sh

test: postgres browser assets ## everything that is checked before a change goes in
	sh scripts/test.sh

lint: ## vet and golangci-lint
	$(GO) vet ./...
	$(GO) tool -modfile=tools/go.mod golangci-lint run

shots: postgres browser build ## pictures of every main page, as every role, into build/shots
	$(GO) run ./internal/browser/shots -program bin/xinsheng -into build/shots

fmt: ## put Go and templ files into their one form
	gofmt -w $$(git ls-files -co --exclude-standard '*.go')
	$(GO) tool templ fmt web internal/paper

generate: ## write the generated files anew
	$(GO) generate ./internal/text
	$(GO) tool templ generate
	$(GO) generate ./internal/server

assets: web/static/manifest.json ## build stylesheet and scripts, and take the fonts of papers

web/node_modules/.package-lock.json: web/package-lock.json
	$(NPM) ci --prefix web --ignore-scripts --no-audit --no-fund
	@touch $@

web/static/manifest.json: web/node_modules/.package-lock.json $(ASSET_SOURCES)
	$(NPM) run --silent build --prefix web
	@touch $@

build: assets ## build bin/xinsheng
	$(GO) build -o bin/xinsheng ./cmd/xinsheng

bench: postgres browser assets ## run the benchmarks, one package after another so that none disturbs the next
	XINSHENG_BROWSER=1 $(GO) test -p 1 -run '^$$' -bench . -benchmem ./...

reset: ## remove the data of make run for good
	rm -rf data

postgres:
	@sh scripts/need.sh postgres

press:
	@sh scripts/need.sh press

browser:
	@sh scripts/need.sh browser
