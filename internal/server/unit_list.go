package server

import (
	"net/http"
	"strconv"

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
	ctx, q := r.Context(), readQuery(r)
	all, err := s.Registry.Units(ctx, actorOf(r))
	if err != nil {
		return err
	}
	kind, state := q.Choice("kind", unitKinds...), q.Choice("state", "unconfirmed")
	township := q.Division("township")
	var shown []store.Unit
	unconfirmed := 0
	for _, u := range all {
		if !u.NameConfirmed {
			unconfirmed++
		}
		if (kind == "" || u.Kind == kind) && (state == "" || !u.NameConfirmed) && (township.IsZero() || u.Division.Township() == township) {
			shown = append(shown, u)
		}
	}
	page, pages := window(r, keysetOf(q), shown, listLimit, func(u store.Unit) string { return strconv.FormatInt(u.ID, 10) })
	v := unit.ListView{
		Note:    text.Join(ctx, []string{text.T(ctx, text.UnitCount, "Count", len(shown)), text.T(ctx, text.UnitUnconfirmedCount, "Count", unconfirmed)}),
		Filters: unitFilters(r, all, kind, township.String(), state), Table: unitTable(r, all, page), Pages: pages,
	}
	return s.page(w, r, text.T(ctx, text.UnitTitle), unit.List(v))
}

func unitFilters(r *http.Request, all []store.Unit, kind, township, state string) components.FilterBarView {
	ctx := r.Context()
	var townships []components.Option
	for _, u := range all {
		if u.Kind == "township" {
			townships = append(townships, components.Option{Value: u.Division.String(), Label: u.Name})
		}
	}
	return components.FilterBarView{Action: unitsPath, Clear: unitsPath, Filters: []components.Filter{
		{Name: "kind", Label: text.T(ctx, text.UnitKind), Value: kind, Options: components.OptionsOf(ctx, text.FamilyUnitKind, unitKinds...)},
		{Name: "township", Label: text.Of(ctx, text.FamilyUnitKind, "township"), Value: township, Options: townships},
		{Name: "state", Label: text.T(ctx, text.UnitNameState), Value: state, Options: []components.Option{{Value: "unconfirmed", Label: text.T(ctx, text.UnitUnconfirmed)}}},
	}}
}

func unitTable(r *http.Request, all, shown []store.Unit) components.TableView {
	ctx := r.Context()
	names := map[int64]string{}
	for _, u := range all {
		if u.Kind == "township" {
			names[int64(u.Division)] = u.Name
		}
	}
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
			c.Sub = names[int64(u.Division.Township())]
		}
		t.Rows = append(t.Rows, components.Row{Href: unitPath(u.ID), Cells: []components.Cell{
			c, {Words: text.Of(ctx, text.FamilyUnitKind, u.Kind)}, {Words: u.Division.String()}, {Body: components.Mark(nameMark(r, u))},
		}})
	}
	return t
}

func unitPath(id int64) string { return unitsPath + "/" + strconv.FormatInt(id, 10) }

func nameMark(r *http.Request, u store.Unit) components.MarkView {
	if u.NameConfirmed {
		return components.MarkView{Tone: components.Done, Words: text.T(r.Context(), text.UnitConfirmed)}
	}
	return components.MarkView{Tone: components.Due, Icon: icon.CircleAlert, Words: text.T(r.Context(), text.UnitUnconfirmed)}
}
