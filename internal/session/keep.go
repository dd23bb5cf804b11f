package session

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"xinsheng/internal/text"
)

// Wanted remembers the address a visitor asked for before signing in; only addresses of this service are remembered.
func (k *Keeper) Wanted(ctx context.Context, path string) {
	if !Local(path) {
		return
	}
	k.scs.Put(ctx, "wanted", path)
	if k.scs.GetInt64(ctx, keyAccount) == 0 {
		k.scs.SetDeadline(ctx, time.Now().Add(visitLifetime))
	}
}

// TakeWanted returns the remembered address and forgets it; "/" when there is none.
func (k *Keeper) TakeWanted(ctx context.Context) string {
	if p := k.scs.PopString(ctx, "wanted"); p != "" {
		return p
	}
	return "/"
}

// Local reports whether path is an address on this service and nothing a browser could take for another host.
func Local(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") && !strings.ContainsAny(path, "\\\r\n\t") && len(path) <= 500
}

// Note is a message for the next page. It holds no name and no number of a person: sessions are stored in clear.
type Note struct {
	Tone string // done, due or late
	Key  text.Key
	Args map[string]any
	Href string
	Link text.Key

	Photo string // where a photo or scan of what was done can be added; empty for nowhere
}

// Leave keeps a note for the next page.
func (k *Keeper) Leave(ctx context.Context, n Note) {
	if raw, err := json.Marshal(n); err == nil {
		k.scs.Put(ctx, "note", string(raw))
	}
}

// TakeNote returns the note left for this page, nil for none, and forgets it.
func (k *Keeper) TakeNote(ctx context.Context) *Note {
	raw := k.scs.PopString(ctx, "note")
	if raw == "" {
		return nil
	}
	var n Note
	if json.Unmarshal([]byte(raw), &n) != nil {
		return nil
	}
	for name, v := range n.Args {
		if count, ok := v.(float64); ok { // JSON's only number; plural forms ask for whole ones
			n.Args[name] = int(count)
		}
	}
	return &n
}

// maxSearches is how many searches a session remembers.
const maxSearches = 20

// search is what somebody looked for; it stays here so that no name or number stands in an address.
type search struct{ Key, Terms string }

// Remember keeps the terms of a search and returns the key under which an address may name it. Terms that are sensitive must
// be sealed by the caller.
func (k *Keeper) Remember(ctx context.Context, terms string) string {
	all := k.searches(ctx)
	if i := slices.IndexFunc(all, func(s search) bool { return s.Terms == terms }); i >= 0 {
		return all[i].Key
	}
	s := search{Key: rand.Text()[:10], Terms: terms}
	all = append(all, s)
	if raw, err := json.Marshal(all[max(0, len(all)-maxSearches):]); err == nil {
		k.scs.Put(ctx, "searches", string(raw))
	}
	return s.Key
}

// Recall returns the terms kept under the key, and whether there are any.
func (k *Keeper) Recall(ctx context.Context, key string) (string, bool) {
	for _, s := range k.searches(ctx) {
		if s.Key == key {
			return s.Terms, true
		}
	}
	return "", false
}

func (k *Keeper) searches(ctx context.Context) []search {
	var all []search
	if raw := k.scs.GetString(ctx, "searches"); raw != "" {
		if err := json.Unmarshal([]byte(raw), &all); err != nil {
			panic(fmt.Sprintf("session: searches written by this package: %v", err))
		}
	}
	return all
}
