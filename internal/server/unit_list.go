package server

import (
	"net/http"
	"strconv"

	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/pages/unit"
)

const unitsPath = "/units"

// unitKinds are the kinds of unit, as the list offers them.
var unitKinds = []string{"county", "township", "village", "station", "bureau", "department"}

func (s *Server) unitList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, err := s.Registry.UnitsEver(ctx, actorOf(r))
	if err != nil {
		return err
	}
	q := readQuery(r)
	f := readUnitFilter(q)
	shown, unconfirmed := f.choose(all), 0
	for _, u := range all {
		if !u.NameConfirmed && u.ValidUntil.IsZero() {
			unconfirmed++
		}
	}
	page, pages := window(r, keysetOf(q), shown, listLimit, func(u store.Unit) string { return strconv.FormatInt(u.ID, 10) })
	v := unit.ListView{
		New:     unitNewPath,
		Excel:   excelAddress(r, len(shown)),
		Note:    text.Join(ctx, []string{text.T(ctx, text.UnitCount, "Count", len(shown)), text.T(ctx, text.UnitUnconfirmedCount, "Count", unconfirmed)}),
		Filters: unitFilters(r, all, f), Table: unitTable(r, all, page), Pages: pages,
	}
	return s.page(w, r, text.T(ctx, text.UnitTitle), unit.List(v))
}

// unitFilter chooses units; its zero value chooses all.
type unitFilter struct {
	kind, state string
	township    division.Code
}

func readUnitFilter(q *Form) unitFilter {
	return unitFilter{kind: q.Choice("kind", unitKinds...), state: q.Choice("state", "unconfirmed", store.UnitAhead, "ended"), township: q.Division("township")}
}

func (f unitFilter) choose(all []store.Unit) []store.Unit {
	var shown []store.Unit
	for _, u := range all {
		if (f.kind == "" || u.Kind == f.kind) && f.stands(&u) && (f.township.IsZero() || u.Division.Township() == f.township) {
			shown = append(shown, u)
		}
	}
	return shown
}

// stands reports whether a unit is in the state that is asked for; without one, whether it is there or will be.
func (f unitFilter) stands(u *store.Unit) bool {
	switch ended := !u.ValidUntil.IsZero(); f.state {
	case "ended":
		return ended
	case store.UnitAhead:
		return u.State == store.UnitAhead
	case "unconfirmed":
		return !ended && !u.NameConfirmed
	default:
		return !ended
	}
}

func unitFilters(r *http.Request, all []store.Unit, f unitFilter) components.FilterBarView {
	ctx := r.Context()
	var townships []components.Option
	for _, u := range all {
		if u.Kind == "township" && u.ValidUntil.IsZero() {
			townships = append(townships, components.Option{Value: u.Division.String(), Label: u.Name})
		}
	}
	return components.FilterBarView{Action: unitsPath, Clear: unitsPath, Filters: []components.Filter{
		{Name: "kind", Label: text.T(ctx, text.UnitKind), Value: f.kind, Options: components.OptionsOf(ctx, text.FamilyUnitKind, unitKinds...)},
		{Name: "township", Label: text.Of(ctx, text.FamilyUnitKind, "township"), Value: f.township.String(), Options: townships},
		{Name: "state", Label: text.T(ctx, text.UnitNameState), Value: f.state, Options: []components.Option{
			{Value: "unconfirmed", Label: text.T(ctx, text.UnitUnconfirmed)}, {Value: store.UnitAhead, Label: text.T(ctx, text.UnitAhead)}, {Value: "ended", Label: text.T(ctx, text.UnitNoMore)},
		}},
	}}
}

// townshipNames are the names of the townships among units, by their code.
func townshipNames(all []store.Unit) map[division.Code]string {
	names := map[division.Code]string{}
	for _, u := range all {
		if u.Kind == "township" {
			names[u.Division] = u.Name
		}
	}
	return names
}

func unitTable(r *http.Request, all, shown []store.Unit) components.TableView {
	ctx, names := r.Context(), townshipNames(all)
	t := components.TableView{
		Caption: text.T(ctx, text.UnitTitle),
		Columns: []components.Column{
			{Label: text.Of(ctx, text.FamilyField, "unit_name"), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.UnitKind), Phone: components.PhoneSub},
			{Label: text.T(ctx, text.UnitCode)}, {Label: text.T(ctx, text.UnitNameState), Phone: components.PhoneSide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.UnitNone), Note: text.T(ctx, text.UnitNoneNote)},
	}
	for _, u := range shown {
		c := components.Cell{Words: u.Name}
		if u.Kind == "village" {
			c.Sub = names[u.Division.Township()]
		}
		t.Rows = append(t.Rows, components.Row{Href: unitPath(u.ID), Cells: []components.Cell{
			c, {Words: text.Of(ctx, text.FamilyUnitKind, u.Kind)}, {Words: u.Division.String()}, {Body: components.Mark(unitMark(r, &u))},
		}})
	}
	return t
}

func unitPath(id int64) string { return unitsPath + "/" + strconv.FormatInt(id, 10) }

// unitMark says of a unit that is there whether its name is confirmed, and of another since or from when it is not or will be.
func unitMark(r *http.Request, u *store.Unit) components.MarkView {
	switch ctx := r.Context(); {
	case u.State == store.UnitWithdrawn:
		return components.MarkView{Tone: components.Shut, Words: text.T(ctx, text.UnitWithdrawn)}
	case u.State == store.UnitAhead:
		return components.MarkView{Tone: components.Due, Icon: icon.Clock, Words: text.T(ctx, text.UnitAheadFrom, "Day", u.ValidFrom)}
	case !u.ValidUntil.IsZero():
		return components.MarkView{Tone: components.Shut, Words: text.T(ctx, text.UnitNoMoreSince, "Day", u.ValidUntil)}
	}
	if u.NameConfirmed {
		return components.MarkView{Tone: components.Done, Words: text.T(r.Context(), text.UnitConfirmed)}
	}
	return components.MarkView{Tone: components.Due, Icon: icon.CircleAlert, Words: text.T(r.Context(), text.UnitUnconfirmed)}
}
