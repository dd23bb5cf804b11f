package server

import (
	"context"
	"math"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/unit"
)

// unitMergeForm asks into which place another one goes over, and when; of a township also what becomes of its villages.
func (s *Server) unitMergeForm(w http.ResponseWriter, r *http.Request) error {
	d, err := s.mergeDesk(r)
	if err != nil {
		return err
	}
	d.view.Key, d.view.From = NewFormKey(), (s.Clock.Today().Month() + 1).First().String()
	d.suggest(readQuery(r))
	return s.page(w, r, d.view.Title, unit.Merge(d.view))
}

// mergeDesk is the form with what it offers.
type mergeDesk struct {
	ctx      context.Context
	unit     store.Unit
	ever     []store.Unit
	villages []store.Unit // of a township that goes over
	view     unit.MergeView
}

func (s *Server) mergeDesk(r *http.Request) (*mergeDesk, error) {
	ctx := r.Context()
	id, err := pathNumber(r, "unit")
	if err != nil {
		return nil, err
	}
	u, err := s.Registry.Unit(ctx, actorOf(r), id)
	if err != nil {
		return nil, err
	}
	if u.Kind != "village" && u.Kind != "township" || !u.ValidUntil.IsZero() || u.State != store.UnitInBeing {
		return nil, fault.New(fault.Conflict, text.UnitMergeOnlyPlaces)
	}
	d := &mergeDesk{ctx: ctx, unit: u.Unit}
	if d.ever, err = s.Registry.UnitsEver(ctx, actorOf(r)); err != nil {
		return nil, err
	}
	d.view = unit.MergeView{Title: text.T(ctx, text.UnitMergeTitle, "Name", u.Name), Units: unitsPath, Back: unitPath(id), Unit: u.Name, Send: unitPath(id) + "/merge",
		Earliest: (s.Clock.Today() + 1).String(), Township: u.Kind == "township"}
	names := townshipNames(d.ever)
	for _, x := range d.ever {
		if !x.ValidUntil.IsZero() || x.ID == id {
			continue
		}
		if x.Kind == "village" && x.Division.Township() == u.Division && d.view.Township && x.State == store.UnitInBeing {
			d.villages = append(d.villages, x)
		}
		if x.Kind != u.Kind {
			continue
		}
		o := components.Option{Value: strconv.FormatInt(x.ID, 10), Label: x.Name, Note: x.Division.String()}
		if x.Kind == "village" {
			o.Group = names[x.Division.Township()]
		}
		if x.State == store.UnitAhead {
			o.Note = text.T(ctx, text.UnitAheadFrom, "Day", x.ValidFrom)
		}
		d.view.Villages = append(d.view.Villages, o)
	}
	return d, nil
}

// suggest fills the table of a township's villages once it is known into which township they go: the next free codes, and the names they have.
func (d *mergeDesk) suggest(q *Form) {
	d.view.Into = q.Typed("into")
	for _, x := range d.ever {
		if d.view.Township && x.Kind == "township" && strconv.FormatInt(x.ID, 10) == d.view.Into {
			codes := registry.NextCodes(d.ever, x.Division, len(d.villages))
			for i, v := range d.villages {
				line := d.line(&v)
				if line.Name = v.Name; i < len(codes) {
					line.Code = codes[i].String()
				}
				d.view.Lines = append(d.view.Lines, line)
			}
		}
	}
}

func (d *mergeDesk) line(v *store.Unit) unit.MoveLine {
	n := strconv.FormatInt(v.ID, 10)
	return unit.MoveLine{Village: v.Name, Old: v.Division.String(), CodeField: "code_" + n, NameField: "name_" + n}
}

// unitMerge shows what a merger takes along, and does it once that was seen.
func (s *Server) unitMerge(w http.ResponseWriter, r *http.Request) error {
	d, err := s.mergeDesk(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	do := f.Choice("do", "merge", "suggest")
	m := d.read(f, do)
	var p registry.MergerPreview
	switch err = f.Err(); {
	case err != nil || do == "suggest":
	case do == "merge":
		err = s.Registry.MergeUnit(d.ctx, actorOf(r), m)
	default:
		p, err = s.Registry.PreviewMerger(d.ctx, actorOf(r), m)
	}
	if err == nil && do == "merge" {
		s.places.forget()
		return s.done(w, r, unitPath(d.unit.ID), text.UnitMerged, "Day", m.Day)
	}
	v := &d.view
	v.Key, v.Into, v.From, v.Basis, v.NewName, v.Code = f.Typed(FormKey), f.Typed("into"), f.Typed("from"), f.Typed("merge_basis"), f.Typed("new_name"), f.Typed("unit_code")
	if do == "suggest" {
		d.suggest(f)
		return s.page(w, r, v.Title, unit.Merge(*v))
	}
	d.typed(f)
	if err != nil {
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors = d.said(es)
			return unit.Merge(*v)
		})
	}
	v.Moves = movePreview(d.ctx, &p)
	v.Preview, v.Mid = mergePreview(d.ctx, &p, m, d.called(&p)), midMonth(d.ctx, m.Day)
	return s.page(w, r, v.Title, unit.Merge(*v))
}

