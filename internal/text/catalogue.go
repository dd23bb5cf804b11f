package text

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"xinsheng/internal/text/locale"
)

// catalogue is all sentences of all languages; it is read once and never changes.
type catalogue struct {
	bundle   *i18n.Bundle
	plain    map[Lang]map[Key]string // sentences without arguments and plural forms, which need no template
	families map[Family][]string     // values in order, as the Chinese files have them
}

var load = sync.OnceValue(func() *catalogue {
	c := &catalogue{bundle: i18n.NewBundle(language.MustParse(string(ZhCN))), plain: map[Lang]map[Key]string{}, families: map[Family][]string{}}
	for _, lang := range Langs() {
		messages, err := locale.Messages(string(lang))
		if err != nil {
			panic(err) // the files are part of the program
		}
		c.add(lang, messages)
	}
	return c
})

func (c *catalogue) add(lang Lang, messages []locale.Message) {
	c.plain[lang] = map[Key]string{}
	for _, m := range messages {
		if m.One == "" && !strings.Contains(m.Other, "{{") {
			c.plain[lang][Key(m.ID)] = m.Other
		}
		if m.Family != "" && lang == ZhCN {
			f := Family(m.Family)
			c.families[f] = append(c.families[f], strings.TrimPrefix(m.ID, m.Family+"."))
		}
		c.bundle.MustAddMessages(language.MustParse(string(lang)), &i18n.Message{ID: m.ID, One: cmp.Or(m.One, m.Other), Other: m.Other})
	}
}

// Families returns every family, in order.
func Families() []Family { return slices.Sorted(maps.Keys(load().families)) }

// Values returns the values that family f has sentences for, in order.
func Values(f Family) []string { return slices.Clone(load().families[f]) }

// Has reports whether family f has a sentence for the value.
func Has[S ~string](f Family, value S) bool {
	return slices.Contains(load().families[f], string(value))
}
