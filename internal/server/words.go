package server

import (
	"context"

	"xinsheng/internal/text"
)

// wordsOf is what a family of the catalogue says of a value, and the value itself where the family does not have it: what was taken over from
// elsewhere may be written in words instead of a code.
func wordsOf(ctx context.Context, f text.Family, value string) string {
	if text.Has(f, value) {
		return text.Of(ctx, f, value)
	}
	return value
}
