package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"xinsheng/internal/server"
)

type serveCmd struct {
	place
	Demo    bool   `help:"Make this a demonstration: invented people, accounts with a known password, a legal day that can be moved. Refused for an address others can reach and for a database with other accounts."`
	DemoDay string `help:"Move the legal day of the demonstration; \"real\" goes back to the real one." placeholder:"YYYY-MM-DD"`
}

// How long a connection may take, so that slow ones cannot hold the server.
const (
	headerTime = 10 * time.Second
	bodyTime   = time.Minute
	idleTime   = 2 * time.Minute
	// stopTime is what requests under way get to finish when the program is asked to end.
	stopTime = 10 * time.Second
)

var errDatabaseEnded = errors.New("the private PostgreSQL ended by itself; postgres.log in the data directory says why")

// Run serves until ctx ends.
func (c serveCmd) Run(ctx context.Context, env Env) (err error) {
	g, err := c.assemble(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.close()) }()
	if err := g.keepFiles(ctx, c.place); err != nil {
		return err
	}
	demo, err := c.demonstration(ctx, g)
	if err != nil {
		return err
	}
	log, closeLog, err := c.log(env)
	if err != nil {
		return err
	}
	defer closeLog()
	g.openPress(log)
	if _, err := g.registry.SetUp(ctx); err != nil {
		return err
	}
	handler, err := g.server(log, demo.deps())
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", g.config.Listen)
	if err != nil {
		return fmt.Errorf("%w (PORT=… chooses another port)", err)
	}
	return c.serve(ctx, env, g, demo, handler, listener, log)
}

// serve answers on the listener while it catches up, says when it is ready, and returns when ctx or the database has ended.
func (c serveCmd) serve(ctx context.Context, env Env, g *program, demo *demonstration, handler *server.Server, l net.Listener, log *slog.Logger) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	srv := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, WriteTimeout: bodyTime, IdleTimeout: idleTime,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	go func() { cancel(srv.Serve(l)) }()
	go func() {
		select {
		case <-g.db.ended():
			cancel(errDatabaseEnded)
		case <-ctx.Done():
		}
	}()
	if err := g.becomeReady(ctx, env, demo); err != nil {
		return errors.Join(err, srv.Close())
	}
	crew, err := g.beginJobs(ctx, log)
	if err != nil {
		return errors.Join(err, srv.Close())
	}
	handler.SetReady()
	_, _ = fmt.Fprintf(env.Stdout, "Xinsheng answers at http://%s/\n%s", l.Addr(), demo.accounts())
	go g.keepUp(ctx, log)
	<-ctx.Done()
	return errors.Join(cause(ctx), stop(srv), endJobs(crew))
}

// becomeReady does what has to be done before the first request.
func (g *program) becomeReady(ctx context.Context, env Env, demo *demonstration) error {
	if err := demo.fill(ctx, env); err != nil {
		return err
	}
	return g.catchUp(ctx)
}

// cause returns why serving ended; being asked to is no error.
func cause(ctx context.Context) error {
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

func stop(srv *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	if err := srv.Shutdown(ctx); err != nil {
		return errors.Join(err, srv.Close())
	}
	return nil
}

// log returns where the program writes what it does: standard error, or with --local a file in the data directory, so that the terminal
// shows only what a person has to know.
func (c serveCmd) log(env Env) (*slog.Logger, func(), error) {
	if !c.Local {
		return server.NewLog(env.Stderr), func() {}, nil
	}
	if err := os.MkdirAll(c.Data, 0o755); err != nil { // with addresses and keys from the environment nobody has made it yet
		return nil, nil, err
	}
	f, err := os.OpenFile(filepath.Join(c.Data, "xinsheng.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, err
	}
	return server.NewLog(f), func() { _ = f.Close() }, nil
}
