package localpg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// lockDir takes the directory for this process until the returned file is closed; the kernel gives it free when the process dies.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "postgres.lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("localpg: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("localpg: another Xinsheng already uses %s; stop that one first", dir)
		}
		return nil, fmt.Errorf("localpg: lock %s: %w", dir, err)
	}
	return f, nil
}

// clearLeftovers waits for the server of a killed program to end, and removes a postmaster.pid whose number belongs to nobody or, after
// a restart of the machine or container, to some other program. Only the holder of the lock may call it.
func clearLeftovers(ctx context.Context, dataDir string) error {
	ctx, cancel := context.WithTimeout(ctx, 60*time.Second)
	defer cancel()
	for first := true; ; first = false {
		pids := runningIn(dataDir)
		if len(pids) == 0 {
			break
		}
		if pid := recordedPID(dataDir); first && pid != 0 {
			_ = syscall.Kill(pid, syscall.SIGINT)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("localpg: a PostgreSQL server (process %d) still runs in %s and does not end; stop it first", pids[0], dataDir)
		case <-time.After(50 * time.Millisecond):
		}
	}
	if err := os.Remove(filepath.Join(dataDir, "postmaster.pid")); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("localpg: %w", err)
	}
	return nil
}

// recordedPID returns the process number in postmaster.pid, if it is that of a process in which the server could still run, else 0.
func recordedPID(dataDir string) int {
	b, err := os.ReadFile(filepath.Join(dataDir, "postmaster.pid"))
	if err != nil {
		return 0
	}
	line, _, _ := bytes.Cut(b, []byte("\n"))
	pid, err := strconv.Atoi(strings.TrimSpace(string(line)))
	if err != nil || pid <= 1 {
		return 0
	}
	return pid
}

func isPostgres(exe string) bool { return strings.HasPrefix(filepath.Base(exe), "postgres") }

const socketPrefix = "xinsheng-pg-"

// maxSocketDir keeps the whole socket path under the 103 bytes that every system allows.
const maxSocketDir = 103 - len("/.s.PGSQL.") - len(port)

// freshSocketDir makes a short directory that only the server's user may enter: who reaches the socket needs no password.
// The lock file remembers it, so that the directory a killed program left behind is removed at the next start.
func freshSocketDir(lock *os.File, u *serverUser) (string, error) {
	if last, err := io.ReadAll(io.NewSectionReader(lock, 0, 512)); err == nil {
		if dir := string(last); strings.HasPrefix(filepath.Base(dir), socketPrefix) {
			_ = os.RemoveAll(dir)
		}
	}
	dir, err := os.MkdirTemp("", socketPrefix)
	if err == nil && (len(dir) > maxSocketDir || u.canReach(dir) != nil) {
		_ = os.Remove(dir)
		dir, err = os.MkdirTemp("/tmp", socketPrefix)
	}
	if err != nil {
		return "", fmt.Errorf("localpg: %w", err)
	}
	if err := errors.Join(u.own(dir), lock.Truncate(0), writeAt(lock, dir)); err != nil {
		return "", fmt.Errorf("localpg: %w", err)
	}
	return dir, nil
}

func writeAt(f *os.File, s string) error {
	_, err := f.WriteAt([]byte(s), 0)
	return err
}
