package localpg

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

const childDir = "XINSHENG_LOCALPG_TEST_DIR"

// TestMain lets the test binary play the program that starts a server and is then killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		s, err := Start(context.Background(), Options{Dir: dir})
		if err == nil {
			err = s.CreateDatabase(context.Background(), "xinsheng")
		}
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println("ready", s.OwnerURL("xinsheng"))
		select {}
	}
	os.Exit(m.Run())
}

// openDir returns a directory that the server's user can reach, unlike t.TempDir's.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "localpg-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "data")
}

func mustStart(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := Start(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Stop() })
	return s
}

func query[T any](t *testing.T, url, sql string) (v T) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(t.Context(), sql).Scan(&v); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func TestDataStayBetweenRuns(t *testing.T) {
	dir := openDir(t)
	s := mustStart(t, dir)
	for range 2 { // a second time changes nothing
		if err := s.CreateDatabase(t.Context(), "xinsheng"); err != nil {
			t.Fatal(err)
		}
	}
	query[int](t, s.OwnerURL("xinsheng"), `with t as (select 1) select 1 from t`)
	if got := query[string](t, s.ProgramURL("xinsheng"), `select current_user::text`); got != "xinsheng_app" {
		t.Errorf("program role is %q", got)
	}
	if got := query[string](t, s.OwnerURL("xinsheng"), `select datcollate from pg_database where datname = 'xinsheng'`); got != "C.UTF-8" {
		t.Errorf("collation is %q", got)
	}
	makeNote(t, s.OwnerURL("xinsheng"))
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if pids := runningIn(s.dataDir()); len(pids) != 0 {
		t.Errorf("still running after Stop: %v", pids)
	}
	s = mustStart(t, dir)
	if got := query[string](t, s.OwnerURL("xinsheng"), `select body from note`); got != "kept" {
		t.Errorf("note is %q", got)
	}
}

func makeNote(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), `create table note (body text); insert into note values ('kept')`); err != nil {
		t.Fatal(err)
	}
}

func TestProgramRoleOwnsNothingAndMayNotCreate(t *testing.T) {
	s := mustStart(t, openDir(t))
	if err := s.CreateDatabase(t.Context(), "xinsheng"); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), s.ProgramURL("xinsheng"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, sql := range []string{`create table x (a int)`, `create temporary table x (a int)`, `create schema x`, `set role xinsheng_owner`} {
		if _, err := conn.Exec(t.Context(), sql); err == nil {
			t.Errorf("the program's role may %s", sql)
		}
	}
	rights := query[bool](t, s.ProgramURL("xinsheng"), `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user`)
	if rights {
		t.Error("the program's role has rights beyond its grants")
	}
}

func TestSecondProgramIsRefused(t *testing.T) {
	dir := openDir(t)
	mustStart(t, dir)
	_, err := Start(t.Context(), Options{Dir: dir})
	if err == nil || !strings.Contains(err.Error(), "already uses") {
		t.Errorf("second start: %v", err)
	}
}

func TestStalePidOfAnotherProgramIsNoObstacle(t *testing.T) {
	dir := openDir(t)
	s := mustStart(t, dir)
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	// As after a restart of a container: the number belongs to a living process that is no server.
	sleeper := exec.CommandContext(t.Context(), "sleep", "60")
	if err := sleeper.Start(); err != nil {
		t.Fatal(err)
	}
	pid := fmt.Sprintf("%d\n%s\n", sleeper.Process.Pid, s.dataDir())
	if err := os.WriteFile(filepath.Join(s.dataDir(), "postmaster.pid"), []byte(pid), 0o600); err != nil {
		t.Fatal(err)
	}
	mustStart(t, dir)
	if err := sleeper.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("the other program was hit: %v", err)
	}
	_ = sleeper.Process.Kill()
	_ = sleeper.Wait()
}

func TestKilledProgramLeavesNoServerAndLosesNothing(t *testing.T) {
	dir := openDir(t)
	program, url := startChild(t, dir)
	makeNote(t, url)
	if err := program.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = program.Wait()
	began := time.Now()
	for len(runningIn(filepath.Join(dir, "postgres"))) > 0 {
		if time.Since(began) > 10*time.Second {
			t.Fatal("a server is still running ten seconds after its program was killed")
		}
		time.Sleep(10 * time.Millisecond)
	}
	s := mustStart(t, dir)
	if got := query[string](t, s.OwnerURL("xinsheng"), `select body from note`); got != "kept" {
		t.Errorf("note is %q", got)
	}
}

func TestRestartRightAfterAKillWaitsForTheOldServer(t *testing.T) {
	dir := openDir(t)
	program, url := startChild(t, dir)
	makeNote(t, url)
	_ = program.Process.Kill()
	_ = program.Wait()
	s := mustStart(t, dir)
	if got := query[string](t, s.OwnerURL("xinsheng"), `select body from note`); got != "kept" {
		t.Errorf("note is %q", got)
	}
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(config.Host); err == nil {
		t.Errorf("socket directory %s of the killed program is still there", config.Host)
	}
}

func startChild(t *testing.T, dir string) (*exec.Cmd, string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "ready ") {
		t.Fatalf("child says %q, %v", line, err)
	}
	return cmd, strings.TrimSpace(strings.TrimPrefix(line, "ready "))
}

// Root's own home is such a directory.
func TestServerRunsBelowAClosedDirectory(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root's server runs as somebody else")
	}
	dir := openDir(t)
	parent := filepath.Dir(dir)
	if err := os.Chmod(parent, 0o700); err != nil {
		t.Fatal(err)
	}
	u, err := chooseUser(filepath.Join(dir, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	if err := u.canReach(parent); err == nil || !strings.Contains(err.Error(), "may not enter "+parent+" ") {
		t.Errorf("error does not name the closed directory: %v", err)
	}
	program, url := startChild(t, dir)
	makeNote(t, url)
	_ = program.Process.Kill()
	_ = program.Wait()
	s := mustStart(t, dir)
	if err := s.CreateDatabase(t.Context(), "second"); err != nil {
		t.Error(err)
	}
	if got := query[string](t, s.OwnerURL("xinsheng"), `select body from note`); got != "kept" {
		t.Errorf("note is %q", got)
	}
}

// As `umask 077` leaves it: the directory is our own, so it is opened instead of complained of.
func TestStrictUmaskIsNoObstacle(t *testing.T) {
	dir := openDir(t)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	mustStart(t, dir)
}

// What waits for the end of the server may ask after it has been stopped.
func TestDoneAfterStop(t *testing.T) {
	s := mustStart(t, openDir(t))
	for range 2 {
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case <-s.Done():
	default:
		t.Error("the server was stopped and is not done")
	}
}

func TestServerThatEndsByItselfIsNoticed(t *testing.T) {
	s := mustStart(t, openDir(t))
	if err := syscall.Kill(recordedPID(s.dataDir()), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.Done():
	case <-time.After(10 * time.Second):
		t.Error("the server has ended and nobody was told")
	}
}

func TestForeignVersionOfDataIsRefusedUntouched(t *testing.T) {
	dir := openDir(t)
	for _, d := range []string{dir, filepath.Join(dir, "postgres")} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	version := filepath.Join(dir, "postgres", "PG_VERSION")
	if err := os.WriteFile(version, []byte("9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), Options{Dir: dir})
	if err == nil || !strings.Contains(err.Error(), "made by PostgreSQL 9") {
		t.Errorf("start on data of version 9: %v", err)
	}
	if _, err := os.Stat(version); err != nil {
		t.Errorf("the data were touched: %v", err)
	}
}
