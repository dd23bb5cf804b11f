// Package testkit gives tests real databases, signed-in clients and cases made through casework. Only tests import it.
package testkit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/localpg"
	"xinsheng/internal/store"
	"xinsheng/migrations"
)

// Database is a fresh database of one test, migrated and empty.
type Database struct {
	OwnerURL   string // the owner of the tables, past row-level security
	ProgramURL string // the program's own role
}

// shared is the private PostgreSQL of this test process. It ends with the process, however that ends.
var shared struct {
	once     sync.Once
	pg       *localpg.Server
	template string
	err      error
	clones   atomic.Int64
}

// startTimeout leaves room for making a server's data on a slow disk.
const startTimeout = 3 * time.Minute

// DB returns a database cloned for this test from the migrated template. It is dropped when the test has ended.
func DB(t testing.TB) *Database {
	t.Helper()
	shared.once.Do(startServer)
	if shared.err != nil {
		t.Fatalf("testkit: %v", shared.err)
	}
	name := fmt.Sprintf("clone_%d", shared.clones.Add(1))
	// The default strategy writes the template's pages once through the log, which is quickest for a small database.
	if err := onServer(t.Context(), `create database `+name+` template `+shared.template+` owner xinsheng_owner`); err != nil {
		t.Fatalf("testkit: %v", err)
	}
	t.Cleanup(func() {
		_ = onServer(context.WithoutCancel(t.Context()), `drop database if exists `+name+` with (force)`)
	})
	return &Database{OwnerURL: shared.pg.OwnerURL(name), ProgramURL: shared.pg.ProgramURL(name)}
}

// Store returns a store on a fresh database, connected as the program's role.
func Store(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), DB(t).ProgramURL)
	if err != nil {
		t.Fatalf("testkit: %v", err)
	}
	t.Cleanup(s.Close)
	return s
}

func startServer() {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	dir, err := serverDir()
	if err != nil {
		shared.err = err
		return
	}
	if shared.pg, shared.err = localpg.Start(ctx, localpg.Options{Dir: dir, Throwaway: true}); shared.err == nil {
		shared.err = makeTemplate(ctx)
	}
}

// serverDir is a directory of this test package's own, kept between runs so that the data are made once.
func serverDir() (string, error) {
	pkg, err := os.Getwd()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(pkg))
	return filepath.Join(os.TempDir(), "xinsheng-test-"+hex.EncodeToString(sum[:6])), nil
}

// makeTemplate removes what earlier runs left and migrates a template, unless the one of these very migrations is there.
func makeTemplate(ctx context.Context) error {
	digest, err := migrationsDigest()
	if err != nil {
		return err
	}
	shared.template = "template_" + digest
	names, err := databases(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		if name == shared.template {
			continue
		}
		if err := onServer(ctx, `drop database if exists `+name+` with (force)`); err != nil {
			return err
		}
	}
	if slices.Contains(names, shared.template) {
		return nil
	}
	return migrateTemplate(ctx)
}

// migrateTemplate works under another name until it is whole, so that a run broken off leaves no half template.
func migrateTemplate(ctx context.Context) error {
	const draft = "template_draft"
	if err := shared.pg.CreateDatabase(ctx, draft); err != nil {
		return err
	}
	if _, _, err := store.Migrate(ctx, shared.pg.OwnerURL(draft)); err != nil {
		return err
	}
	return onServer(ctx, `alter database `+draft+` rename to `+shared.template)
}

// databases lists the databases testkit has made.
func databases(ctx context.Context) ([]string, error) {
	conn, err := pgx.Connect(ctx, shared.pg.SuperuserURL("postgres"))
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx) // nothing depends on the farewell
	rows, err := conn.Query(ctx, `select datname from pg_database where datname like 'clone\_%' or datname like 'template\__%' and datname not in ('template0', 'template1')`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

func onServer(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, shared.pg.SuperuserURL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx) // nothing depends on the farewell
	_, err = conn.Exec(ctx, sql)
	return err
}

func migrationsDigest() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(migrations.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".up.sql") {
			return err
		}
		b, err := fs.ReadFile(migrations.Files, path)
		h.Write(b)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)[:6]), err
}
