package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/dossier"
)

// dossierList shows the dossiers of the actor's scope, those that lack most first.
func (s *Server) dossierList(w http.ResponseWriter, r *http.Request) error {
	in := readQuery(r)
	f, q := dossierFilter(in)
	v, err := s.dossierListView(r, f, q, keysetOf(in))
	if err != nil {
		return err
	}
	return s.page(w, r, text.T(r.Context(), text.DossierTitle), pages.List(v))
}

func (s *Server) dossierListView(r *http.Request, f store.DossierFilter, q url.Values, k keyset) (pages.ListView, error) {
	ctx, actor := r.Context(), actorOf(r)
	f.Limit, f.Key = listLimit, dossierKey(k)
	l, err := s.Work.Dossiers(ctx, actor, f)
	if err != nil {
		return pages.ListView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.ListView{}, err
	}
	lines, foot := cut(r, k, l.Lines, listLimit, dossierKeyOf)
	v := pages.ListView{Excel: excelAddress(r, len(lines)), Figures: dossierFigures(ctx, &l.Counts, q), Filter: dossierFilters(ctx, g, actor, f, q), Table: dossierTable(ctx, g, lines, f), Pages: foot}
	if l.Sums.Total > 0 {
		v.Sum = text.T(ctx, text.DossierSum, "Total", l.Sums.Total, "Missing", l.Sums.Missing, "Needed", l.Sums.Needed, "Filed", l.Sums.Filed)
		v.File = fileForm(r, dossiersPath+"/file", true, q)
	}
	return v, nil
}

// dossierFilter reads the filters of the address; q holds them again, without the page.
func dossierFilter(in *Form) (f store.DossierFilter, q url.Values) {
	q = url.Values{}
	keep := func(name, value string) string {
		if value != "" {
			q.Set(name, value)
		}
		return value
	}
	f.View = keep("view", in.Choice("view", store.DossierViews()...))
	f.State = keep("state", in.Choice("state", store.DossierStates()...))
	if s := rehab.Slot(in.Typed("slot")); s.Known() {
		f.Slot = rehab.Slot(keep("slot", string(s)))
	}
	if c, err := division.Parse(in.Typed("place")); err == nil {
		f.Within = c.Range()
		q.Set("place", c.String())
	}
	return f, q
}

// dossierKeyOf names a row by its place in the list: how much it lacks, and its case.
func dossierKeyOf(l store.DossierLine) string {
	return strconv.Itoa(l.Missing) + "_" + strconv.Itoa(l.Needed) + "_" + l.CaseID.String()
}

func dossierKey(k keyset) store.DossierKey {
	at := k.After
	if k.back() {
		at = k.Before
	}
	parts := strings.Split(at, "_")
	if len(parts) != 3 {
		return store.DossierKey{}
	}
	missing, err1 := strconv.Atoi(parts[0])
	needed, err2 := strconv.Atoi(parts[1])
	id, err3 := uuid.Parse(parts[2])
	if slots := len(rehab.Slots()); err1 != nil || err2 != nil || err3 != nil || missing < 0 || needed < 0 || missing > slots || needed > slots {
		return store.DossierKey{}
	}
	return store.DossierKey{Missing: missing, Needed: needed, Case: id, Back: k.back()}
}

// dossierFigures say how many dossiers stand how; each opens the list of just those.
func dossierFigures(ctx context.Context, n *store.DossierCounts, q url.Values) []components.FigureView {
	place := url.Values{}
	if p := q.Get("place"); p != "" {
		place.Set("place", p)
	}
	figure := func(label string, note text.Key, i icon.Name, count int, tone components.Tone, name, value string) components.FigureView {
		f := components.FigureView{Label: label, Icon: i, N: text.Number(ctx, count), Note: text.T(ctx, note), Href: dossiersPath + "?" + with(place, name, value)}
		if count > 0 {
			f.Tone = tone
		}
		return f
	}
	state := func(s string) string { return text.Of(ctx, text.FamilyDossierState, s) }
	view := func(s string) string { return text.Of(ctx, text.FamilyDossierView, s) }
	return []components.FigureView{
		figure(view(store.DossierRunning), text.DossierRunningNote, icon.FolderOpen, n.Running, components.Plain, "view", store.DossierRunning),
		figure(state("missing"), text.DossierMissingNote, icon.CircleAlert, n.Missing, components.Late, "state", "missing"),
		figure(state("needed"), text.DossierNeededNote, icon.Clock, n.Needed, components.Due, "state", "needed"),
		figure(state("whole"), text.DossierWholeNote, icon.CircleCheck, n.Whole, components.Plain, "state", "whole"),
		figure(view(store.DossierToArchive), text.DossierToArchiveNote, icon.Lock, n.ToArchive, components.Due, "view", store.DossierToArchive),
		figure(view(store.DossierArchived), text.DossierArchivedNote, icon.Lock, n.Archived, components.Plain, "view", store.DossierArchived),
	}
}

