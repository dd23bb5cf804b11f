// Package cli is the command line: a file per subcommand. It is the only place that puts the program together.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/alecthomas/kong"
)

// Env is the outside world of one run.
type Env struct {
	Getenv func(string) string
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
}

// InputError is a run refused for what it was given: arguments, environment or input. The exit status is 2.
type InputError struct{ Err error }

// Error returns the reason.
func (e *InputError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *InputError) Unwrap() error { return e.Err }

func inputf(format string, args ...any) error { return &InputError{fmt.Errorf(format, args...)} }

// ExitCode returns the exit status for what Run returned: 0, 2 for an [InputError], else 1.
func ExitCode(err error) int {
	if err == nil {
		return 0
	}
	if _, ok := errors.AsType[*InputError](err); ok {
		return 2
	}
	return 1
}

type commands struct {
	Serve   serveCmd   `cmd:"" help:"Answer in the browser."`
	Migrate migrateCmd `cmd:"" help:"Bring the database's schema up to this program's version."`
	User    struct {
		Add userAddCmd `cmd:"" help:"Make an account with a first posting and print its temporary password."`
	} `cmd:"" help:"Accounts."`
	Rebuild     rebuildCmd     `cmd:"" help:"Compute everything from the facts again and report every difference."`
	Attachments attachmentsCmd `cmd:"" help:"Compare the attachments with the bytes kept of them."`
	Track       trackCmd       `cmd:"" help:"Read a case given as JSON facts from standard input and print its Track (docs/track.md)."`
	Version     versionCmd     `cmd:"" help:"Print the version of this program and of its schema."`
}

// Run does what args say (without the program's name).
func Run(ctx context.Context, args []string, env Env) error {
	var c commands
	ended := false // kong asks to exit after it has printed help
	parser, err := kong.New(&c, kong.Name("xinsheng"), kong.UsageOnError(), kong.Writers(env.Stdout, env.Stderr), kong.Exit(func(int) { ended = true }),
		kong.Description("Community drug detoxification and rehabilitation case work. Settings come from the environment; see docs/operations.md."))
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(args)
	switch {
	case ended:
		return nil
	case err != nil:
		return &InputError{fmt.Errorf("%w (xinsheng --help says more)", err)}
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run(env)
}
