package document

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// townshipPapers are issued by the township's guidance group.
func townshipPapers() []Spec {
	return []Spec{
		{Kind: "warning", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindWarning}, Pattern: "{unit}社戒警字〔{year}〕{number}号", Body: Warning},
	}
}

func (p *Page) sex() string { return p.Of(text.FamilySex, p.Person.Sex) }
