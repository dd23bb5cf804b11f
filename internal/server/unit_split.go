package server

import (
	"context"
	"math"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/unit"
)

// splitNew is the value by which a form founds the village into which a part goes.
const splitNew = "new"

// splitWeeks is how many weeks the form leaves the township at least, unless another day is typed.
const splitWeeks = 2

// fillSplits adds how a village was and will be divided.
func (s *Server) fillSplits(ctx context.Context, v *unit.ShowView, u *registry.UnitFile) {
	ahead := false
	for i := range u.Splits {
		x := &u.Splits[i]
		open := x.Day > s.Clock.Today() && x.AppliedAt == nil
		ahead = ahead || open && x.FromUnit == u.ID
		v.Splits = append(v.Splits, splitLine(ctx, u.ID, x, open))
	}
	if u.Kind == "village" && u.State == store.UnitInBeing && u.ValidUntil.IsZero() && !v.Leaving && !ahead {
		v.Split = unitPath(u.ID) + "/split"
	}
}

// splitLine says that a part of one unit goes over into another; of this one, before the day, it can be taken back.
func splitLine(ctx context.Context, self int64, x *store.Split, ahead bool) unit.SplitLine {
	v := unit.SplitLine{Other: unitPath(x.FromUnit), ID: x.ID.String()}
	say := func(key text.Key) string {
		return text.T(ctx, key, "Day", x.Day, "From", x.FromName, "Into", x.ToName, "Basis", x.Basis)
	}
	if x.FromUnit == self {
		v.Other = unitPath(x.ToUnit)
	}
	switch {
	case x.FromUnit == self && ahead:
		v.Words, v.Keep = say(text.SplitWillGo), unitPath(self)+"/split/withdraw"
	case x.FromUnit == self:
		v.Words = say(text.SplitGone)
	case ahead:
		v.Words = say(text.SplitWillCome)
	default:
		v.Words = say(text.SplitCame)
	}
	return v
}

// unitSplitForm asks into which village a part of another one goes over, and when.
func (s *Server) unitSplitForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.unitSplitView(r)
	if err != nil {
		return err
	}
	v.Key, v.Into, v.From = NewFormKey(), splitNew, (s.Clock.Today().AddDays(splitWeeks*7).Month() + 1).First().String()
	return s.page(w, r, v.Title, unit.Split(v))
}

func (s *Server) unitSplitView(r *http.Request) (v unit.SplitView, err error) {
	ctx := r.Context()
	id, err := pathNumber(r, "unit")
	if err != nil {
		return v, err
	}
	c, err := s.Registry.SplitChoices(ctx, actorOf(r), id)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	v = unit.SplitView{
		Title: text.T(ctx, text.SplitTitleOf, "Name", c.From.Name), Units: unitsPath, Back: unitPath(id), Unit: c.From.Name, Send: unitPath(id) + "/split", Earliest: (s.Clock.Today() + 1).String(),
		CodeHint: text.T(ctx, text.SplitCodeHint, "Start", c.From.Division.Township().String()[:9]),
		Villages: []components.Option{{Value: splitNew, Label: text.T(ctx, text.SplitFound)}},
	}
	for _, own := range []bool{true, false} { // those of the township first
		for _, x := range c.Villages {
			if (x.Division.Township() == c.From.Division.Township()) == own {
				v.Villages = append(v.Villages, components.Option{Value: strconv.FormatInt(x.ID, 10), Label: splitVillage(ctx, &x), Group: g.Short(x.Division.Township())})
			}
		}
	}
	for _, p := range c.Postings {
		v.Postings = append(v.Postings, components.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name, Note: splitPosting(ctx, &p)})
	}
	return v, nil
}

func splitVillage(ctx context.Context, u *store.Unit) string {
	if u.State == store.UnitAhead {
		return text.T(ctx, text.SplitVillageAhead, "Name", u.Name, "Day", u.ValidFrom)
	}
	return u.Name
}

func splitPosting(ctx context.Context, p *store.PostingLine) string {
	parts := []string{text.Of(ctx, text.FamilyRole, p.Role), p.Login}
	if !p.ValidUntil.IsZero() {
		parts = append(parts, text.T(ctx, text.SplitPostingUntil, "Day", p.ValidUntil))
	}
	return text.Join(ctx, parts)
}

