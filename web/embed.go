// Package web holds the pages of the product: layout, components and pages in templ, and the built assets of the browser.
//
// This package itself knows only the assets: stylesheet, script and favicon, built by make assets into static/ under names that carry
// a hash of their content, so that a browser may keep them for ever.
package web

import (
	"embed"
	"encoding/json"
	"io/fs"
	"path"
	"sync"
)

// AssetPrefix is the path below which the server answers with Static.
const AssetPrefix = "/static/"

// The placeholder .keep lets the program be built and vetted before its assets are.
//
//go:embed all:static
var static embed.FS

// Static returns the built assets, to be served below AssetPrefix. A name that Immutable accepts never changes its content.
func Static() fs.FS {
	sub, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the directory is part of the program
	}
	return sub
}

// manifest maps an asset's plain name to its hashed one; it is empty before the assets are built.
var manifest = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	raw, err := static.ReadFile("static/manifest.json")
	if err != nil {
		return m
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		panic(err) // make assets wrote it
	}
	return m
})

// Asset returns the address of an asset: "app.css" gives "/static/app.<hash>.css". Before the assets are built it is the plain name.
func Asset(name string) string {
	if hashed, ok := manifest()[name]; ok {
		name = hashed
	}
	return AssetPrefix + name
}

// Immutable reports whether name, as requested below AssetPrefix, is one of the hashed names, to be cached for ever.
func Immutable(name string) bool {
	for _, hashed := range manifest() {
		if hashed == path.Clean(name) {
			return true
		}
	}
	return false
}

// Built reports whether the program carries its assets; without them pages work but are unstyled.
func Built() bool { return len(manifest()) > 0 }
