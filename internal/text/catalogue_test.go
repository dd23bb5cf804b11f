package text_test

import (
	"maps"
	"regexp"
	"slices"
	"testing"

	"xinsheng/internal/text"
	"xinsheng/internal/text/locale"
)

func messages(t *testing.T, lang text.Lang) map[string]locale.Message {
	t.Helper()
	ms, err := locale.Messages(string(lang))
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]locale.Message{}
	for _, m := range ms {
		byID[m.ID] = m
	}
	return byID
}

var argument = regexp.MustCompile(`\.([A-Z]\w*)`)

func arguments(m locale.Message) []string {
	found := map[string]bool{}
	for _, action := range regexp.MustCompile(`\{\{.*?\}\}`).FindAllString(m.One+m.Other, -1) {
		for _, a := range argument.FindAllStringSubmatch(action, -1) {
			found[a[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	zh, en := messages(t, text.ZhCN), messages(t, text.En)
	for id, m := range zh {
		other, ok := en[id]
		if !ok {
			t.Errorf("%s: no English", id)
			continue
		}
		if a, b := arguments(m), arguments(other); !slices.Equal(a, b) {
			t.Errorf("%s: arguments differ: Chinese %v, English %v", id, a, b)
		}
		if m.Noun != other.Noun || m.Family != other.Family {
			t.Errorf("%s stands in different places: %s and %s", id, m.Noun, other.Noun)
		}
		if m.Other == "" || other.Other == "" {
			t.Errorf("%s is empty", id)
		}
	}
	for id := range en {
		if _, ok := zh[id]; !ok {
			t.Errorf("%s: no Chinese", id)
		}
	}
}

// A half-width mark beside a Chinese character is a slip of the keyboard; arguments count as Chinese words.
var halfWidth = regexp.MustCompile(`\p{Han}\s*[,;:?!()]|[,;:?!()]\s*\p{Han}|\p{Han}\.`)

func TestChineseHasFullWidthPunctuation(t *testing.T) {
	for id, m := range messages(t, text.ZhCN) {
		s := regexp.MustCompile(`\{\{.*?\}\}`).ReplaceAllString(m.Other, "某")
		if bad := halfWidth.FindString(s); bad != "" {
			t.Errorf("%s: half-width %q in %q", id, bad, m.Other)
		}
	}
}

func TestEnglishHasNoChinese(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}|[，。；：？！（）、]`)
	for id, m := range messages(t, text.En) {
		if id != string(text.ShellOtherLanguage) && han.MatchString(m.One+m.Other) {
			t.Errorf("%s: Chinese in English: %q", id, m.Other)
		}
	}
}

func TestEverySentenceOfTheCatalogueCanBeSaid(t *testing.T) {
	for _, lang := range text.Langs() {
		p := text.For(lang)
		for id, m := range messages(t, lang) {
			for count := range 3 {
				args := map[string]any{}
				for _, name := range arguments(m) {
					args[name] = count
				}
				if s := p.Fill(text.Key(id), args); s == "" || regexp.MustCompile(`⟦|<no value>|\{\{`).MatchString(s) {
					t.Errorf("%s in %s says %q of %d", id, lang, s, count)
				}
			}
		}
	}
}