// read takes a merger out of the form.
func (d *mergeDesk) read(f *Form, do string) registry.Merger {
	m := registry.Merger{Key: f.Key(), From: d.unit.ID}
	if do == "suggest" {
		return m
	}
	m.Day, m.Basis, m.NewName = f.RequiredDate("from"), f.Required("merge_basis", 120), f.Text("new_name", 60)
	m.Into = int64(f.Int("into", 1, math.MaxInt32))
	if f.Typed("unit_code") != "" {
		m.Code = readUnitCode(f, "unit_code")
	}
	for _, v := range d.villages {
		line := d.line(&v)
		move := registry.VillageMove{Village: v.ID, Name: f.Text(line.NameField, 60)}
		if f.Typed(line.CodeField) != "" {
			move.Code = readUnitCode(f, line.CodeField)
		}
		m.Villages = append(m.Villages, move)
	}
	return m
}

// typed shows the table of villages as it was filled in.
func (d *mergeDesk) typed(f *Form) {
	if d.view.Into == "" {
		return
	}
	for _, v := range d.villages {
		line := d.line(&v)
		line.Code, line.Name = f.Typed(line.CodeField), f.Typed(line.NameField)
		d.view.Lines = append(d.view.Lines, line)
	}
}

// said calls each thing that is wrong as the form does, in the table with its village.
func (d *mergeDesk) said(es components.Errors) components.Errors {
	relabel(es, "from", text.T(d.ctx, text.UnitMergeFrom))
	relabel(es, "unit_code", text.T(d.ctx, text.UnitMergeNewCode))
	for i := range d.view.Lines {
		l := &d.view.Lines[i]
		for j := range es {
			switch es[j].Name {
			case l.CodeField:
				es[j].Label = text.T(d.ctx, text.UnitMoveCodeOf, "Village", l.Village)
			case l.NameField:
				es[j].Label = text.T(d.ctx, text.UnitMoveNameOf, "Village", l.Village)
			}
		}
		l.CodeError, l.NameError = es.Of(l.CodeField), es.Of(l.NameField)
	}
	return es
}

// midMonth warns of a day that is no first of a month; empty for one that is.
func midMonth(ctx context.Context, day date.Date) string {
	if day == day.Month().First() {
		return ""
	}
	return text.T(ctx, text.UnitMergeMid, "Day", day)
}

// called names the place that another one goes over into; of a village of another township with that, since it may keep its name.
func (d *mergeDesk) called(p *registry.MergerPreview) string {
	if town := p.Into.Division.Township(); p.Into.Kind == "village" && town != p.From.Division.Township() {
		return text.T(d.ctx, text.UnitMergeElsewhere, "Township", townshipNames(d.ever)[town], "Name", p.Into.Name)
	}
	return p.Into.Name
}

// mergePreview is what goes along, each with how it does.
func mergePreview(ctx context.Context, p *registry.MergerPreview, m registry.Merger, into string) *components.TableView {
	b := p.Sum()
	t := &components.TableView{
		Caption: text.T(ctx, text.UnitMergePreview, "From", p.From.Name, "Into", into, "Day", m.Day),
		Columns: []components.Column{{Label: text.T(ctx, text.UnitMergeWhat), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.UnitMergeCount), Num: true, Phone: components.PhoneSide}, {Label: text.T(ctx, text.UnitMergeHow), Phone: components.PhoneWide}},
	}
	add := func(what text.Key, n int, how text.Key) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: text.T(ctx, what)}, {Words: text.Number(ctx, n)}, {Words: text.T(ctx, how, "Day", m.Day, "Into", into, "Fen", text.Fen(b.Unpaid))}}})
	}
	add(text.UnitMergeOpen, b.Open, text.UnitMergeOpenHow)
	add(text.UnitMergeEnded, b.Ended, text.UnitMergeEndedHow)
	add(text.UnitMergeDuties, b.Duties, text.UnitMergeDutiesHow)
	add(text.UnitMergePostings, b.Postings, text.UnitMergePostingsHow)
	add(text.UnitMergeStaff, b.Staff, text.UnitMergeStaffHow)
	add(text.UnitMergeStations, b.Stations, text.UnitMergeStationsHow)
	add(text.UnitMergeRewards, b.Rewards, text.UnitMergeRewardsHow)
	return t
}

// movePreview is what becomes of each village of a township.
func movePreview(ctx context.Context, p *registry.MergerPreview) *components.TableView {
	if len(p.Villages) == 0 {
		return nil
	}
	num := func(key text.Key) components.Column { return components.Column{Label: text.T(ctx, key), Num: true} }
	t := &components.TableView{Caption: text.T(ctx, text.UnitMovePreview, "Count", len(p.Villages)), Columns: []components.Column{
		{Label: text.T(ctx, text.UnitMoveVillage), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.UnitMoveInto)}, num(text.UnitMergeOpen), num(text.UnitMergeEnded), num(text.UnitMergeDuties), num(text.UnitMergePostings), num(text.UnitMergeRewards),
	}}
	for _, v := range p.Villages {
		into := components.Cell{Words: v.Into.Name, Sub: v.Into.Division.String()}
		if !v.Founded {
			into.Sub = text.T(ctx, text.UnitMoveExisting, "Code", v.Into.Division.String())
		}
		cells := []components.Cell{{Words: v.From.Name, Sub: v.From.Division.String()}, into}
		for _, n := range []int{v.Belongings.Open, v.Belongings.Ended, v.Belongings.Duties, v.Belongings.Postings, v.Belongings.Rewards} {
			cells = append(cells, components.Cell{Words: text.Number(ctx, n)})
		}
		t.Rows = append(t.Rows, components.Row{Cells: cells})
	}
	return t
}

// unitKeep takes back, before its day, that a unit goes over into another.
func (s *Server) unitKeep(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "unit")
	if err != nil {
		return err
	}
	if err := s.Registry.KeepUnit(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	s.places.forget()
	return s.done(w, r, unitPath(id), text.UnitMergeWithdrawn)
}
