package cli

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"xinsheng/internal/access"
	"xinsheng/internal/config"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
)

// demonstration is what serve does beyond real work; a nil one does nothing.
type demonstration struct {
	program *program
	units   []store.Unit
	day     *date.Date // the legal day to move to first; zero in it: the real one
}

// demonstration prepares the database for a demonstration, or for real work refuses one that is a demonstration's.
func (c serveCmd) demonstration(ctx context.Context, g *program) (*demonstration, error) {
	if !c.Demo && !g.config.Demo {
		return nil, c.refuseDemonstration(ctx, g)
	}
	if !g.config.Loopback() {
		return nil, inputf("a demonstration answers only on this machine, not on %s: its passwords are known to everybody", g.config.Listen)
	}
	day, err := parseDemoDay(c.DemoDay)
	if err != nil {
		return nil, err
	}
	if _, err := g.registry.SetUp(ctx); err != nil {
		return nil, err
	}
	if _, err := demo.AddAccounts(ctx, g.store); err != nil {
		return nil, err
	}
	if err := demo.RestoreDay(ctx, g.store, g.clock); err != nil {
		return nil, err
	}
	units, err := g.registry.Units(ctx, access.SystemActor(access.AccountSetup))
	return &demonstration{g, units, day}, err
}

func (c serveCmd) refuseDemonstration(ctx context.Context, g *program) error {
	if c.DemoDay != "" {
		return inputf("--demo-day needs --demo")
	}
	is, err := demo.Is(ctx, g.store)
	if err == nil && is {
		err = inputf("the database is a demonstration's; it is served only with --demo or %s=1", config.VarDemo)
	}
	return err
}

func parseDemoDay(s string) (*date.Date, error) {
	switch s {
	case "":
		return nil, nil
	case "real":
		return new(date.Date), nil
	}
	d, err := date.Parse(s)
	if err != nil {
		return nil, inputf("--demo-day is neither YYYY-MM-DD nor real: %q", s)
	}
	return &d, nil
}

// fill makes the invented caseload at the first start and moves the legal day when that was asked for.
func (d *demonstration) fill(ctx context.Context, env Env) error {
	if d == nil {
		return nil
	}
	if err := d.invent(ctx, env); err != nil || d.day == nil {
		return err
	}
	_, err := d.moveDay(ctx, access.SystemActor(access.AccountSetup), *d.day)
	return err
}

// invent makes the caseload unless it is there, and says how far it has come.
func (d *demonstration) invent(ctx context.Context, env Env) error {
	there, err := demo.Loaded(ctx, d.program.store)
	if err != nil || there {
		return err
	}
	const every = 20
	err = demo.Load(ctx, d.program.store, d.program.work, d.program.clock.Today(), demo.Size, func(done int) {
		if done%every == 0 {
			_, _ = fmt.Fprintf(env.Stdout, "\rInventing people: %d of %d", done, demo.Size)
		}
	})
	_, _ = fmt.Fprintln(env.Stdout)
	if err != nil {
		return err
	}
	if err := demo.Returns(ctx, d.program.store, d.program.oversee, d.program.clock.Today()); err != nil {
		return err
	}
	return demo.IssuePapers(ctx, d.program.store, d.program.oversee, d.program.clock.Today())
}

func (d *demonstration) moveDay(ctx context.Context, actor access.Actor, day date.Date) (int, error) {
	return demo.MoveDay(ctx, d.program.store, d.program.work, d.program.clock, actor, day)
}

// deps is what the server needs to know of the demonstration.
func (d *demonstration) deps() *server.Demo {
	if d == nil {
		return nil
	}
	out := &server.Demo{Password: demo.Password, MoveDay: d.moveDay}
	for _, a := range demo.Accounts() {
		out.Accounts = append(out.Accounts, server.DemoAccount{Login: a.Login, Role: a.Role, Name: a.Name, Unit: a.UnitName(d.units)})
	}
	return out
}

// accounts is the list of demo accounts for the terminal.
func (d *demonstration) accounts() string {
	if d == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "A demonstration with invented people; every account has the password %s\n", demo.Password)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, a := range demo.Accounts() {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", a.Login, strings.ReplaceAll(string(a.Role), "_", " "), a.UnitName(d.units))
	}
	_ = w.Flush() // a strings.Builder takes everything
	b.WriteString("Ctrl-C stops it; what was entered stays.\n")
	return b.String()
}
