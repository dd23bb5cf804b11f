package server

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/policy"
)

const policyPath = "/policy"

// policyShow shows what the rules are set to: the version in force, or another that is asked for.
func (s *Server) policyShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.policyView(r, r.URL.Query().Get("version"))
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

func (s *Server) policyView(r *http.Request, version string) (v pages.PageView, err error) {
	ctx, today := r.Context(), s.Clock.Today()
	book, err := s.Registry.PolicyBook(ctx, actorOf(r))
	if err != nil {
		return v, err
	}
	now := book.InForce(today)
	shown := now
	if i := slices.IndexFunc(book.Versions, func(v registry.PolicyEntry) bool { return strconv.FormatInt(v.ID, 10) == version }); i >= 0 {
		shown = i
	}
	entry := &book.Versions[shown]
	v = pages.PageView{Title: text.T(ctx, text.PolicyTitle), Note: policyNote(ctx, entry), Calendar: calendarTable(ctx, book.Years)}
	if shown != now {
		v.Old = policyPath
	} else if now+1 < len(book.Versions) {
		next := &book.Versions[now+1]
		v.Coming, v.ComingAt = text.T(ctx, text.PolicyComing, "Day", next.Effective, "Name", next.Name), policyPath+"?version="+strconv.FormatInt(next.ID, 10)
	}
	if len(book.Versions) > 1 {
		v.Filter = policyFilter(ctx, book, shown, now)
	}
	if v.Plans, err = s.policyPlans(r); err != nil {
		return v, err
	}
	if v.Run, err = s.recomputing(r); err != nil {
		return v, err
	}
	v.History = policyHistoryPath
	if actorOf(r).May(access.PolicyPublish) {
		v.Next = policyNextPath
	}
	if s.withdrawable(actorOf(r), entry) {
		v.Withdraw = policyPath + "/" + strconv.FormatInt(entry.ID, 10) + "/withdraw"
	}
	var before *rehab.Policy
	if shown > 0 {
		before = &book.Versions[shown-1].Policy
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	v.Groups = policyGroups(ctx, g, &entry.Policy, before)
	if years := book.Unknown(today); len(years) > 0 {
		v.Unknown = text.T(ctx, text.PolicyUnknown, "Years", yearWords(years))
	}
	return v, nil
}

func yearWords(years []int) []string {
	out := make([]string, len(years))
	for i, y := range years {
		out[i] = strconv.Itoa(y)
	}
	return out
}

// policyNote says which version is shown, from when it holds and who published it.
func policyNote(ctx context.Context, v *registry.PolicyEntry) string {
	switch {
	case v.ID == 0:
		return text.T(ctx, text.PolicyShipped)
	case v.Effective.IsZero():
		return text.T(ctx, text.PolicyNoteVersionAlways, "Name", v.Name, "Author", v.Author)
	}
	return text.T(ctx, text.PolicyNoteVersion, "Name", v.Name, "Day", v.Effective, "Author", v.Author)
}

func policyFilter(ctx context.Context, book registry.PolicyBook, shown, now int) *components.FilterBarView {
	var options []components.Option
	for i, v := range slices.Backward(book.Versions) {
		label := versionWords(ctx, &v)
		if i == now {
			label = text.T(ctx, text.PolicyVersionNow, "Version", label)
		}
		options = append(options, components.Option{Value: strconv.FormatInt(v.ID, 10), Label: label})
	}
	return &components.FilterBarView{Action: policyPath, Sort: &components.Filter{
		Name: "version", Label: text.T(ctx, text.PolicyVersion), Value: strconv.FormatInt(book.Versions[shown].ID, 10), Options: options,
	}}
}

// versionWords names a version by its first day; one that holds from the beginning has none.
func versionWords(ctx context.Context, v *registry.PolicyEntry) string {
	switch {
	case v.ID == 0:
		return text.T(ctx, text.PolicyShipped)
	case v.Effective.IsZero():
		return v.Name
	}
	return text.T(ctx, text.PolicyVersionOption, "Day", v.Effective, "Name", v.Name)
}

// policyGroups are the settings by subject; with a version before, what it said stands beside what has changed.
func policyGroups(ctx context.Context, names *gazetteer, p, before *rehab.Policy) []pages.GroupView {
	old, unset := map[string]string{}, text.T(ctx, text.PolicyUnset)
	if before != nil {
		for _, s := range before.Settings() {
			old[s.Name] = settingWords(ctx, names, &s)
		}
	}
	var out []pages.GroupView
	for _, g := range rehab.SettingGroups() {
		t := components.TableView{Caption: text.Of(ctx, text.FamilySettingGroup, g), Columns: []components.Column{
			{Label: text.T(ctx, text.PolicyRule), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PolicyValue)}, {Label: text.T(ctx, text.PolicyArticle)},
		}}
		if before != nil {
			t.Columns = append(t.Columns, components.Column{Label: text.T(ctx, text.PolicyBefore)})
		}
		for _, s := range p.Settings() {
			if was := old[s.Name]; s.Group == g && (len(s.Values) > 0 || was != "" && was != unset) {
				t.Rows = append(t.Rows, settingRow(ctx, names, &s, before != nil, old))
			}
		}
		out = append(out, pages.GroupView{Title: t.Caption, Table: t})
	}
	return out
}

