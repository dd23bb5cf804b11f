package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/paper"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/paper"
)

const (
	patternsPath    = "/papers/patterns"
	patternEditPath = patternsPath + "/edit"
)

// paperPatterns shows how the numbers of papers read, and what was ever set.
func (s *Server) paperPatterns(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	all, err := s.Papers.Numberings(ctx, actor)
	if err != nil {
		return err
	}
	v := pages.PatternsView{Register: registerPath, Table: patternTable(ctx, actor, all.Kinds), Own: patternOwn(ctx, actor, all.Kinds), History: patternHistory(ctx, all.History)}
	return s.page(w, r, text.T(ctx, text.RegisterPatterns), pages.Patterns(v))
}

// patternEdit is where the pattern of a kind is set, of an issuer or of all.
func patternEdit(kind string, issuer int64) string {
	q := url.Values{"kind": {kind}}
	if issuer != 0 {
		q.Set("issuer", strconv.FormatInt(issuer, 10))
	}
	return patternEditPath + "?" + q.Encode()
}

// changeCell leads to the form for whoever may set patterns.
func changeCell(ctx context.Context, actor access.Actor, kind string, issuer int64) components.Cell {
	if !actor.May(access.PaperPattern) {
		return components.Cell{}
	}
	return components.Cell{Body: components.Button(components.ButtonView{Label: text.T(ctx, text.RegisterPatternChange), Icon: icon.Pencil, Small: true, Weight: components.Quiet, Href: patternEdit(kind, issuer)})}
}

func patternTable(ctx context.Context, actor access.Actor, kinds []paper.Numbering) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.RegisterPatterns),
		Columns: []components.Column{
			{Label: text.T(ctx, text.PaperKindLabel), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PaperIssuer)}, {Label: text.T(ctx, text.RegisterPattern)},
			{Label: text.T(ctx, text.RegisterPatternNext)}, {Label: text.T(ctx, text.RegisterPatternSet)}, {Label: text.T(ctx, text.AccountActions), Quiet: true, Phone: components.PhoneSide},
		},
	}
	for i := range kinds {
		n := &kinds[i]
		set := components.Cell{Words: text.T(ctx, text.RegisterPatternDefault)}
		if n.Set != nil {
			set = components.Cell{Words: text.Moment(ctx, n.Set.SetAt), Sub: n.Set.SetBy}
		}
		t.Rows = append(t.Rows, components.Row{ID: string(n.Spec.Kind), Cells: []components.Cell{
			{Words: text.Of(ctx, text.FamilyPaperKind, n.Spec.Kind)}, {Words: text.Of(ctx, text.FamilyPaperIssuer, n.Spec.Issuer)}, {Words: n.Pattern},
			{Words: n.Example, Sub: n.ExampleOf}, set, changeCell(ctx, actor, string(n.Spec.Kind), 0),
		}})
	}
	return t
}

// patternOwn are the patterns of single issuers; without any, no table.
func patternOwn(ctx context.Context, actor access.Actor, kinds []paper.Numbering) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.RegisterPatternOwn),
		Columns: []components.Column{
			{Label: text.T(ctx, text.PaperKindLabel), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PaperIssuer)}, {Label: text.T(ctx, text.RegisterPattern)},
			{Label: text.T(ctx, text.RegisterPatternSet)}, {Label: text.T(ctx, text.AccountActions), Quiet: true, Phone: components.PhoneSide},
		},
	}
	for i := range kinds {
		for _, set := range kinds[i].Own {
			t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{
				{Words: text.Of(ctx, text.FamilyPaperKind, set.Kind)}, {Words: deref(set.IssuerName)}, {Words: deref(set.Pattern)},
				{Words: text.Moment(ctx, set.SetAt), Sub: set.SetBy}, changeCell(ctx, actor, set.Kind, *set.Issuer),
			}})
		}
	}
	return t
}

func patternHistory(ctx context.Context, sets []store.PatternSet) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.RegisterPatternHistory),
		Columns: []components.Column{
			{Label: text.T(ctx, text.AuditAt), Phone: components.PhoneSub}, {Label: text.T(ctx, text.RegisterPatternBy)}, {Label: text.T(ctx, text.PaperKindLabel), Phone: components.PhoneTitle},
			{Label: text.T(ctx, text.PaperIssuer)}, {Label: text.T(ctx, text.RegisterPattern)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.RegisterPatternNever)},
	}
	for i := range sets {
		set := &sets[i]
		issuer, pattern := text.T(ctx, text.RegisterPatternAll), text.T(ctx, text.RegisterPatternBack)
		if set.IssuerName != nil {
			issuer = *set.IssuerName
		}
		if set.Pattern != nil {
			pattern = *set.Pattern
		}
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: text.Moment(ctx, set.SetAt)}, {Words: set.SetBy}, {Words: kindWords(ctx, set.Kind)}, {Words: issuer}, {Words: pattern}}})
	}
	return t
}
