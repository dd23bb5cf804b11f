package rehab

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

var example = regexp.MustCompile("(?s)```json in\n(.*?)```\n+```(json out|text refused)\n(.*?)```")

// TestTheExamplesOfTheDocumentAreTrue runs docs/track.md: of each answer the keys it shows, of each refusal the place.
func TestTheExamplesOfTheDocumentAreTrue(t *testing.T) {
	doc, err := os.ReadFile("../../docs/track.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := example.FindAllStringSubmatch(string(doc), -1)
	if len(examples) < 4 {
		t.Fatalf("found %d examples", len(examples))
	}
	for i, e := range examples {
		var out bytes.Buffer
		err := RunTrack(strings.NewReader(e[1]), &out)
		if e[2] == "text refused" {
			if bad, ok := errors.AsType[*InputError](err); !ok || bad.Path != strings.TrimSpace(e[3]) || out.Len() > 0 {
				t.Errorf("example %d: got %v, want a refusal at %s", i+1, err, e[3])
			}
			continue
		}
		if err != nil {
			t.Errorf("example %d: %v", i+1, err)
			continue
		}
		var got, want any
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(e[3]), &want); err != nil {
			t.Fatalf("example %d: %v", i+1, err)
		}
		if where := differs("$", want, got); where != "" {
			t.Errorf("example %d: %s", i+1, where)
		}
	}
}

// differs names the first place where got has not what want shows; "" when it has it all.
func differs(path string, want, got any) string {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return fmt.Sprintf("%s = %v", path, got)
		}
		for k, v := range w {
			if d := differs(path+"."+k, v, g[k]); d != "" {
				return d
			}
		}
		return ""
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return fmt.Sprintf("%s = %v", path, got)
		}
		for i := range w {
			if d := differs(fmt.Sprintf("%s[%d]", path, i), w[i], g[i]); d != "" {
				return d
			}
		}
		return ""
	}
	if want != got {
		return fmt.Sprintf("%s = %v, want %v", path, got, want)
	}
	return ""
}
