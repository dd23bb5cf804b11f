package cli

import (
	"context"
	"errors"
	"fmt"
)

type attachmentsCmd struct {
	place
	Read  bool `help:"Also read and open every attachment."`
	Sweep bool `help:"Remove bytes that belong to no attachment, export or paper and are older than a day."`
}

// errFilesWrong is what a check that found missing or damaged attachments ends with.
var errFilesWrong = errors.New("attachments without their bytes: put back the folder or bucket from its backup")

// Run compares the attachments with the bytes that are kept of them.
func (c attachmentsCmd) Run(ctx context.Context, env Env) (err error) {
	g, err := c.assemble(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.close()) }()
	if err := g.keepFiles(ctx, c.place); err != nil {
		return err
	}
	found, err := g.work.CheckFiles(ctx, c.Read, c.Sweep)
	if err != nil {
		return err
	}
	for _, id := range found.Missing {
		_, _ = fmt.Fprintf(env.Stdout, "attachment %s: missing\n", id)
	}
	for _, id := range found.Damaged {
		_, _ = fmt.Fprintf(env.Stdout, "attachment %s: damaged, or sealed with a key that is not there\n", id)
	}
	what := "belong to nothing"
	if c.Sweep {
		what = "belonged to nothing and were removed"
	}
	_, _ = fmt.Fprintf(env.Stdout, "%d attachments, %d missing, %d damaged; %d files kept, %d of them %s.\n",
		found.Attachments, len(found.Missing), len(found.Damaged), found.Kept, found.Orphans, what)
	if len(found.Missing)+len(found.Damaged) > 0 {
		return errFilesWrong
	}
	return nil
}
