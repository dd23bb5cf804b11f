package server

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/paper"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/paper"
)

const registerPath = "/papers/register"

// registerByNumber is the order of a book in the address.
const registerByNumber = "number"

// paperRegister shows the numbers that the actor's office and those below it gave to papers.
func (s *Server) paperRegister(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	q := readQuery(r)
	f, at := registerFilter(actor, q), keysetOf(q)
	key := registerKey(cmp.Or(at.Before, at.After))
	if key == (store.RegisterKey{}) {
		at = keyset{}
	}
	reg, err := s.Papers.Register(ctx, actor, f, key, at.back(), listLimit+1)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	lines, page := cut(r, at, reg.Lines, listLimit, registerKeyOf)
	v := pages.RegisterView{
		Excel: excelAddress(r, len(lines)), Patterns: patternsPath, Filter: s.registerFilters(ctx, g, actor, &reg, f),
		Table: registerTable(ctx, g, lines), Pages: page,
	}
	if len(reg.Issuers) > 0 {
		v.Tone, v.Tally = registerTally(ctx, &reg)
	}
	if len(paper.BatchKinds(actor)) > 0 {
		v.Batch = batchPath
	}
	if r.URL.RawQuery != "" {
		v.Table.Empty = components.EmptyView{Title: text.T(ctx, text.RegisterNoMatch)}
	}
	return s.page(w, r, text.T(ctx, text.RegisterTitle), pages.Register(v))
}

// registerFilter reads the filters of the address.
func registerFilter(actor access.Actor, q *Form) store.RegisterFilter {
	var kinds []string
	for _, k := range paper.Kinds(actor) {
		kinds = append(kinds, string(k.Kind))
	}
	return store.RegisterFilter{
		Issuer: q.Number("issuer"), Kind: q.Choice("kind", kinds...), Year: q.Int("year", firstYear, lastYear),
		State: q.Choice("state", store.RegisterStates()...), ByNumber: q.Typed("sort") == registerByNumber,
	}
}

// A number's place in the list is its issuer, year, number and kind.
func registerKeyOf(l store.RegisterLine) string {
	return strings.Join([]string{strconv.FormatInt(l.Issuer, 10), strconv.Itoa(l.Year), strconv.Itoa(l.Number), l.Kind}, "_")
}

// registerKey reads where a page begins; anything else is the first page.
func registerKey(s string) store.RegisterKey {
	p := strings.SplitN(s, "_", 4)
	if len(p) < 4 {
		return store.RegisterKey{}
	}
	issuer, err1 := strconv.ParseInt(p[0], 10, 64)
	year, err2 := strconv.ParseInt(p[1], 10, 32)
	number, err3 := strconv.ParseInt(p[2], 10, 32)
	if err1 != nil || err2 != nil || err3 != nil {
		return store.RegisterKey{}
	}
	return store.RegisterKey{Issuer: issuer, Kind: p[3], Year: int(year), Number: int(number)}
}

func (s *Server) registerFilters(ctx context.Context, g *gazetteer, actor access.Actor, reg *paper.Register, f store.RegisterFilter) components.FilterBarView {
	v := components.FilterBarView{Action: registerPath, Target: "main", Clear: registerPath}
	if len(reg.Issuers) > 1 {
		filter := components.Filter{Name: "issuer", Label: text.T(ctx, text.PaperIssuer)}
		for _, u := range reg.Issuers {
			filter.Options = append(filter.Options, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: registerIssuer(ctx, g, u.Kind, u.Name, u.Division)})
		}
		if f.Issuer != 0 {
			filter.Value = strconv.FormatInt(f.Issuer, 10)
		}
		v.Filters = append(v.Filters, filter)
	}
	kinds := components.Filter{Name: "kind", Label: text.T(ctx, text.PaperKindLabel), Value: f.Kind}
	for _, k := range paper.Kinds(actor) {
		kinds.Options = append(kinds.Options, components.Option{Value: string(k.Kind), Label: text.Of(ctx, text.FamilyPaperKind, k.Kind)})
	}
	years := components.Filter{Name: "year", Label: text.T(ctx, text.RegisterYear)}
	for y := max(reg.Last, f.Year); y > 0 && y >= reg.First; y-- {
		years.Options = append(years.Options, components.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y)})
	}
	if f.Year != 0 {
		years.Value = strconv.Itoa(f.Year)
	}
	v.Filters = append(v.Filters, kinds, years, components.Filter{Name: "state", Label: text.T(ctx, text.PaperState), Value: f.State,
		Options: components.OptionsOf(ctx, text.FamilyNumberState, store.RegisterStates()...)})
	v.Sort = &components.Filter{Name: "sort", Options: []components.Option{{Label: text.T(ctx, text.RegisterNewest)}, {Value: registerByNumber, Label: text.T(ctx, text.RegisterByNumber)}}}
	if f.ByNumber {
		v.Sort.Value = registerByNumber
	}
	return v
}

