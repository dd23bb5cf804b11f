package tracker

import (
	"context"

	"xinsheng/internal/text"
)

// kinds are the contacts in the fixed order of the tracker: report, talk, visit; values of text.FamilyContact.
var kinds = [3]string{"report", "talk", "visit"}

// contactNames lists the contacts in the tracker's order.
func contactNames(ctx context.Context) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = text.Of(ctx, text.FamilyContact, k)
	}
	return text.Join(ctx, names)
}
