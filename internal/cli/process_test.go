package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"xinsheng/internal/cli"
	"xinsheng/internal/seal"
	"xinsheng/internal/testkit"
)

const asProgram = "XINSHENG_CLI_TEST_AS_PROGRAM"

// TestMain lets the test binary be the program, so that tests can signal and kill it.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := cli.Run(ctx, os.Args[1:], cli.Env{Getenv: os.Getenv, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr})
	stop()
	if err != nil {
		fmt.Println("xinsheng:", err)
	}
	os.Exit(cli.ExitCode(err))
}

// place returns a data directory that the account of the private server can reach, unlike t.TempDir's.
func place(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "xinsheng-cli-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "data")
}

// program is one run of the program in a process of its own.
type program struct {
	t    *testing.T
	cmd  *exec.Cmd
	url  string
	rest chan string // what it says after its address, once it has ended
}

var address = regexp.MustCompile(`http://[0-9.:]+/`)

// serve starts the program and returns when it says its address.
func serve(t *testing.T, data string, env ...string) *program {
	t.Helper()
	p := &program{t: t, cmd: exec.Command(os.Args[0], "serve", "--local", "--data", data), rest: make(chan string, 1)}
	p.cmd.Env = append(append(os.Environ(), asProgram+"=1", "PORT=0"), env...)
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	lines := bufio.NewReader(out)
	var said strings.Builder
	for p.url == "" {
		line, err := lines.ReadString('\n')
		said.WriteString(line)
		if err != nil {
			t.Fatalf("the program ended before it answered:\n%s", said.String())
		}
		p.url = address.FindString(line)
	}
	go func() {
		rest, _ := io.ReadAll(lines)
		p.rest <- string(rest)
	}()
	return p
}

func (p *program) status(path string) int {
	p.t.Helper()
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.url+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode
}

// end sends the signal and returns the exit status; -1 for a program that was killed.
func (p *program) end(s os.Signal) int {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
	<-p.rest
	err := p.cmd.Wait()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode()
	}
	return 0
}

// noServerLeft waits for the private server to end: at once in good order, within seconds after a kill.
func noServerLeft(t *testing.T, data string, within time.Duration) {
	t.Helper()
	for began := time.Now(); serverRuns(data); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > within {
			t.Fatalf("a PostgreSQL server still runs in %s", data)
		}
	}
}

func serverRuns(data string) bool {
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		if at, err := os.Readlink(link); err == nil && at == filepath.Join(data, "postgres") {
			return true
		}
	}
	return false
}

// command runs another subcommand to its end.
func command(t *testing.T, args ...string) (code int, says string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "PORT=0")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode(), out.String()
	}
	if err != nil {
		t.Fatal(err)
	}
	return 0, out.String()
}

func TestServerIsStoppedAndKilledAndLosesNothing(t *testing.T) {
	data := place(t)
	code, says := command(t, "user", "add", "admin1", "--name", "钱管理", "--local", "--data", data)
	if code != 0 || !strings.Contains(says, "Temporary password") {
		t.Fatalf("user add: status %d: %s", code, says)
	}
	noServerLeft(t, data, 0)

	p := serve(t, data, "XINSHENG_CHROMIUM="+filepath.Join(data, "no-such-program")) // an update of the machine may take it away
	for _, path := range []string{"readyz", "healthz", "sign-in"} {
		if got := p.status(path); got != http.StatusOK {
			t.Errorf("/%s answers %d", path, got)
		}
	}
	if code, says := command(t, "rebuild", "--check", "--local", "--data", data); code == 0 || !strings.Contains(says, "already uses") {
		t.Errorf("a second program in the directory: status %d: %s", code, says)
	}
	if code := p.end(syscall.SIGINT); code != 0 {
		t.Errorf("Ctrl-C gives status %d", code)
	}
	noServerLeft(t, data, 0)

	p = serve(t, data)
	p.end(os.Kill)
	noServerLeft(t, data, 10*time.Second)

	began := time.Now()
	p = serve(t, data)
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("a later start took %v", took)
	} else {
		t.Logf("a later start took %v", took)
	}
	p.end(syscall.SIGINT)
	if code, says := command(t, "user", "add", "admin1", "--name", "钱管理", "--local", "--data", data); code != 2 || !strings.Contains(says, "there is an account of this name already") || strings.Contains(says, "SQLSTATE") {
		t.Errorf("the account made first is gone: status %d: %s", code, says)
	}
}

func TestLocalWithAddressesAndKeysOfOthers(t *testing.T) {
	db := testkit.DB(t)
	data := place(t)
	p := serve(t, data, "XINSHENG_DATABASE_URL="+db.ProgramURL, "XINSHENG_OWNER_DATABASE_URL="+db.OwnerURL, "XINSHENG_KEYS="+seal.NewKey())
	if got := p.status("readyz"); got != http.StatusOK {
		t.Errorf("/readyz answers %d", got)
	}
	p.end(syscall.SIGINT)
	if _, err := os.Stat(filepath.Join(data, "postgres")); err == nil {
		t.Error("a private server was made although an address was given")
	}
}

func TestDemonstrationIsRefused(t *testing.T) {
	data := place(t)
	if code, says := command(t, "user", "add", "admin1", "--name", "钱管理", "--local", "--data", data); code != 0 {
		t.Fatalf("user add: status %d: %s", code, says)
	}
	if code, says := command(t, "serve", "--demo", "--local", "--data", data); code == 0 || !strings.Contains(says, "other accounts") {
		t.Errorf("over real accounts: status %d: %s", code, says)
	}
	t.Setenv("XINSHENG_LISTEN", "0.0.0.0:0")
	if code, says := command(t, "serve", "--demo", "--local", "--data", data); code != 2 || !strings.Contains(says, "only on this machine") {
		t.Errorf("on an open address: status %d: %s", code, says)
	}
	noServerLeft(t, data, 0)
}

func TestLostKeysAreNeverReplaced(t *testing.T) {
	data := place(t)
	if code, says := command(t, "migrate", "--local", "--data", data); code != 0 {
		t.Fatalf("migrate: status %d: %s", code, says)
	}
	serve(t, data).end(syscall.SIGINT) // the keys made by one command are good for the next
	if err := os.Remove(filepath.Join(data, "keys")); err != nil {
		t.Fatal(err)
	}
	if code, says := command(t, "serve", "--local", "--data", data); code == 0 || !strings.Contains(says, "keys is missing") {
		t.Errorf("status %d: %s", code, says)
	}
}
