package rehab_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"xinsheng/internal/rehab"
)

// The villages of the examples: two of one township, one of another.
const (
	home  = "520381106204"
	near  = "520381106205"
	other = "520381001006"
)

// example is one case told in lines, a day, and what the answer of `xinsheng track` has to say on it.
type example struct {
	name     string
	measure  string // detox when not said
	term     int    // 36 when not said
	policy   string // JSON; "chishui" when not said
	holidays string // JSON; weekends only when not said
	knownBy  string // JSON
	facts    string // lines "[id:]kind date [field=value …]", parted by line ends or ";"; the id is the kind when not said
	on       string // today
	want     string // lines "path value", parted by line ends or ";"
}

func check(t *testing.T, examples ...example) {
	t.Helper()
	for _, x := range examples {
		t.Run(cmp.Or(x.name, x.on), func(t *testing.T) {
			t.Helper()
			var out bytes.Buffer
			if err := rehab.RunTrack(strings.NewReader(x.request()), &out); err != nil {
				t.Fatal(err)
			}
			var answer any
			if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			for _, line := range lines(x.want) {
				path, want, _ := strings.Cut(line, " ")
				if got := shown(follow(answer, strings.Split(path, "."))); got != strings.TrimSpace(want) {
					t.Errorf("%s is %s, want %s", path, got, want)
				}
			}
		})
	}
}

func lines(text string) (list []string) {
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ';' }) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// request writes the example as the JSON of docs/track.md.
func (x example) request() string {
	facts := []string{}
	for _, line := range lines(x.facts) {
		facts = append(facts, jsonFact(line))
	}
	return fmt.Sprintf(`{"policy": %s, "today": %q, "known_by": %s, "holidays": %s, "file": {"measure": %q, "term_months": %d, "facts": [%s]}}`,
		cmp.Or(x.policy, `"chishui"`), x.on, cmp.Or(x.knownBy, "null"), cmp.Or(x.holidays, "null"), cmp.Or(x.measure, "detox"), cmp.Or(x.term, 36),
		strings.Join(facts, ","))
}

func jsonFact(line string) string {
	words := strings.Fields(line)
	id, kind, named := strings.Cut(words[0], ":")
	if !named {
		kind = id
	}
	b := map[string]any{"id": id, "kind": kind, "date": words[1]}
	if kind == "report_in" {
		b["village"] = home
	}
	for _, w := range words[2:] {
		k, v, _ := strings.Cut(w, "=")
		b[k] = jsonValue(v)
	}
	raw, _ := json.Marshal(b)
	return string(raw)
}

func jsonValue(v string) any {
	switch n, err := strconv.Atoi(v); {
	case v == "true" || v == "false":
		return v == "true"
	case err == nil && len(v) < 12: // a division code is text
		return n
	}
	return v
}

// follow goes along a path. In a list a step picks the member with that month, number, kind, action, fact or id, "kind/x" the one that
// is also about x; "#" counts the members, "#word" those with that state or kind.
func follow(v any, path []string) any {
	if len(path) == 0 {
		return v
	}
	switch v := v.(type) {
	case map[string]any:
		if next, ok := v[path[0]]; ok {
			return follow(next, path[1:])
		}
	case []any:
		if word, ok := strings.CutPrefix(path[0], "#"); ok {
			n := 0
			for _, m := range v {
				if word == "" || holds(m, word, "state", "kind", "rule") {
					n++
				}
			}
			return n
		}
		for _, m := range v {
			if picks(m, path[0]) {
				return follow(m, path[1:])
			}
		}
	}
	return missing{}
}

type missing struct{}

func picks(m any, want string) bool {
	kind, about, both := strings.Cut(want, "/")
	if both {
		return holds(m, kind, "kind") && holds(m, about, "month", "phase", "of")
	}
	return holds(m, want, "month", "n", "kind", "action", "phase", "test", "fact", "id", "type")
}

func holds(m any, want string, keys ...string) bool {
	o, ok := m.(map[string]any)
	for _, k := range keys {
		if got, there := o[k]; ok && there && shown(got) == want {
			return true
		}
	}
	return false
}

// shown writes a value as examples write it: lists as a,b,c; "-" for an empty list, "none" for what is not there.
func shown(v any) string {
	switch v := v.(type) {
	case missing:
		return "none"
	case nil:
		return "null"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		words := make([]string, len(v))
		for i := range v {
			words[i] = shown(v[i])
		}
		return cmp.Or(strings.Join(words, ","), "-")
	case map[string]any:
		raw, _ := json.Marshal(v)
		return string(raw)
	}
	return fmt.Sprint(v)
}

// tests writes one test a month from the first to the last month given, on the 5th.
func tests(from, to string) string {
	var b strings.Builder
	for m := from; m <= to; m = monthAfter(m) {
		fmt.Fprintf(&b, "test-%s:test %s-05 result=negative\n", m, m)
	}
	return b.String()
}

func monthAfter(month string) string {
	y, _ := strconv.Atoi(month[:4])
	m, _ := strconv.Atoi(month[5:])
	if m++; m > 12 {
		y, m = y+1, 1
	}
	return fmt.Sprintf("%04d-%02d", y, m)
}
