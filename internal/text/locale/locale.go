// Package locale holds the catalogue files, one <noun>.<language>.toml per noun and language, and reads them into messages.
//
// A key is "<noun>.<path>", where the noun is the file's name. A table under [family.<name>] is a family instead: its keys are
// "<name>.<value>", looked up by a value of the program such as a stage or a role; its values may be spread over several files. A table of nothing but plural forms
// (one, other) is one sentence with plural forms.
package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

//go:embed *.toml
var files embed.FS

// Message is one sentence in one language.
type Message struct {
	ID     string // "<noun>.<path>" or "<family>.<value>"
	Noun   string // the file it stands in
	Family string // the family, when it belongs to one
	One    string // the singular form, when the sentence has plural forms
	Other  string // the sentence
}

// Messages reads every message of a language ("zh-CN", "en"), in the order of their IDs; it fails on a file that is not well formed
// and on a key that stands there twice.
func Messages(lang string) ([]Message, error) {
	names, err := fs.Glob(files, "*."+lang+".toml")
	if err != nil {
		return nil, err
	}
	byID := map[string]Message{}
	for _, name := range names {
		ms, err := read(name, strings.TrimSuffix(name, "."+lang+".toml"))
		if err != nil {
			return nil, fmt.Errorf("locale: %s: %w", name, err)
		}
		for _, m := range ms {
			if other, twice := byID[m.ID]; twice {
				return nil, fmt.Errorf("locale: %s: %s already stands in %s", name, m.ID, other.Noun)
			}
			byID[m.ID] = m
		}
	}
	return slices.SortedFunc(maps.Values(byID), func(a, b Message) int { return strings.Compare(a.ID, b.ID) }), nil
}

func read(name, noun string) ([]Message, error) {
	raw, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	if err := toml.Unmarshal(raw, &tree); err != nil {
		return nil, err
	}
	var out []Message
	families, err := subtree(tree, "family")
	if err != nil {
		return nil, err
	}
	delete(tree, "family")
	for family, values := range families {
		table, ok := values.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("family.%s is not a table", family)
		}
		if out, err = flatten(out, table, Message{ID: family, Noun: noun, Family: family}); err != nil {
			return nil, err
		}
	}
	return flatten(out, tree, Message{ID: noun, Noun: noun})
}

func subtree(tree map[string]any, key string) (map[string]any, error) {
	v, there := tree[key]
	if !there {
		return nil, nil
	}
	table, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%s is not a table", key)
	}
	return table, nil
}

// flatten appends the messages below at, which carries the ID so far.
func flatten(out []Message, table map[string]any, at Message) ([]Message, error) {
	for key, v := range table {
		m := at
		m.ID += "." + key
		switch v := v.(type) {
		case string:
			m.Other = v
			out = append(out, m)
		case map[string]any:
			if one, other, ok := plural(v); ok {
				m.One, m.Other = one, other
				out = append(out, m)
				continue
			}
			var err error
			if out, err = flatten(out, v, m); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("%s is neither a sentence nor a table", m.ID)
		}
	}
	return out, nil
}

func plural(table map[string]any) (one, other string, ok bool) {
	for key := range table {
		if key != "one" && key != "other" {
			return "", "", false
		}
	}
	one, _ = table["one"].(string)
	other, ok = table["other"].(string)
	return one, other, ok
}
