package session

import (
	"context"
	"log/slog"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
)

// Signed is who is signed in, as things stand for this request.
type Signed struct {
	Actor      access.Actor // role "" while the account has no posting, which may do nothing
	Login      string
	Language   string
	UnitName   string
	UnitKind   string
	MustChange bool // a new password has to be chosen before anything else
	Postings   []Posting
	Drafts     int // forms half filled in under the posting
}

// Posting is one posting that the account may act under today.
type Posting struct {
	ID       int64
	Role     access.Role
	UnitName string
	Until    date.Date // the last day of a deputy's posting; zero otherwise
}

// LogValue keeps the name out of logs.
func (s Signed) LogValue() slog.Value {
	return slog.GroupValue(slog.Int64("account", s.Actor.Account), slog.Int64("posting", s.Actor.Posting))
}

type signedKey struct{}

// With returns a context that carries who is signed in.
func With(ctx context.Context, s *Signed) context.Context {
	return context.WithValue(ctx, signedKey{}, s)
}

// From returns who is signed in, nil for nobody.
func From(ctx context.Context) *Signed {
	s, _ := ctx.Value(signedKey{}).(*Signed)
	return s
}

// signed makes of an account's standings the one that acts under the posting.
func signed(all []store.Standing, posting int64) (*Signed, bool) {
	i := slices.IndexFunc(all, func(s store.Standing) bool { return s.Posting == posting })
	if i < 0 {
		return nil, false
	}
	st := all[i]
	out := &Signed{
		Actor: registry.ActorOf(st),
		Login: st.Login, Language: st.Language, UnitName: st.UnitName, UnitKind: st.UnitKind, MustChange: st.MustChange, Drafts: int(st.Drafts),
	}
	for _, s := range all {
		if s.Posting == 0 {
			continue
		}
		p := Posting{ID: s.Posting, Role: access.Role(s.Role), UnitName: s.UnitName}
		if s.Deputy {
			p.Until = s.Until
		}
		out.Postings = append(out.Postings, p)
	}
	return out, true
}
