package casework

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Breaches gathers the breaches of the case: grounds, letters, findings, proposals and the pack (DOMAIN §6).
func (o *Opened) Breaches() rehab.BreachFile {
	return rehab.BreachesOf(store.FileOf(o.Case, o.Facts), &o.Track)
}
