package session

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/pgxstore"
	"github.com/alexedwards/scs/v2"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/store"
)

// How long sessions last. They are for offices with shared computers.
const (
	Lifetime      = 12 * time.Hour   // from signing in, whatever happens
	IdleTimeout   = 60 * time.Minute // without a request
	touchInterval = 5 * time.Minute  // how old "last seen" may grow before it is written again
	visitLifetime = 30 * time.Minute // of a session of nobody, which remembers where a visitor wanted to go
)

// lock is the answer to guessing: five tries are free, then one minute, two, four, up to an hour.
var lock = store.Lock{Free: 5, First: time.Minute, Most: time.Hour}

// Clock tells the time; the day is the legal day, which decides which postings are valid.
type Clock interface {
	Now() time.Time
	Today() date.Date
}

// Keeper keeps sessions.
type Keeper struct {
	store *store.Store
	clock Clock
	scs   *scs.SessionManager
}

// NewKeeper returns a keeper whose sessions live in the store. secure says that the service is reached over https only, so that the
// cookie may never travel in clear.
func NewKeeper(s *store.Store, c Clock, secure bool) *Keeper {
	m := scs.New()
	m.Store = pgxstore.NewWithCleanupInterval(s.Pool(), 0) // purged by the program's housekeeping instead
	m.HashTokenInStore = true
	m.Lifetime = Lifetime
	m.Cookie.Name = "xinsheng_session"
	if secure {
		m.Cookie.Name = "__Host-xinsheng_session"
	}
	m.Cookie.Secure = secure
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Persist = false
	return &Keeper{store: s, clock: c, scs: m}
}

// Middleware loads the session before next and saves it before the first byte of the answer. onError answers when the sessions
// cannot be reached.
func (k *Keeper) Middleware(onError func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	k.scs.ErrorFunc = onError
	return k.scs.LoadAndSave
}

// Names of what a session holds.
const (
	keyAccount = "account"
	keyPosting = "posting"
	keyEpoch   = "epoch"
	keyBegan   = "began"
	keySeen    = "seen"
)

// Outcome says how a request stands with its session.
type Outcome string

// The outcomes of Current.
const (
	Nobody  Outcome = "nobody"  // not signed in
	Ended   Outcome = "ended"   // the session was over, by time
	Revoked Outcome = "revoked" // the account's rights have changed since: epoch, posting, disabled
	Present Outcome = "present"
)

// Current returns who the request's session belongs to, made anew from account and posting. A session that is over is destroyed.
func (k *Keeper) Current(ctx context.Context) (*Signed, Outcome, error) {
	account := k.scs.GetInt64(ctx, keyAccount)
	if account == 0 {
		return nil, Nobody, nil
	}
	now := k.clock.Now()
	if now.Sub(time.Unix(k.scs.GetInt64(ctx, keyBegan), 0)) > Lifetime || now.Sub(time.Unix(k.scs.GetInt64(ctx, keySeen), 0)) > IdleTimeout {
		return nil, Ended, k.end(ctx)
	}
	all, err := k.standings(ctx, account)
	if err != nil {
		return nil, "", err
	}
	s, ok := signed(all, k.scs.GetInt64(ctx, keyPosting))
	if !ok || all[0].Disabled || all[0].Epoch != k.scs.GetInt(ctx, keyEpoch) {
		return nil, Revoked, k.end(ctx)
	}
	k.touch(ctx, now)
	return s, Present, nil
}

// touch notes that the session is in use, but seldom: every note is a write.
func (k *Keeper) touch(ctx context.Context, now time.Time) {
	if now.Sub(time.Unix(k.scs.GetInt64(ctx, keySeen), 0)) >= touchInterval {
		k.scs.Put(ctx, keySeen, now.Unix())
	}
}

func (k *Keeper) standings(ctx context.Context, account int64) (all []store.Standing, err error) {
	err = k.store.Read(ctx, access.SystemActor(access.AccountSignIn), func(tx *store.Tx) error {
		all, err = tx.Standings(ctx, account, k.clock.Today(), k.clock.Now())
		return err
	})
	return all, err
}

// begin makes the session one of the account under the posting, with a new token.
func (k *Keeper) begin(ctx context.Context, account, posting int64, epoch int) error {
	if err := k.scs.RenewToken(ctx); err != nil {
		return err
	}
	wanted := k.scs.GetString(ctx, "wanted")
	if err := k.scs.Clear(ctx); err != nil { // nothing of whoever used this browser before
		return err
	}
	if wanted != "" {
		k.scs.Put(ctx, "wanted", wanted)
	}
	now := k.clock.Now().Unix()
	k.scs.SetDeadline(ctx, time.Now().Add(Lifetime))
	k.scs.Put(ctx, keyAccount, account)
	k.scs.Put(ctx, keyPosting, posting)
	k.scs.Put(ctx, keyEpoch, epoch)
	k.scs.Put(ctx, keyBegan, now)
	k.scs.Put(ctx, keySeen, now)
	return nil
}

// SetLanguage keeps the language that the account's pages speak in browsers where none was chosen.
func (k *Keeper) SetLanguage(ctx context.Context, s *Signed, lang string) error {
	return k.store.WithTx(ctx, s.Actor, func(tx *store.Tx) error { return tx.SetAccountLanguage(ctx, s.Actor.Account, lang) })
}
