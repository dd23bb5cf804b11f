package server

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/audit"
)

const auditPath = "/audit"

func (s *Server) auditList(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), readQuery(r)
	f := auditFilter(q)
	f.After, f.Before = q.Number("after"), q.Number("before")
	entries, total, err := s.Registry.AuditLog(ctx, actorOf(r), f, listLimit+1)
	if err != nil {
		return err
	}
	entries, pages := cut(r, keysetOf(q), entries, listLimit, func(e store.AuditEntry) string { return strconv.FormatInt(e.ID, 10) })
	pages.Keys = false // its rows open nothing
	v := audit.ListView{
		Note: text.T(ctx, text.AuditCount, "Count", total), Excel: excelAddress(r, len(entries)), Table: auditTable(ctx, entries), Pages: pages,
		Search: audit.SearchView{Action: auditPath, Login: f.Login, From: q.Typed("from"), Until: q.Typed("until")},
		Filters: components.FilterBarView{Action: auditPath, Clear: auditPath, Filters: []components.Filter{
			{Name: "action", Label: text.T(ctx, text.AuditAction), Value: f.Action, Options: components.OptionsOf(ctx, text.FamilyAction, actionValues()...)},
		}},
	}
	if bad, ok := errors.AsType[*fault.Error](q.Err()); ok { // the list is shown without the filter that was not understood
		v.Search.Errors = errorsOf(ctx, bad.Fields)
	}
	for _, name := range []string{"account", "from", "until"} {
		if value := q.Typed(name); value != "" {
			v.Filters.Hidden = append(v.Filters.Hidden, components.Option{Label: name, Value: value})
		}
	}
	if f.Action != "" {
		v.Search.Hidden = []components.Option{{Label: "action", Value: f.Action}}
	}
	return s.page(w, r, text.T(ctx, text.AuditTitle), audit.List(v))
}

// auditFilter is how an address chooses entries, whatever page.
func auditFilter(q *Form) store.AuditFilter {
	return store.AuditFilter{Login: q.Typed("account"), Action: q.Choice("action", actionValues()...), From: q.Date("from"), Until: q.Date("until")}
}

func actionValues() []string {
	var out []string
	for _, a := range access.Actions() {
		out = append(out, string(a))
	}
	slices.Sort(out)
	return out
}

func auditTable(ctx context.Context, entries []store.AuditEntry) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.AuditTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.AuditAt), Phone: components.PhoneSub}, {Label: text.T(ctx, text.AuditWho), Phone: components.PhoneTitle},
			{Label: text.T(ctx, text.AuditRole), Phone: components.PhoneSide}, {Label: text.T(ctx, text.AuditWhat), Phone: components.PhoneWide},
			{Label: text.T(ctx, text.AuditOf)}, {Label: text.T(ctx, text.AuditDetail), Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.AuditNone), Note: text.T(ctx, text.AuditNoneNote)},
	}
	for _, e := range entries {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{
			{Words: text.Moment(ctx, e.At)}, {Words: e.Login}, {Words: auditRole(ctx, e.Role)}, {Words: auditWhat(ctx, e)}, {Words: auditOf(ctx, e)}, {Words: auditDetail(ctx, e.Detail)},
		}})
	}
	return t
}

func auditRole(ctx context.Context, role string) string {
	if text.Has(text.FamilyRole, role) {
		return text.Of(ctx, text.FamilyRole, role)
	}
	return text.T(ctx, text.AuditSystem)
}

// auditWhat is the change an entry names, else its action.
func auditWhat(ctx context.Context, e store.AuditEntry) string {
	if change, ok := e.Detail["change"].(string); ok && text.Has(text.FamilyAuditChange, change) {
		return text.Of(ctx, text.FamilyAuditChange, change)
	}
	if text.Has(text.FamilyAction, e.Action) {
		return text.Of(ctx, text.FamilyAction, e.Action)
	}
	return e.Action
}

func auditOf(ctx context.Context, e store.AuditEntry) string {
	if e.CaseID != nil {
		return text.T(ctx, text.AuditCase, "ID", e.CaseID.String())
	}
	if e.Subject == nil {
		return ""
	}
	table, key, _ := strings.Cut(*e.Subject, " ")
	if text.Has(text.FamilyAuditTable, table) {
		table = text.Of(ctx, text.FamilyAuditTable, table)
	}
	return table + " " + key
}
