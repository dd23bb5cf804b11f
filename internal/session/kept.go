package session

import (
	"context"
	"encoding/json"
	"time"
)

// keyWas is whose session ended with the request before, so that a form it sent can wait for the same account.
const keyWas, keyKept = "was", "kept"

// kept is a form that waits, sealed by the caller.
type kept struct {
	Account int64
	Sealed  string
}

// Was returns the account whose session has ended in this browser, 0 for nobody.
func (k *Keeper) Was(ctx context.Context) int64 { return k.scs.GetInt64(ctx, keyWas) }

// end destroys a session that is over and notes whose it was.
func (k *Keeper) end(ctx context.Context, account int64) error {
	if err := k.scs.Destroy(ctx); err != nil {
		return err
	}
	k.scs.Put(ctx, keyWas, account)
	k.scs.SetDeadline(ctx, time.Now().Add(visitLifetime))
	return nil
}

// KeepForm keeps a sealed form for half an hour, until the account whose session has ended signs in again in the same browser.
func (k *Keeper) KeepForm(ctx context.Context, sealed string) {
	if raw, err := json.Marshal(kept{k.Was(ctx), sealed}); err == nil && k.Was(ctx) != 0 {
		k.scs.Put(ctx, keyKept, string(raw))
	}
}

// HasForm reports whether a form waits for whoever has signed in.
func (k *Keeper) HasForm(ctx context.Context) bool { return k.scs.Exists(ctx, keyKept) }

// TakeForm returns the form that waits and forgets it; "" when there is none.
func (k *Keeper) TakeForm(ctx context.Context) string {
	var f kept
	if json.Unmarshal([]byte(k.scs.PopString(ctx, keyKept)), &f) != nil {
		return ""
	}
	return f.Sealed
}

// formFor returns what waits for the account as the session holds it, "" for nothing.
func (k *Keeper) formFor(ctx context.Context, account int64) string {
	raw := k.scs.GetString(ctx, keyKept)
	var f kept
	if json.Unmarshal([]byte(raw), &f) != nil || f.Account != account {
		return ""
	}
	return raw
}
