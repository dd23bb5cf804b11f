package text_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	declared  = regexp.MustCompile(`(?m)^\t(\w+)\s+(?:Key|Family) = `)
	used      = regexp.MustCompile(`\btext\.([A-Z]\w*)`)
	generated = regexp.MustCompile(`^(keys_\w+|families)\.go$`)
	named     = regexp.MustCompile(`\b([A-Z]\w*)\b`) // in this package itself
)

// TestNoSentenceIsUnused finds sentences that no page says any more.
func TestNoSentenceIsUnused(t *testing.T) {
	says := map[string]bool{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "build" || d.Name() == "data") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".templ") && !strings.HasSuffix(path, ".go") || generated.MatchString(d.Name()) || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		mention := used
		if filepath.Dir(path) == filepath.Join(root, "internal", "text") {
			mention = named
		}
		for _, m := range mention.FindAllSubmatch(src, -1) {
			says[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("keys_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "families.go") {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declared.FindAllSubmatch(src, -1) {
			if !says[string(m[1])] {
				t.Errorf("%s: nothing says text.%s", name, m[1])
			}
		}
	}
}
