package document_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// village is where the specimen's person lives.
const village division.Code = 520381001006

// places names the places of the specimen.
type places struct{}

func (places) Short(c division.Code) string {
	switch {
	case c.IsCounty():
		return "赤水市"
	case c.IsVillage():
		return "滨江社区"
	}
	return "市中街道"
}

func (p places) Full(c division.Code) string {
	if c.IsVillage() {
		return p.Short(c.Township()) + p.Short(c)
	}
	return p.Short(c)
}

var today = date.New(2026, 11, 23)

func idOf(n int) string { return fmt.Sprintf("00000000-0000-7000-8000-%012d", n) }

// specimenOf is a case with a fact that a paper of the kind is about, of an invented person.
func specimenOf(t *testing.T, kind document.Kind) *casework.Opened {
	t.Helper()
	number := "赤公(禁)社戒决字〔2025〕7号"
	o := &casework.Opened{
		Case: store.CaseFile{ID: uuid.MustParse("00000000-0000-7000-8000-000000000001"), Measure: rehab.Detox, TermMonths: 36, Place: village, Number: &number},
		Person: store.Person{Name: "甄䶮", Alias: "小𬱟", Sex: "male", Birth: date.New(1990, 5, 9), DocumentType: "id_card", Work: "木工", Ethnicity: "01", Education: "30", Marital: "10",
			RegisteredAddress: "贵州省赤水市市中街道滨江社区三组", ActualAddress: "贵州省赤水市市中街道滨江社区人民路8号", Family: "母亲甄大娘，同住", Health: "良好", Drugs: "甲基苯丙胺"},
		Today: today,
	}
	for i, f := range lifeOf(kind) {
		if f.ID == "" {
			f.ID = idOf(i + 10)
		}
		o.Facts = append(o.Facts, store.RecordedFact{Fact: f, CaseID: o.Case.ID, Recorder: "李秀珍"})
	}
	if kind == "decision_rehab" {
		o.Case.Measure, o.Case.TermMonths = rehab.Rehab, 24
	}
	o.Today = max(today, o.Facts[len(o.Facts)-1].Date)
	o.Rules = rehab.Rules{Versions: []rehab.Policy{rehab.Chishui()}}
	o.Track = rehab.Compute(o.Rules, store.FileOf(o.Case, o.Facts), o.Today)
	return o
}

// source is what a paper of the specimen about fact f is filled from.
func source(o *casework.Opened, s *document.Spec, f *store.RecordedFact) document.Source {
	organ := document.OfficeHan(places{}, village)
	switch s.Issuer {
	case document.ByPolice:
		organ = "赤水市公安局"
	case document.ByVillage:
		organ = "市中街道滨江社区居民委员会"
	}
	return document.Source{Opened: o, Fact: f, Said: said[s.Kind], Places: places{}, Organ: organ, Number: "试字〔2026〕1号", Day: today,
		Document: "520381199005091234", Phone: "13900000000", Drafted: "李秀珍", Approved: "王廷贵"}
}