// readSplit reads the form of a split; the name and the code count only where the village is founded.
func readSplit(f *Form, from int64) registry.Split {
	m := registry.Split{Key: f.Key(), From: from}
	if f.Typed("into") == splitNew {
		m.Name, m.Code = f.Required("unit_name", 60), readUnitCode(f, "unit_code")
	} else {
		m.Into = int64(f.RequiredInt("into", 1, math.MaxInt32))
	}
	m.Day, m.Basis = f.RequiredDate("from"), f.Required("unit_basis", 120)
	for _, v := range f.TypedAll("posting") {
		id, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			f.Add("posting", text.ValidNotAnOption)
			break
		}
		m.Postings = append(m.Postings, id)
	}
	return m
}

// unitSplit shows what a split means, and records it once that was seen.
func (s *Server) unitSplit(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	m := readSplit(f, id)
	do := f.Choice("do", "split")
	var p registry.SplitPreview
	if err = f.Err(); err == nil {
		if do == "split" {
			err = s.Registry.SplitUnit(ctx, actorOf(r), m)
		} else {
			p, err = s.Registry.PreviewSplit(ctx, actorOf(r), m)
		}
	}
	if err == nil && do == "split" {
		s.places.forget()
		return s.done(w, r, unitPath(id), text.SplitRecorded, "Day", m.Day)
	}
	v, verr := s.unitSplitView(r)
	if verr != nil {
		return verr
	}
	v.Key, v.Into, v.Name, v.Code, v.From, v.Basis, v.Chosen = f.Typed(FormKey), f.Typed("into"), f.Typed("unit_name"), f.Typed("unit_code"), f.Typed("from"), f.Typed("unit_basis"), f.TypedAll("posting")
	if err != nil {
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			for i := range es {
				if label, ok := splitLabels[es[i].Name]; ok {
					es[i].Label = text.T(ctx, label)
				}
			}
			v.Errors = es
			return unit.Split(v)
		})
	}
	v.Preview = splitPreview(ctx, &p, m)
	return s.page(w, r, v.Title, unit.Split(v))
}

// splitLabels are what fields of the form are called that have other names elsewhere.
var splitLabels = map[string]text.Key{"into": text.SplitInto, "unit_name": text.SplitNewName, "unit_code": text.SplitNewCode, "from": text.UnitMergeFrom, "posting": text.SplitPostings}

// splitPreview is what goes along, each with how it does.
func splitPreview(ctx context.Context, p *registry.SplitPreview, m registry.Split) *components.TableView {
	t := &components.TableView{
		Caption: text.T(ctx, text.SplitPreview, "From", p.From.Name, "Into", p.Into.Name, "Day", m.Day), Stacked: true,
		Columns: []components.Column{{Label: text.T(ctx, text.UnitMergeWhat)}, {Label: text.T(ctx, text.UnitMergeCount), Num: true}, {Label: text.T(ctx, text.UnitMergeHow)}},
	}
	add := func(what text.Key, n int, how text.Key, names ...string) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: text.T(ctx, what)}, {Words: text.Number(ctx, n)},
			{Words: text.T(ctx, how, "Day", m.Day, "Before", m.Day-1, "Into", p.Into.Name), Sub: text.Join(ctx, names)}}})
	}
	var names []string
	for _, x := range p.Postings {
		names = append(names, x.Name)
	}
	add(text.UnitMergeOpen, p.Open, text.SplitOpenHow)
	add(text.UnitMergePostings, len(p.Postings), text.SplitPostingsHow, names...)
	add(text.UnitMergeStations, p.Stations, text.SplitStationsHow)
	return t
}

// unitKeepWhole takes back, before its day, that a part of a village goes over into another.
func (s *Server) unitKeepWhole(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	split := f.UUID("split")
	if err := f.Err(); err != nil {
		return err
	}
	if err := s.Registry.KeepWhole(r.Context(), actorOf(r), id, split); err != nil {
		return err
	}
	s.places.forget()
	return s.done(w, r, unitPath(id), text.SplitWithdrawn)
}
