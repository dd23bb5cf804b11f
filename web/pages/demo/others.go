package demo

import (
	"context"

	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// others is the button back to the real day, while the day is moved.
func others(ctx context.Context, v DayView) []components.ButtonView {
	if !v.Moved {
		return nil
	}
	return []components.ButtonView{{Label: text.T(ctx, text.DemoDayReal), Icon: icon.RotateCcw, Name: "real", Value: "on"}}
}
