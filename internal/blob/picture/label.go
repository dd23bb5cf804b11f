package picture

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLabel is how many characters of a file's name are kept.
const maxLabel = 80

// Label makes the name a file was sent under fit to be shown: no path, no control or invisible character, nothing that turns the direction of
// writing, at most 80 characters. It says what somebody called the file and nothing else; "" when nothing is left.
func Label(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r), r == utf8.RuneError: // control, format (direction of writing), private use, unassigned
			return -1
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	return cut(name)
}

// cut shortens a name in the middle, so that its ending stays.
func cut(name string) string {
	runes := []rune(name)
	if len(runes) <= maxLabel {
		return name
	}
	ending := []rune(path.Ext(name))
	if len(ending) > 8 {
		ending = nil
	}
	return strings.TrimRight(string(runes[:maxLabel-1-len(ending)]), ". ") + "…" + string(ending)
}

// FileName is the label as a file's name with the ending of what the file is now.
func FileName(label, fallback, ending string) string {
	if label = strings.TrimRight(strings.TrimSuffix(label, path.Ext(label)), ". "); label == "" {
		label = fallback
	}
	return label + ending
}
