package server

import (
	"context"
	"sync"
	"time"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
)

// behindAge is how long it is believed whether cases are being computed again after a change of the rules, so that not every page asks.
const behindAge = 3 * time.Second

// behind knows since when summaries stand as they were because of a change of the rules.
type behind struct {
	mu   sync.Mutex
	read time.Time
	at   time.Time
}

// since returns when the rules were changed that summaries do not follow yet; the zero time when all follow. A page is not refused for want of it.
func (b *behind) since(ctx context.Context, s *store.Store) time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	if time.Since(b.read) < behindAge {
		return b.at
	}
	err := s.Read(ctx, access.SystemActor(access.AccountSignIn), func(tx *store.Tx) error {
		at, err := tx.BehindSince(ctx)
		b.at = time.Time{}
		if at != nil {
			b.at = *at
		}
		return err
	})
	if err == nil {
		b.read = time.Now()
	}
	return b.at
}
