package text

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"xinsheng/internal/date"
)

// Printer puts things into words of one language. It is safe for use by several goroutines.
type Printer struct {
	lang      Lang
	localizer *i18n.Localizer
	plain     map[Key]string
}

// For returns the printer of a language; an unknown language gives Chinese.
func For(lang Lang) *Printer {
	c := load()
	plain, ok := c.plain[lang]
	if !ok {
		lang, plain = ZhCN, c.plain[ZhCN]
	}
	return &Printer{lang: lang, localizer: i18n.NewLocalizer(c.bundle, string(lang)), plain: plain}
}

type ctxKey struct{}

// With returns a context in which everything is said by p.
func With(ctx context.Context, p *Printer) context.Context {
	return context.WithValue(ctx, ctxKey{}, p)
}

// From returns the printer of ctx, a Chinese one if there is none.
func From(ctx context.Context) *Printer {
	if p, ok := ctx.Value(ctxKey{}).(*Printer); ok {
		return p
	}
	return For(ZhCN)
}

// Lang returns the language p speaks.
func (p *Printer) Lang() Lang { return p.lang }

// T returns the sentence named by key, filled with pairs of argument name and value. A key the catalogue does not have is returned in
// brackets, which no test lets pass.
func (p *Printer) T(key Key, pairs ...any) string {
	if s, ok := p.plain[key]; ok {
		return s
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return p.Fill(key, args)
}

// Fill is T with the arguments in a map, as a fault carries them. The argument Count chooses the plural form.
func (p *Printer) Fill(key Key, args map[string]any) string {
	if s, ok := p.plain[key]; ok {
		return s
	}
	words := make(map[string]any, len(args))
	for name, v := range args {
		words[name] = p.word(v)
	}
	cfg := &i18n.LocalizeConfig{MessageID: string(key), TemplateData: words}
	if n, ok := args["Count"].(int); ok {
		cfg.PluralCount = n
	}
	s, err := p.localizer.Localize(cfg)
	if err != nil {
		return "⟦" + string(key) + "⟧"
	}
	return s
}

// Of returns the sentence of family f for a value of the program.
func (p *Printer) Of(f Family, value string, pairs ...any) string {
	return p.T(Key(string(f)+"."+value), pairs...)
}

// Join lists items as the language lists them: 甲、乙; A, B.
func (p *Printer) Join(items []string) string {
	if p.lang == En {
		return strings.Join(items, ", ")
	}
	return strings.Join(items, "、")
}

// Clauses joins parts of a sentence: 甲，乙; a; b.
func (p *Printer) Clauses(items []string) string {
	if p.lang == En {
		return strings.Join(items, "; ")
	}
	return strings.Join(items, "，")
}

func (p *Printer) word(v any) any {
	switch v := v.(type) {
	case date.Date:
		return p.Date(v)
	case date.Month:
		return p.Month(v)
	case time.Time:
		return p.Moment(v)
	case Fen:
		return p.Money(int64(v))
	case Key:
		return p.T(v)
	case []Key:
		words := make([]string, len(v))
		for i, k := range v {
			words[i] = p.T(k)
		}
		return p.Join(words)
	case []string:
		return p.Join(v)
	case int:
		return p.Number(v)
	default:
		return v
	}
}

// T is From(ctx).T.
func T(ctx context.Context, key Key, pairs ...any) string { return From(ctx).T(key, pairs...) }

// Fill is From(ctx).Fill.
func Fill(ctx context.Context, key Key, args map[string]any) string { return From(ctx).Fill(key, args) }

// Of is From(ctx).Of for a value of any string type.
func Of[S ~string](ctx context.Context, f Family, value S, pairs ...any) string {
	return From(ctx).Of(f, string(value), pairs...)
}

// Join is From(ctx).Join.
func Join(ctx context.Context, items []string) string { return From(ctx).Join(items) }
