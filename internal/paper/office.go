package paper

import (
	"context"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
)

// places are the names of a county's divisions.
type places map[division.Code]string

// Short returns a place's own name, and its code when it has none.
func (p places) Short(c division.Code) string {
	if name, ok := p[c]; ok {
		return name
	}
	return c.String()
}

// Full returns a village's name with its township's.
func (p places) Full(c division.Code) string {
	if c.IsVillage() {
		return p.Short(c.Township()) + p.Short(c)
	}
	return p.Short(c)
}

func placesOf(ctx context.Context, tx *store.Tx) (places, error) {
	units, err := tx.Units(ctx, "county", "township", "village")
	if err != nil {
		return nil, err
	}
	p := make(places, len(units))
	for _, u := range units {
		p[u.Division] = u.Name
	}
	return p, nil
}

// office is who issues a paper.
type office struct {
	unit  int64
	organ string // whole name
	short string // what stands for {unit} in numbers
}

// officeOf finds the office that issues papers of the spec about a case: the bureau, or the township or village that answers today.
func officeOf(ctx context.Context, tx *store.Tx, p places, s *document.Spec, o *casework.Opened) (office, error) {
	here := o.Answers()
	if s.Issuer == document.ByPolice {
		bureau, err := tx.PoliceBureau(ctx)
		return office{bureau.ID, p.organ(s.Issuer, here, ""), ""}, err
	}
	of := here
	if s.Issuer == document.ByTownship {
		of = here.Township()
	}
	u, err := tx.UnitAt(ctx, of)
	if err != nil {
		return office{}, err
	}
	if s.Issuer == document.ByTownship {
		return office{u.ID, p.organ(s.Issuer, here, u.Name), u.Name}, nil
	}
	return office{u.ID, p.organ(s.Issuer, here, u.Name), p.Full(here)}, nil
}

// officeUnit is the office of a unit that issues a paper about no case; false when papers of the spec are not of such units.
func officeUnit(p places, s *document.Spec, u store.Unit) (office, bool) {
	switch {
	case s.Issuer == document.ByPolice && u.Kind == "bureau", s.Issuer == document.ByOffice && u.Kind == "county":
		return office{u.ID, p.organ(s.Issuer, u.Division, ""), ""}, true
	case s.Issuer == document.ByTownship && u.Kind == "township", s.Issuer == document.ByVillage && u.Kind == "village":
		return office{u.ID, p.organ(s.Issuer, u.Division, u.Name), p.Full(u.Division)}, true
	}
	return office{}, false
}

// addressed is a unit's whole name on papers: a township by its government, a village by its committee.
func (p places) addressed(u store.Unit) string {
	switch u.Kind {
	case "township":
		return p.organ(document.ByTownship, u.Division, u.Name)
	case "village":
		return p.organ(document.ByVillage, u.Division, u.Name)
	case "station":
		return document.BureauHan(p, u.Division) + u.Name
	}
	return u.Name
}

// organ is the whole name of the office of a place; unit is the name of its village.
func (p places) organ(by document.Issuer, at division.Code, unit string) string {
	switch by {
	case document.ByPolice:
		return document.BureauHan(p, at)
	case document.ByOffice:
		return document.MunicipalHan(p, at)
	case document.ByTownship:
		return document.OfficeHan(p, at)
	}
	town := p.Short(at.Township())
	return town + document.CommitteeHan(strings.TrimPrefix(unit, town)) // a village without a name of its own is called by its township and number
}

// MayIssue reports whether the actor may issue papers of the spec about the case: the police theirs, the offices that answer for it the others.
// A township issues those of its villages too.
func MayIssue(actor access.Actor, s *document.Spec, o *casework.Opened) bool {
	if !actor.May(access.PaperIssue) {
		return false
	}
	if actor.Role == access.System {
		return true
	}
	switch s.Issuer {
	case document.ByPolice:
		return actor.Role.Police()
	case document.ByTownship:
		return actor.Role.Township() && actor.Sees(o.Answers())
	}
	return !actor.Role.Police() && actor.Sees(o.Answers())
}
