package registry

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// maxReadings bounds how many combinations of readings of a name with several characters of more than one reading are kept.
const maxReadings = 8

// NameKeys returns the keys by which a name is found: every suffix of the name, of its pinyin initials, and of its full pinyin, in
// lower case. A character with several readings gives each of them, because a search must find 单 by S and by D.
func NameKeys(names ...string) []string {
	seen := map[string]bool{}
	for _, name := range names {
		name = strings.ToLower(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '·' }), ""))
		if name == "" {
			continue
		}
		addSuffixes(seen, []rune(name))
		for _, syllables := range readings(name) {
			var initials, full strings.Builder
			for _, s := range syllables {
				initials.WriteString(s[:1])
				full.WriteString(s)
			}
			addSuffixes(seen, []rune(initials.String()))
			seen[full.String()] = true
		}
	}
	keys := make([]string, 0, len(seen))
	for k := range seen {
		keys = append(keys, k)
	}
	return keys
}

func addSuffixes(seen map[string]bool, runes []rune) {
	for i := range runes {
		seen[string(runes[i:])] = true
	}
}

// readings returns the pinyin of the name's Han characters, one slice a combination of readings.
func readings(name string) [][]string {
	args := pinyin.NewArgs()
	args.Heteronym = true
	all := [][]string{nil}
	for _, choices := range pinyin.Pinyin(name, args) {
		var next [][]string
		for _, c := range distinctInitials(choices) {
			for _, before := range all {
				if len(next) < maxReadings {
					next = append(next, append(append([]string(nil), before...), c))
				}
			}
		}
		if len(next) > 0 {
			all = next
		}
	}
	if len(all[0]) == 0 {
		return nil
	}
	return all
}

// distinctInitials keeps the first reading of each initial letter; tones and finals do not change a search by initials.
func distinctInitials(choices []string) []string {
	var kept []string
	seen := map[byte]bool{}
	for _, c := range choices {
		if c != "" && !seen[c[0]] {
			seen[c[0]] = true
			kept = append(kept, c)
		}
	}
	return kept
}
