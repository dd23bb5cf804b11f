package server

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"xinsheng/internal/registry"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	pages "xinsheng/web/pages/policy"
)

const policyHistoryPath = policyPath + "/history"

// policyHistory shows every version there has been, and what each changed.
func (s *Server) policyHistory(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, err := s.Registry.PolicyHistory(ctx, actorOf(r))
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.HistoryView{Title: text.T(ctx, text.PolicyHistory), Back: policyPath}
	for i := range all {
		v.Versions = append(v.Versions, recordView(ctx, g, &all[i]))
	}
	if len(all) > 0 {
		v.Excel = policyHistoryPath + "/export"
	}
	return s.page(w, r, v.Title, pages.History(v))
}

func recordView(ctx context.Context, g *gazetteer, p *registry.PolicyRecord) pages.RecordView {
	v := pages.RecordView{
		Title: p.Name, Note: text.T(ctx, text.PolicyHistoryNote, "Author", p.Author, "When", p.PublishedAt), Before: versionWords(ctx, &p.Before),
		Change: policyChanges(ctx, g, &p.Before.Policy, &p.Policy),
	}
	if !p.Effective.IsZero() {
		v.Title = text.T(ctx, text.PolicyVersionOption, "Day", p.Effective, "Name", p.Name)
	}
	if p.WithdrawnAt != nil {
		v.Withdrawn = text.T(ctx, text.PolicyHistoryWithdrawn, "Who", deref(p.WithdrawnBy), "When", *p.WithdrawnAt, "Reason", deref(p.WithdrawnReason))
	}
	if p.Plan != uuid.Nil {
		v.Plan = policyPlanPath(p.Plan)
	}
	return v
}

// historyLine is one change of one version.
type historyLine struct {
	record *registry.PolicyRecord
	change settingChange
}

// policyHistoryExport answers with every change of every version as a workbook.
func (s *Server) policyHistoryExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, err := s.Registry.PolicyHistory(ctx, actorOf(r))
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	var lines []historyLine
	for i := range all {
		for _, c := range settingChanges(ctx, g, &all[i].Before.Policy, &all[i].Policy) {
			lines = append(lines, historyLine{&all[i], c})
		}
	}
	return takeAlong(s, w, r, listBook[historyLine]{
		title: text.T(ctx, text.PolicyHistory), note: text.ListSheetNote, rows: lines,
		columns: []workbook.Column{
			fieldHead(ctx, "policy_from", 0), fieldHead(ctx, "policy_name", wideText), head(ctx, text.PolicyRule, wideText), head(ctx, text.PolicyBefore, wideText), head(ctx, text.PolicyThen, wideText),
			head(ctx, text.PolicyArticle, wideText), head(ctx, text.PolicyHistoryState, wideText),
		},
		row: func(l historyLine) []any {
			state := ""
			if l.record.WithdrawnAt != nil {
				state = text.T(ctx, text.PolicyHistoryWithdrawn, "Who", deref(l.record.WithdrawnBy), "When", *l.record.WithdrawnAt, "Reason", deref(l.record.WithdrawnReason))
			}
			return []any{l.record.Effective, l.record.Name, l.change.name, l.change.was, l.change.now, l.change.article, state}
		},
	})
}