func settingRow(ctx context.Context, names *gazetteer, s *rehab.Setting, compare bool, old map[string]string) components.Row {
	value := settingWords(ctx, names, s)
	row := components.Row{Cells: []components.Cell{{Words: text.Of(ctx, text.FamilySetting, s.Name)}, {Words: value}, {Words: text.Citation(ctx, s.Article)}}}
	if !compare {
		return row
	}
	was := components.Cell{Words: old[s.Name], Sub: text.T(ctx, text.PolicyChanged), Tone: components.Due}
	if old[s.Name] == value {
		was = components.Cell{Words: text.T(ctx, text.PolicySame)}
	}
	row.Cells = append(row.Cells, was)
	return row
}

// settingWords is the number of a setting in words, or those of the phases, or the names of a list of townships.
func settingWords(ctx context.Context, names *gazetteer, s *rehab.Setting) string {
	if len(s.Values) == 0 {
		return text.T(ctx, text.PolicyUnset)
	}
	if s.List {
		var towns []string
		for _, c := range s.Values {
			towns = append(towns, names.Short(division.Code(c)))
		}
		return text.From(ctx).Join(towns)
	}
	if !s.Phases {
		return settingValue(ctx, s.Unit, s.Values[0])
	}
	same := true
	for _, n := range s.Values {
		same = same && n == s.Values[0]
	}
	if same {
		return text.T(ctx, text.PolicyAllPhases, "Value", settingValue(ctx, s.Unit, s.Values[0]))
	}
	var parts []string
	for i, n := range s.Values {
		parts = append(parts, text.T(ctx, text.PolicyOfPhase, "Phase", text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(i+1)), "Value", settingValue(ctx, s.Unit, n)))
	}
	return text.From(ctx).Clauses(parts)
}

var settingUnits = map[rehab.SettingUnit]text.Key{
	rehab.UnitDays: text.PolicyDays, rehab.UnitWorkdays: text.PolicyWorkdays, rehab.UnitEvery: text.PolicyEvery, rehab.UnitMonths: text.PolicyMonths,
	rehab.UnitTimes: text.PolicyTimes, rehab.UnitMonthly: text.PolicyMonthly, rehab.UnitPersons: text.PolicyPersons, rehab.UnitOver: text.PolicyOver, rehab.UnitPoints: text.PolicyPoints,
}

func settingValue(ctx context.Context, u rehab.SettingUnit, n int) string {
	switch {
	case u == rehab.UnitFen:
		return text.Money(ctx, int64(n))
	case u == rehab.UnitEvery && n == 0:
		return text.T(ctx, text.PolicyNoRule)
	case u == rehab.UnitEvery && n == 1:
		return text.T(ctx, text.PolicyEveryMonth)
	}
	return text.T(ctx, settingUnits[u], "Count", n)
}

// calendarTable is the years whose official days are known, the newest first.
func calendarTable(ctx context.Context, years []registry.CalendarYear) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.PolicyCalendar),
		Columns: []components.Column{
			{Label: text.T(ctx, text.PolicyYear), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PolicyOff), Num: true},
			{Label: text.T(ctx, text.PolicyWork), Num: true}, {Label: text.T(ctx, text.PolicySource)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.PolicyNoYears), Note: text.T(ctx, text.PolicyNoYearsNote)},
	}
	for _, y := range slices.Backward(years) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{
			{Words: strconv.Itoa(y.Year)}, {Words: text.Number(ctx, y.Off)}, {Words: text.Number(ctx, y.Work)}, {Words: y.Source},
		}})
	}
	return t
}
