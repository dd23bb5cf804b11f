// Package localpg runs a private PostgreSQL server in a directory of the project: the one behind `make run` and the tests.
//
// The server listens on no network, only on a socket in a fresh directory that nobody but its own user (and root) can enter, and it
// ends with the process that started it, also when that process is killed.
package localpg

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

const (
	superuser = "postgres"
	owner     = "xinsheng_owner"
	program   = "xinsheng_app"
	// port only names the socket file; no network port is opened.
	port = "5432"
)

// Options say where and how the server runs.
type Options struct {
	// Dir holds everything of the server: postgres/ (its data), postgres.log and postgres.lock. It is made when missing.
	Dir string
	// Throwaway trades safety of the data for speed. Only for tests.
	Throwaway bool
}

// Server is a running private PostgreSQL server.
type Server struct {
	opts    Options
	bin     binaries
	user    *serverUser // nil: the server runs as this process's own user
	lock    *os.File
	socket  string
	process *process
}

// Start starts the server in o.Dir, making its data first where there are none, and returns once it takes connections.
// It waits for a server left over in the directory to end. The caller must Stop it.
func Start(ctx context.Context, o Options) (_ *Server, err error) {
	if o.Dir, err = filepath.Abs(o.Dir); err != nil {
		return nil, fmt.Errorf("localpg: %w", err)
	}
	s := &Server{opts: o}
	defer func() {
		if err != nil {
			s.release()
		}
	}()
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	if err := s.launch(); err != nil {
		return nil, err
	}
	if err := s.awaitReady(ctx); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// prepare takes the directory for this process and makes it fit to start a server in.
func (s *Server) prepare(ctx context.Context) (err error) {
	if err := os.MkdirAll(s.opts.Dir, 0o755); err != nil {
		return fmt.Errorf("localpg: %w", err)
	}
	if s.lock, err = lockDir(s.opts.Dir); err != nil {
		return err
	}
	if s.user, err = chooseUser(s.dataDir()); err != nil {
		return err
	}
	if err := s.user.open(s.opts.Dir); err != nil {
		return fmt.Errorf("localpg: %w", err)
	}
	if s.bin, err = findFor(ctx, s.dataDir()); err != nil {
		return err
	}
	if err := clearLeftovers(ctx, s.dataDir()); err != nil {
		return err
	}
	if err := s.initialise(ctx); err != nil {
		return err
	}
	s.socket, err = freshSocketDir(s.lock, s.user)
	return err
}

// Stop ends the server in good order and gives the directory free. It may be called more than once.
func (s *Server) Stop() error {
	if s.process == nil || s.lock == nil {
		return nil
	}
	err := s.process.stop()
	s.release()
	return err
}

func (s *Server) release() {
	if s.socket != "" {
		_ = os.RemoveAll(s.socket)
	}
	if s.lock != nil {
		_ = s.lock.Close()
		s.lock = nil
	}
}

// Done is closed when the server has ended, by Stop or by itself.
func (s *Server) Done() <-chan struct{} { return s.process.done }

// SuperuserURL returns the address of the database for the server's superuser.
func (s *Server) SuperuserURL(database string) string { return s.address(superuser, database) }

// OwnerURL returns the address of the database for the role that owns the tables.
func (s *Server) OwnerURL(database string) string { return s.address(owner, database) }

// ProgramURL returns the address of the database for the program's own role.
func (s *Server) ProgramURL(database string) string { return s.address(program, database) }

func (s *Server) address(role, database string) string {
	q := url.Values{"host": {s.socket}, "port": {port}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database, RawQuery: q.Encode()}).String()
}

func (s *Server) dataDir() string { return filepath.Join(s.opts.Dir, "postgres") }
func (s *Server) logFile() string { return filepath.Join(s.opts.Dir, "postgres.log") }

// startTimeout leaves room for crash recovery on a slow disk.
const startTimeout = 90 * time.Second
