package localpg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"xinsheng/deploy"
)

// initialise makes the data directory where there is none. It works beside the final name, so that an interrupted run leaves
// nothing that looks finished.
func (s *Server) initialise(ctx context.Context) error {
	if _, err := os.Stat(s.dataDir()); err == nil {
		return nil
	}
	fresh := s.dataDir() + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("localpg: %w", err)
	}
	if err := os.Mkdir(fresh, 0o700); err != nil {
		return fmt.Errorf("localpg: %w", err)
	}
	if err := s.user.own(fresh); err != nil {
		return fmt.Errorf("localpg: %w", err)
	}
	if err := s.initdb(ctx, fresh); err != nil {
		return err
	}
	return os.Rename(fresh, s.dataDir())
}

func (s *Server) initdb(ctx context.Context, dir string) error {
	args := []string{"--username=" + superuser, "--auth=trust", "--encoding=UTF8", "--no-instructions"}
	args = append(args, s.localeArgs()...)
	if s.opts.Throwaway {
		args = append(args, "--no-sync")
	}
	cmd, err := s.command("initdb", dir, args...)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	p, err := start(cmd)
	if err != nil {
		return err
	}
	select {
	case <-p.done:
	case <-ctx.Done():
		return errors.Join(ctx.Err(), p.stop())
	}
	if p.err != nil {
		return fmt.Errorf("localpg: initdb: %w\n%s", p.err, bytes.TrimSpace(out.Bytes()))
	}
	return nil
}

// localeArgs ask for UTF-8 characters in byte order, which is the same on every machine; macOS knows that locale only from PostgreSQL itself.
func (s *Server) localeArgs() []string {
	switch {
	case runtime.GOOS == "linux":
		return []string{"--locale=C.UTF-8"}
	case s.bin.major >= 17:
		return []string{"--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"}
	default:
		return []string{"--lc-collate=C", "--lc-ctype=en_US.UTF-8"}
	}
}

// settings are given on the command line, so that a data directory made by an older program gets new ones too.
func (s *Server) settings() map[string]string {
	set := map[string]string{
		"listen_addresses":        "",
		"unix_socket_directories": s.socket,
		"unix_socket_permissions": "0700",
		"max_connections":         "100",
		"timezone":                "UTC",
		"log_timezone":            "UTC",
		"jit":                     "off", // many small queries: compiling them costs more than it saves
	}
	if s.opts.Throwaway {
		for _, name := range []string{"fsync", "full_page_writes", "synchronous_commit", "autovacuum"} {
			set[name] = "off"
		}
		set["max_connections"] = "300"
		set["wal_level"] = "minimal"
		set["max_wal_senders"] = "0"
		set["max_wal_size"] = "4GB"
	}
	return set
}

func (s *Server) launch() error {
	args := []string{"-p", port}
	for name, value := range s.settings() {
		args = append(args, "-c", name+"="+value)
	}
	log, err := openLog(s.logFile())
	if err != nil {
		return err
	}
	defer log.Close() // the child has its own handle
	cmd, err := s.command("postgres", s.dataDir(), args...)
	if err != nil {
		return err
	}
	cmd.Stdout, cmd.Stderr = log, log
	s.process, err = start(cmd)
	return err
}

// maxLog is the size in bytes at which the log of earlier runs is set aside.
const maxLog = 10 << 20

func openLog(name string) (*os.File, error) {
	if st, err := os.Stat(name); err == nil && st.Size() > maxLog {
		_ = os.Rename(name, name+".1")
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("localpg: %w", err)
	}
	return f, nil
}

// awaitReady returns when the server takes connections, or with the end of its log when it has given up.
func (s *Server) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.SuperuserURL("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-s.process.done:
			return fmt.Errorf("localpg: PostgreSQL ended while starting:\n%s", s.logTail())
		case <-ctx.Done():
			return fmt.Errorf("localpg: PostgreSQL does not answer: %w\n%s", errors.Join(ctx.Err(), err), s.logTail())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (s *Server) logTail() string {
	b, err := os.ReadFile(s.logFile())
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return strings.Join(lines[max(0, len(lines)-8):], "\n")
}

// CreateDatabase makes the database where it is missing, and the two roles with their rights on it.
func (s *Server) CreateDatabase(ctx context.Context, name string) error {
	return CreateDatabase(ctx, s.SuperuserURL("postgres"), s.SuperuserURL(name), name)
}

// CreateDatabase makes the database on any server where it is missing, and the two roles with their rights on it. The first address
// is a superuser's of any database, the second a superuser's of the one to make.
func CreateDatabase(ctx context.Context, adminURL, databaseURL, name string) error {
	exists := false
	err := withConn(ctx, adminURL, func(c *pgx.Conn) error {
		return c.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, name).Scan(&exists)
	})
	if err != nil {
		return fmt.Errorf("localpg: %w", err)
	}
	if !exists {
		if err := withConn(ctx, adminURL, execSQL(ctx, `create database `+pgx.Identifier{name}.Sanitize())); err != nil {
			return fmt.Errorf("localpg: create database %s: %w", name, err)
		}
	}
	if err := withConn(ctx, databaseURL, execSQL(ctx, deploy.RolesSQL)); err != nil {
		return fmt.Errorf("localpg: roles of database %s: %w", name, err)
	}
	return nil
}

func execSQL(ctx context.Context, sql string) func(*pgx.Conn) error {
	return func(c *pgx.Conn) error {
		_, err := c.Exec(ctx, sql)
		return err
	}
}

func withConn(ctx context.Context, url string, fn func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx)) // nothing depends on the farewell
	return fn(conn)
}
