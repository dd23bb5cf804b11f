package casework

import (
	"bytes"
	"slices"

	"xinsheng/internal/store"
)

// PersonField is one thing that is known of a person, as the history of changes keeps it; of numbers it holds the mask.
type PersonField struct {
	Name   string // of the form's field
	Value  string
	sealed []byte
}

// PersonFields returns what is known of a person, in the order of the page.
func PersonFields(p store.Person) []PersonField {
	return []PersonField{
		{Name: "name", Value: p.Name}, {Name: "alias", Value: p.Alias}, {Name: "document_type", Value: p.DocumentType},
		{Name: "document", Value: p.DocumentMask, sealed: p.DocumentSealed},
		{Name: "sex", Value: p.Sex}, {Name: "birth", Value: p.Birth.String()}, {Name: "ethnicity", Value: p.Ethnicity}, {Name: "education", Value: p.Education},
		{Name: "marital", Value: p.Marital}, {Name: "occupation", Value: p.Work},
		{Name: "registered_address", Value: p.RegisteredAddress}, {Name: "actual_address", Value: p.ActualAddress},
		{Name: "phone", Value: orEmpty(p.PhoneMask), sealed: p.PhoneSealed},
		{Name: "guardian", Value: p.Guardian}, {Name: "guardian_relation", Value: p.GuardianRelation},
		{Name: "guardian_phone", Value: orEmpty(p.GuardianPhoneMask), sealed: p.GuardianPhoneSealed},
		{Name: "drugs", Value: p.Drugs}, {Name: "use_history", Value: p.UseHistory}, {Name: "person_health", Value: p.Health},
		{Name: "medication", Value: p.Medication}, {Name: "relatives", Value: p.Family},
	}
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// changedFields returns where two states of one record differ. A number that was sealed anew without having changed keeps its sealed bytes, so that
// equal bytes mean the same number.
func changedFields(before, after store.Person) []store.ChangedField {
	var out []store.ChangedField
	was, is := PersonFields(before), PersonFields(after)
	for i := range was {
		same := was[i].Value == is[i].Value
		if was[i].sealed != nil || is[i].sealed != nil {
			same = bytes.Equal(was[i].sealed, is[i].sealed)
		}
		if !same {
			out = append(out, store.ChangedField{Field: was[i].Name, Before: was[i].Value, After: is[i].Value, BeforeSealed: was[i].sealed, AfterSealed: is[i].sealed})
		}
	}
	return out
}

// InOrder returns the fields of a change in the order of the page.
func InOrder(fields []store.ChangedField) []store.ChangedField {
	place := map[string]int{}
	for i, f := range PersonFields(store.Person{}) {
		place[f.Name] = i
	}
	return slices.SortedFunc(slices.Values(fields), func(a, b store.ChangedField) int { return place[a.Field] - place[b.Field] })
}
