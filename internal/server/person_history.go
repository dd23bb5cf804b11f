package server

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/person"
)

// changes is the history of a person's data and records, the newest first.
func (p *personView) changes() []pages.ChangeView {
	type dated struct {
		at   time.Time
		view pages.ChangeView
	}
	var all []dated
	for i := range p.file.Changes {
		all = append(all, dated{p.file.Changes[i].RecordedAt, p.change(&p.file.Changes[i])})
	}
	for i := range p.file.Merges {
		m := &p.file.Merges[i]
		all = append(all, dated{m.MergedAt, p.event(m.MergedAt, icon.Users, p.t(text.PersonHistoryMerged, "Which", p.which(m)), m.Merger, m.Reason)})
		if m.UndoneAt != nil {
			all = append(all, dated{*m.UndoneAt, p.event(*m.UndoneAt, icon.Undo2, p.t(text.PersonHistoryUndone, "Which", p.which(m)), m.Undoer, deref(m.UndoneReason))})
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return cmp.Compare(b.at.UnixNano(), a.at.UnixNano()) })
	out := make([]pages.ChangeView, len(all))
	for i, d := range all {
		out[i] = d.view
	}
	return out
}

// event is an entry of the history with who, when and why.
func (p *personView) event(at time.Time, i icon.Name, title, who, reason string) pages.ChangeView {
	day := date.Of(at.In(clock.Shanghai))
	v := pages.ChangeView{ISO: day.String(), Date: text.Date(p.ctx, day), Icon: i, Title: title, By: p.t(text.PersonHistoryBy, "Who", who, "When", text.Moment(p.ctx, at))}
	if reason != "" {
		v.Notes = append(v.Notes, p.t(text.PersonHistoryReason, "Reason", reason))
	}
	return v
}

func (p *personView) change(c *store.PersonChange) pages.ChangeView {
	v := p.event(c.RecordedAt, icon.Pencil, text.Of(p.ctx, text.FamilyPersonChange, c.Kind), c.Recorder, c.Reason)
	if !c.ReportedOn.IsZero() {
		v.Notes = append(v.Notes, p.t(text.PersonHistoryReported, "Day", c.ReportedOn))
	}
	for _, f := range casework.InOrder(c.Fields) {
		row := pages.FieldView{Field: p.label(f.Field)}
		if f.Before != "" {
			row.Before = p.words(f.Field, f.Before)
		}
		if f.After != "" {
			row.After = p.words(f.Field, f.After)
		}
		p.uncover(c.ID, f.Field, &row)
		v.Rows = append(v.Rows, row)
	}
	return v
}

// uncover puts numbers in clear into a row of the history when they were asked for with a reason.
func (p *personView) uncover(change uuid.UUID, field string, row *pages.FieldView) {
	if p.numbers == nil {
		return
	}
	key := casework.NumberKey(change, field)
	if n := p.numbers.Before[key]; n != "" {
		row.Before = n
	}
	if n := p.numbers.After[key]; n != "" {
		row.After = n
	}
}

// which names a merged record to those who see it.
func (p *personView) which(m *store.PersonMerge) string {
	if m.FromName == nil {
		return p.t(text.PersonMergedHidden)
	}
	return *m.FromName + " " + deref(m.FromMask)
}

// merged are the records that are merged into this one.
func (p *personView) merged() []pages.MergedView {
	var out []pages.MergedView
	for i := range p.file.Merges {
		m := &p.file.Merges[i]
		if m.UndoneAt != nil {
			continue
		}
		v := pages.MergedView{
			ID: m.ID.String(), Which: p.which(m), By: p.t(text.PersonHistoryBy, "Who", m.Merger, "When", text.Moment(p.ctx, m.MergedAt)),
			Reason: p.t(text.PersonHistoryReason, "Reason", m.Reason), FieldID: "undo-" + m.ID.String(),
		}
		if casework.MayUndoMerge(p.actor, *m) {
			v.Undo = personPath(p.id()) + "/merge/undo"
		}
		out = append(out, v)
	}
	return out
}