func dossierFilters(ctx context.Context, g *gazetteer, actor access.Actor, f store.DossierFilter, q url.Values) components.FilterBarView {
	v := components.FilterBarView{Action: dossiersPath, Target: "main", Clear: dossiersPath, Filters: []components.Filter{
		{Name: "view", Label: text.T(ctx, text.DossierView), Value: f.View, Options: components.OptionsOf(ctx, text.FamilyDossierView, store.DossierViews()...)},
		{Name: "state", Label: text.T(ctx, text.DossierState), Value: f.State, Options: components.OptionsOf(ctx, text.FamilyDossierState, store.DossierStates()...)},
		{Name: "slot", Label: text.T(ctx, text.DossierSlotFilter), Value: string(f.Slot), Options: slotOptions(ctx)},
	}}
	places := g.Townships(actor.Scope)
	if len(places) <= 1 {
		places = g.Villages(actor.Scope)
	}
	if len(places) > 1 {
		v.Filters = append(v.Filters, components.Filter{Name: "place", Label: text.T(ctx, text.DossierPlaceFilter), Value: q.Get("place"), Options: places})
	}
	return v
}

func slotOptions(ctx context.Context) []components.Option {
	var out []components.Option
	for _, s := range rehab.Slots() {
		out = append(out, components.Option{Value: string(s), Label: strconv.Itoa(s.Number()) + " " + text.Of(ctx, text.FamilySlot, s)})
	}
	return out
}

func dossierTable(ctx context.Context, g *gazetteer, lines []store.DossierLine, f store.DossierFilter) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.DossierTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.DossierPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.DossierVillage)}, {Label: text.T(ctx, text.DossierStage), Phone: components.PhoneSide},
			{Label: text.T(ctx, text.DossierMissingCount), Num: true}, {Label: text.T(ctx, text.DossierNeededCount), Num: true}, {Label: text.T(ctx, text.DossierFiledCount), Num: true},
			{Label: text.T(ctx, text.DossierLacks), Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.DossierEmpty), Note: text.T(ctx, text.DossierEmptyNote), Icon: icon.FolderOpen},
	}
	if f.View == store.DossierToArchive || f.View == store.DossierArchived {
		t.Columns = append(t.Columns, components.Column{Label: text.T(ctx, text.DossierEnded)}, components.Column{Label: text.T(ctx, text.DossierArchivePlace)})
	}
	for i := range lines {
		t.Rows = append(t.Rows, dossierRow(ctx, g, &lines[i], len(t.Columns)))
	}
	return t
}

func dossierRow(ctx context.Context, g *gazetteer, l *store.DossierLine, columns int) components.Row {
	here := dossierPath(l.CaseID)
	count := func(n int, s rehab.SlotState) components.Cell {
		c := components.Cell{Words: text.Number(ctx, n)}
		if n > 0 {
			c.Href = here + "?state=" + string(s) + "#slots"
		}
		return c
	}
	row := components.Row{ID: l.CaseID.String(), Href: here, Cells: []components.Cell{
		{Words: l.Name, Sub: tail(&l.DocMask)}, {Words: g.Full(l.Division)}, {Words: text.Of(ctx, text.FamilyStage, l.Stage)},
		count(l.Missing, rehab.SlotMissing), count(l.Needed, rehab.SlotNeeded), count(l.Filed, rehab.SlotFiled), {Words: missingNames(ctx, l.Dossier)},
	}}
	if l.Missing > 0 {
		row.Cells[3].Tone = components.Late
	}
	if columns > len(row.Cells) {
		row.Cells = append(row.Cells, components.Cell{Words: text.Date(ctx, l.ExitDay)}, components.Cell{Words: givenText(l.Place)})
	}
	return row
}

// missingNames are the names of the slots that lack something.
func missingNames(ctx context.Context, dossier string) string {
	var out []string
	for i, state := range casework.SlotStates(dossier) {
		if state == rehab.SlotMissing {
			out = append(out, text.Of(ctx, text.FamilySlot, rehab.Slots()[i]))
		}
	}
	return text.Join(ctx, out)
}