// registerTally says how many numbers a year has and that none is missing.
func registerTally(ctx context.Context, reg *paper.Register) (components.Tone, string) {
	t, year := reg.Tally, strconv.Itoa(reg.Year)
	switch {
	case t.Runs == 0:
		return components.Plain, text.T(ctx, text.RegisterTallyNone, "Year", year)
	case t.Missing > 0:
		return components.Late, text.T(ctx, text.RegisterTallyMissing, "Year", year, "Numbers", t.Numbers, "Count", t.Missing)
	case t.Runs == 1:
		return components.Done, text.T(ctx, text.RegisterTallyRun, "Year", year, "Count", t.Numbers, "Voided", t.Voided)
	}
	return components.Done, text.T(ctx, text.RegisterTallyRuns, "Year", year, "Runs", t.Runs, "Numbers", t.Numbers, "Voided", t.Voided)
}

func registerTable(ctx context.Context, g *gazetteer, lines []store.RegisterLine) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.RegisterTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.PaperNumber), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.RegisterRunning), Num: true, Phone: components.PhoneSide},
			{Label: text.T(ctx, text.PaperKindLabel)}, {Label: text.T(ctx, text.PaperDay)}, {Label: text.T(ctx, text.RegisterPerson)}, {Label: text.T(ctx, text.PaperIssuer)},
			{Label: text.T(ctx, text.RegisterIssuedBy)}, {Label: text.T(ctx, text.PaperState), Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.RegisterEmpty), Note: text.T(ctx, text.RegisterEmptyNote), Icon: icon.FileText},
	}
	for i := range lines {
		t.Rows = append(t.Rows, registerRow(ctx, g, &lines[i]))
	}
	return t
}

func registerRow(ctx context.Context, g *gazetteer, l *store.RegisterLine) components.Row {
	row := components.Row{ID: registerKeyOf(*l)}
	switch {
	case l.Open:
		row.Href = paperPath(&store.Paper{ID: *l.PaperID, CaseID: caseOr(l.CaseID)})
	case l.PaperID == nil && l.Person != nil:
		row.Href = casePath(*l.CaseID)
	}
	row.Cells = []components.Cell{
		{Words: l.Text}, {Words: strconv.Itoa(l.Number)}, {Words: kindWords(ctx, l.Kind)}, {Words: text.Date(ctx, l.Day)}, {Words: registerPerson(ctx, l)},
		{Words: registerIssuer(ctx, g, l.IssuerKind, l.IssuerName, l.Division)}, {Words: registerIssuedBy(ctx, l)}, {Body: pages.NumberState(registerMark(ctx, l.State), givenText(l.VoidReason))},
	}
	return row
}

// registerIssuer names who gave a number.
func registerIssuer(ctx context.Context, g *gazetteer, kind, name string, code division.Code) string {
	return unitWords(g, kind, issuerWords(ctx, kind, name), code)
}

// caseOr is the case of a number, none where it is about none.
func caseOr(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

// registerPerson is the name of a person whose case the reader sees, else its first character; of a paper of an office, whom it is addressed to.
func registerPerson(ctx context.Context, l *store.RegisterLine) string {
	switch {
	case l.Person != nil:
		return *l.Person
	case l.Initial != "":
		return text.T(ctx, text.CasefileMaskedName, "Initial", l.Initial)
	case l.Addressed != nil:
		return *l.Addressed
	}
	return ""
}

func registerIssuedBy(ctx context.Context, l *store.RegisterLine) string {
	switch {
	case l.IssuedBy == nil:
		return ""
	case l.BySystem:
		return text.T(ctx, text.AuditSystem)
	}
	return *l.IssuedBy
}

// kindWords names a kind of paper; a number stays in the register when the program has its kind no more.
func kindWords(ctx context.Context, kind string) string {
	if text.Has(text.FamilyPaperKind, kind) {
		return text.Of(ctx, text.FamilyPaperKind, kind)
	}
	return kind
}

func registerMark(ctx context.Context, state string) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyNumberState, state)}
	switch state {
	case "issued":
		m.Tone = components.Done
	case "voided":
		m.Tone = components.Shut
	case "fact_voided":
		m.Tone = components.Late
	}
	return m
}

// unitWords names an office: a village with its township.
func unitWords(g *gazetteer, kind, name string, code division.Code) string {
	if kind == "village" {
		return g.Full(code)
	}
	return name
}
