package casefile

import (
	"context"

	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

func noticeIcon(t components.Tone) icon.Name {
	switch t {
	case components.Late, components.Due:
		return icon.TriangleAlert
	case components.Done:
		return icon.Check
	}
	return icon.Info
}

func voidCrumbs(ctx context.Context, v VoidView) []components.Crumb {
	var out []components.Crumb
	if v.ListHref != "" {
		out = append(out, components.Crumb{Label: text.T(ctx, text.CasefileList), Href: v.ListHref})
	}
	return append(out, components.Crumb{Label: v.Name, Href: v.CaseHref}, components.Crumb{Label: v.Title})
}
