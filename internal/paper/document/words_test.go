package document_test

import (
	"strings"
	"testing"

	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// TestEveryKindAndFieldHasAName: the pages name each kind of paper, and each field that one lacks of a case of which nothing is known.
func TestEveryKindAndFieldHasAName(t *testing.T) {
	for _, s := range document.OfCases() {
		if !text.Has(text.FamilyPaperKind, string(s.Kind)) {
			t.Errorf("the kind %s has no name", s.Kind)
		}
		o := specimenOf(t, s.Kind)
		f := subject(t, o, &s)
		if f != nil {
			f.Body = rehab.NewBody(f.Body.Kind())
		}
		o.Person, o.Case.Number, o.Facts, o.Track = store.Person{}, nil, nil, rehab.Track{}
		src := source(o, &s, f)
		src.Document, src.Phone = "", ""
		_, lacks, err := document.Write(t.Context(), &s, src)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lacks {
			if !text.Has(text.FamilyPaperField, strings.ReplaceAll(l, ".", "_")) {
				t.Errorf("the field %s, which %s lacks, has no name", l, s.Kind)
			}
		}
	}
}
