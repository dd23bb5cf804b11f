package server

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// barWords says why something cannot be recorded now, what must happen first, and since or from when.
func barWords(ctx context.Context, b *casework.Bar) string {
	why := text.T(ctx, b.Words)
	switch {
	case b.Past:
		return text.T(ctx, text.RecordBarredPast, "Why", why, "Day", b.Since)
	case !b.Since.IsZero():
		return text.T(ctx, text.RecordBarredSince, "Why", why, "Day", b.Since)
	case !b.From.IsZero():
		return text.T(ctx, text.RecordBarredUntil, "Why", why, "Day", b.From)
	}
	return text.T(ctx, text.RecordBarred, "Why", why)
}

// comesFirst leads to the form of what must happen first, if the actor may fill it now; nil otherwise.
func comesFirst(ctx context.Context, actor access.Actor, o *casework.Opened, b *casework.Bar) *components.Link {
	path := recordPath(b.First, o.Case.ID)
	if path == "" || !mayRecord(actor, o, b.First) || !actor.May(casework.RecordAction(b.First)) {
		return nil
	}
	return &components.Link{Words: firstWords(ctx, b.First), Href: path}
}

// firstWords names the form that comes first; some have a page of their own.
func firstWords(ctx context.Context, kind rehab.Kind) string {
	if text.Has(text.FamilyRecordTitle, kind) {
		return text.Of(ctx, text.FamilyRecordTitle, kind)
	}
	return text.Of(ctx, text.FamilyFact, kind)
}
