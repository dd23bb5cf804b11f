package testkit

import (
	"context"
	"io"
	"net/http/httptest"
	"testing"
	"time"

	"xinsheng/internal/access"
	"xinsheng/internal/blob"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/ledger"
	"xinsheng/internal/oversight"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/registry"
	"xinsheng/internal/seal"
	"xinsheng/internal/server"
	"xinsheng/internal/session"
	"xinsheng/internal/store"
)

// Today is the legal day of tests until they move it.
var Today = date.New(2026, 11, 23)

// Clock is a test's clock: the legal day and the instant are moved separately.
type Clock struct {
	clock.Clock
	Ahead time.Duration // how far the instant runs ahead of the real one
}

// Now returns the instant.
func (c *Clock) Now() time.Time { return c.Clock.Now().Add(c.Ahead) }

// Service is the program on a fresh database, with the units of Chishui and the demo accounts, answering on a loopback address.
type Service struct {
	URL      string
	Store    *store.Store
	Work     *casework.Work
	Registry *registry.Registry
	Sessions *session.Keeper
	Clock    *Clock
	Files    *blob.Store // the bytes of attachments and exports, in a folder of the test's own
	Exports  *export.Desk
	Oversee  *oversight.Office
	Papers   *paper.Desk
	Ledger   *ledger.Office
	Print    func(ctx context.Context, html []byte) (press.PDF, error) // stands for the press; nil: there is no Chromium
}

// Serve starts the program as a demonstration for one test; logs go to log, nil for nowhere.
func Serve(t testing.TB, logs io.Writer) *Service {
	t.Helper()
	return serve(t, logs, true)
}

// ServeReal starts the program for one test as it is outside demonstrations, though with the demo accounts.
func ServeReal(t testing.TB) *Service {
	t.Helper()
	return serve(t, nil, false)
}

func serve(t testing.TB, logs io.Writer, demonstration bool) *Service {
	t.Helper()
	if logs == nil {
		logs = io.Discard
	}
	box, err := seal.New(seal.NewKey())
	if err != nil {
		t.Fatal(err)
	}
	s := &Service{Store: Store(t), Clock: &Clock{}}
	s.Clock.Set(Today)
	s.Registry = registry.New(s.Store, s.Clock)
	s.Work = casework.New(s.Store, s.Clock, box)
	if s.Files, err = blob.Open(t.Context(), t.TempDir()); err != nil {
		t.Fatal(err)
	}
	s.Work.KeepFiles(s.Files)
	s.Oversee = oversight.New(s.Store, s.Clock.Today)
	s.Oversee.KeepFiles(s.Work)
	s.Papers = paper.NewDesk(paper.Parts{Store: s.Store, Work: s.Work, Clock: s.Clock, Box: box, Files: s.Files, Oversee: s.Oversee})
	s.Ledger = ledger.New(s.Store, s.Clock.Today)
	s.Exports = export.New(s.Store, s.Clock, box, s.Files)
	s.Sessions = session.NewKeeper(s.Store, s.Clock, false)
	if _, err := s.Registry.SetUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := demo.AddAccounts(t.Context(), s.Store); err != nil {
		t.Fatal(err)
	}
	d := server.Deps{
		Store: s.Store, Work: s.Work, Registry: s.Registry, Ledger: s.Ledger, Oversee: s.Oversee, Papers: s.Papers, Sessions: s.Sessions, Exports: s.Exports, Print: s.print, Clock: s.Clock, Log: server.NewLog(logs),
	}
	if demonstration {
		d.Demo = &server.Demo{Password: demo.Password, MoveDay: s.moveDay, Accounts: []server.DemoAccount{{Login: "police1", Role: access.PoliceOfficer, Name: "杨永刚", Unit: "市中派出所"}}}
	}
	h, err := server.New(d)
	if err != nil {
		t.Fatal(err)
	}
	h.SetReady()
	listener := httptest.NewServer(h)
	t.Cleanup(listener.Close)
	s.URL = listener.URL
	return s
}

func (s *Service) moveDay(ctx context.Context, actor access.Actor, day date.Date) (int, error) {
	return demo.MoveDay(ctx, s.Store, s.Work, &s.Clock.Clock, actor, day)
}

func (s *Service) print(ctx context.Context, html []byte) (press.PDF, error) {
	if s.Print == nil {
		return press.PDF{}, press.ErrNoChromium
	}
	return s.Print(ctx, html)
}
