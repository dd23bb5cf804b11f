package cli

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"xinsheng/internal/blob"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/config"
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

// program is the whole program put together, without its door to the network.
type program struct {
	config   config.Config
	db       *database
	clock    *clock.Clock
	store    *store.Store
	work     *casework.Work
	registry *registry.Registry
	ledger   *ledger.Office
	oversee  *oversight.Office
	sessions *session.Keeper
	box      *seal.Box
	files    *blob.Store
	exports  *export.Desk // nil until keepFiles, as papers
	papers   *paper.Desk
	press    *press.Press // nil until openPress
}

// assemble opens the database and puts the rooms together; --local also brings the schema up to date.
func (p place) assemble(ctx context.Context, env Env) (_ *program, err error) {
	c, err := config.Read(env.Getenv)
	if err != nil {
		return nil, &InputError{err}
	}
	keys, err := p.keys(c)
	if err != nil {
		return nil, err
	}
	box, err := seal.New(keys)
	if err != nil {
		return nil, err
	}
	g := &program{config: c, clock: &clock.Clock{}, box: box}
	defer func() {
		if err != nil {
			err = errors.Join(err, g.close())
		}
	}()
	if g.db, err = p.open(ctx, c); err != nil {
		return nil, err
	}
	if p.Local {
		if err := g.db.migrate(ctx, env); err != nil {
			return nil, err
		}
	}
	if g.store, err = g.db.store(ctx); err != nil {
		return nil, err
	}
	g.work = casework.New(g.store, g.clock, box)
	g.work.KeepDraftsFor(time.Duration(c.DraftDays) * 24 * time.Hour)
	g.registry = registry.New(g.store, g.clock)
	g.ledger = ledger.New(g.store, g.clock.Today)
	g.oversee = oversight.New(g.store, g.clock.Today)
	g.oversee.KeepFiles(g.work)
	g.sessions = session.NewKeeper(g.store, g.clock, c.Secure)
	return g, nil
}

// keepFiles opens where the bytes of attachments and exports lie, for the commands that need them.
func (g *program) keepFiles(ctx context.Context, p place) (err error) {
	if g.files, err = p.files(ctx, g.config); err == nil {
		g.work.KeepFiles(g.files)
		g.exports = export.New(g.store, g.clock, g.box, g.files)
		g.papers = paper.NewDesk(paper.Parts{Store: g.store, Work: g.work, Clock: g.clock, Box: g.box, Files: g.files, Order: orderPDF, Fonts: paperFonts(), Oversee: g.oversee})
	}
	return err
}

// server returns the handler of every request.
func (g *program) server(log *slog.Logger, demo *server.Demo) (*server.Server, error) {
	return server.New(server.Deps{
		Store: g.store, Work: g.work, Registry: g.registry, Ledger: g.ledger, Oversee: g.oversee, Papers: g.papers, Sessions: g.sessions, Exports: g.exports, Print: g.press.Print, Clock: g.clock, Log: log,
		Secure: g.config.Secure, Proxies: g.config.Proxies, Demo: demo,
	})
}

// catchUp does what the day brings for units, computes the cases whose day has come, counts the months in which cases have changed, notes which caseloads have crossed a bound of the staffing norm, and removes sessions, drafts and exports that are over.
func (g *program) catchUp(ctx context.Context) error {
	if err := g.registry.ApplyUnits(ctx); err != nil {
		return err
	}
	_, err := g.work.Recompute(ctx)
	_, counted := g.oversee.CountMonths(ctx)
	return errors.Join(err, counted, g.oversee.NoteCrossings(ctx), g.sessions.Purge(ctx), g.work.PurgeDrafts(ctx), g.exports.Purge(ctx))
}

// keepUp does so every minute and not only at midnight: machines are suspended, clocks are set, and a change of the calendar leaves cases to be
// computed again that nobody waits for. A failure is tried again.
func (g *program) keepUp(ctx context.Context, log *slog.Logger) {
	every := time.NewTicker(time.Minute)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
		if err := g.catchUp(ctx); err != nil && ctx.Err() == nil {
			log.Error("catching up", "error", err)
		}
	}
}

func (g *program) close() (err error) {
	if g.press != nil {
		err = g.press.Close()
	}
	if g.files != nil {
		err = errors.Join(err, g.files.Close())
	}
	if g.store != nil {
		g.store.Close()
	}
	if g.db == nil {
		return err
	}
	return errors.Join(err, g.db.close())
}
