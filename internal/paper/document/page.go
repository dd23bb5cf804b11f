package document

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Places names divisions: a place's own name (太平社区), and the whole (市中街道太平社区).
type Places interface {
	Short(division.Code) string
	Full(division.Code) string
}

// Source is what a paper is filled from: an opened case, or the content of a paper of an office.
type Source struct {
	*casework.Opened                     // nil of a paper of an office
	Content          any                 // of a paper of an office
	Recipient        string              // unit that a paper of an office is addressed to, by its whole name
	Fact             *store.RecordedFact // what it is about; nil: the case
	Said             map[string]string   // what was asked for, by field
	Places           Places
	Organ            string    // the issuing office by its whole name, 赤水市市中街道办事处
	Number           string    // empty before it is issued
	Head             string    // what the number will begin with, up to the running number
	Day              date.Date // of issue; none before
	Document         string    // number of the identity document, whole or masked
	Phone            string    // whole or masked; empty: none is known
	Drafted          string    // who prepared it
	Approved         string    // who issued it; empty before
}

// Page is one paper being written. It notes what is missing while it is rendered.
type Page struct {
	Source
	lacks []string
}

// Lacks returns the names of the fields that the paper needs and the facts do not have, in their order on it, once it has been rendered. A name is
// the noun it belongs to and the field, person.work or warning.text.
func (p *Page) Lacks() []string { return p.lacks }

// Write renders the body of a paper of the kind and says what is missing on it.
func Write(ctx context.Context, s *Spec, src Source) (body []byte, lacks []string, err error) {
	p := &Page{Source: src}
	var out bytes.Buffer
	if err := s.Body(p).Render(ctx, &out); err != nil {
		return nil, nil, err
	}
	return out.Bytes(), p.lacks, nil
}

// Fill is a value on its line. Without one the paper lacks the field, and shows the hint in its place.
func (p *Page) Fill(field, hint, value string) templ.Component {
	return p.put(field, hint, value, "d-fill", false)
}

// Words is a value in running text; else as Fill.
func (p *Page) Words(field, hint, value string) templ.Component {
	return p.put(field, hint, value, "", false)
}

// Secret is a number of a document or a telephone on its line, which whoever has stated no reason sees masked; else as Fill.
func (p *Page) Secret(field, hint, value string) templ.Component {
	return p.put(field, hint, value, "d-fill", true)
}

// May is a value that a paper can do without: a line to write on when there is none.
func (p *Page) May(value string) templ.Component {
	if strings.TrimSpace(value) == "" {
		return blank()
	}
	return filled("d-fill", value, false)
}

func (p *Page) put(field, hint, value, class string, secret bool) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if value = strings.TrimSpace(value); value != "" {
			return filled(class, value, secret).Render(ctx, w)
		}
		if !slices.Contains(p.lacks, field) {
			p.lacks = append(p.lacks, field)
		}
		return lacking(hint).Render(ctx, w)
	})
}

// Body returns the content of the fact the paper is about as T, the zero T when it is about another kind or about none.
func Body[T rehab.Body](p *Page) T {
	if p.Fact != nil {
		if b, ok := p.Fact.Body.(T); ok {
			return b
		}
	}
	var none T
	return none
}

// Content is what a paper of an office says as T, the zero T when it is another kind's.
func Content[T any](p *Page) T {
	t, _ := p.Content.(T)
	return t
}

var han = text.For(text.ZhCN)

// Of is a value of the rules in the words of the statute: Of(text.FamilySex, "male") is 男.
func (p *Page) Of(f text.Family, value string) string {
	if value == "" {
		return ""
	}
	return han.Of(f, value)
}

// Date is a day as papers write it, 2026年11月26日; empty without one.
func (p *Page) Date(d date.Date) string { return han.Date(d) }

// FactDay is the day of the fact the paper is about, empty when it is about none.
func (p *Page) FactDay() string {
	if p.Fact == nil {
		return ""
	}
	return p.Date(p.Fact.Date)
}

// County is the county's name, 赤水市.
func (p *Page) County() string { return p.Places.Short(p.Case.Place.County()) }

// Village is the whole name of the village that answers today, with its township.
func (p *Page) Village() string { return p.Places.Full(p.Answers()) }

// Township is the name of the township that answers today.
func (p *Page) Township() string { return p.Places.Short(p.Answers().Township()) }

// Measure is 社区戒毒 or 社区康复.
func (p *Page) Measure() string { return p.Of(text.FamilyMeasure, string(p.Case.Measure)) }

// DocumentType is the kind of the person's identity document, 居民身份证.
func (p *Page) DocumentType() string { return p.Of(text.FamilyDocumentType, p.Person.DocumentType) }

// DecisionNumber is the number of the decision the case rests on, empty before it.
func (p *Page) DecisionNumber() string {
	if p.Case.Number == nil {
		return ""
	}
	return *p.Case.Number
}

// BureauHan is the police bureau of a place's county, the deciding organ (禁毒法 33): 赤水市公安局.
func BureauHan(places Places, c division.Code) string { return places.Short(c.County()) + "公安局" }

// MunicipalHan is the municipal office of a place's county (DOMAIN §1): 赤水市禁毒工作指导小组办公室.
func MunicipalHan(places Places, c division.Code) string {
	return places.Short(c.County()) + "禁毒工作指导小组办公室"
}

// OfficeHan is how the government of a township names itself on papers: 赤水市复兴镇人民政府, 赤水市市中街道办事处.
func OfficeHan(places Places, c division.Code) string {
	county, town := places.Short(c.County()), places.Short(c.Township())
	if strings.HasSuffix(town, "街道") {
		return county + town + "办事处"
	}
	return county + town + "人民政府"
}
