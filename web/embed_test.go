package web_test

import (
	"io/fs"
	"regexp"
	"testing"

	"xinsheng/web"
)

var hashed = regexp.MustCompile(`^/static/app\.[0-9a-f]{12}\.css$`)

func TestAssetsHaveHashedNames(t *testing.T) {
	if !web.Built() {
		if got := web.Asset("app.css"); got != "/static/app.css" {
			t.Errorf("unbuilt: %s", got)
		}
		t.Skip("assets are not built; make assets builds them")
	}
	address := web.Asset("app.css")
	if !hashed.MatchString(address) {
		t.Fatalf("address of the stylesheet is %s", address)
	}
	name := address[len(web.AssetPrefix):]
	if _, err := fs.Stat(web.Static(), name); err != nil {
		t.Error(err)
	}
	if !web.Immutable(name) || web.Immutable("manifest.json") || web.Immutable("app.css") {
		t.Error("only hashed names may be cached for ever")
	}
}
