package cli

import (
	"context"
	"errors"
	"fmt"

	"xinsheng/internal/casework"
	"xinsheng/internal/demo"
)

type rebuildCmd struct {
	place
	Check bool `help:"Only report; change nothing."`
}

// errDifferent is what a check that found differences ends with.
var errDifferent = errors.New("stored rows differ from what the facts say")

// Run reports every case whose stored rows are not what its facts say, and puts them right unless --check is given.
func (c rebuildCmd) Run(ctx context.Context, env Env) (err error) {
	g, err := c.assemble(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.close()) }()
	if err := demo.RestoreDay(ctx, g.store, g.clock); err != nil { // on another day the facts of a demonstration say other things
		return err
	}
	different := 0
	read, err := g.work.Rebuild(ctx, !c.Check, func(d casework.Difference) {
		different++
		_, _ = fmt.Fprintf(env.Stdout, "case %s\n%s\n", d.Case, d.What)
	})
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(env.Stdout, "%d cases read, %d different.\n", read, different); err != nil {
		return err
	}
	wrong := 0
	read, err = g.oversee.RebuildReturns(ctx, !c.Check, func(what string) {
		wrong++
		_, _ = fmt.Fprintln(env.Stdout, what)
	})
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(env.Stdout, "%d periodic returns read, %d different.\n", read, wrong); err != nil {
		return err
	}
	miscounted := 0
	read, err = g.oversee.RebuildMonths(ctx, !c.Check, func(what string) {
		miscounted++
		_, _ = fmt.Fprintln(env.Stdout, what)
	})
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(env.Stdout, "%d months counted, %d figures of divisions different.\n", read, miscounted); err == nil && c.Check && different+wrong+miscounted > 0 {
		err = errDifferent
	}
	return err
}
