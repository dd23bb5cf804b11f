// Package registry keeps what every case leans on: accounts and postings, units and their names, official days, names of persons as they
// are searched for.
//
// Every change takes the actor first, checks that the role may, and writes its audit entry in the same transaction. Accounts and units
// are the system administrator's, postings and locks the security administrator's (DOMAIN §2); neither can help themselves.
package registry

import (
	"time"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
)

// Clock says when it is and which legal day (package clock).
type Clock interface {
	Now() time.Time
	Today() date.Date
}

// Registry answers for accounts, postings, units and official days. It is safe for use by several goroutines.
type Registry struct {
	store *store.Store
	clock Clock
}

// New returns the registry on the database.
func New(s *store.Store, c Clock) *Registry { return &Registry{s, c} }

// may refuses what the actor's role may not try at all.
func may(actor access.Actor, action access.Action) error {
	if !actor.May(action) {
		return fault.ErrNotFound()
	}
	return nil
}

// note is an audit entry for a change of something that is neither case nor person.
func note(action access.Action, subject, change string, detail ...any) store.Audited {
	a := store.Audited{Action: action, Subject: subject, Detail: map[string]any{"change": change}}
	for i := 0; i+1 < len(detail); i += 2 {
		a.Detail[detail[i].(string)] = detail[i+1]
	}
	return a
}
