package press

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// account is whom Chromium runs as.
type account struct {
	other    bool // another than we are
	uid, gid int
}

// lowly returns the account nobody for root, and else our own.
func lowly() (*account, error) {
	if os.Geteuid() != 0 {
		return &account{uid: os.Geteuid(), gid: os.Getegid()}, nil
	}
	u, err := user.Lookup("nobody")
	if err != nil {
		return nil, fmt.Errorf("press: nobody to run Chromium as: %w", err)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	return &account{true, uid, gid}, nil
}

// profilePrefix begins the name of every profile; the program's process id follows.
const profilePrefix = "xinsheng-press-"

// removeStale removes the profiles of programs that were killed: their Chromiums ended with them, but nobody tidied up.
func removeStale() {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), profilePrefix+"*-*"))
	for _, dir := range dirs {
		digits, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), profilePrefix), "-")
		if pid, err := strconv.Atoi(digits); err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			_ = os.RemoveAll(dir)
		}
	}
}

var removeStaleOnce = sync.OnceFunc(removeStale)

// profile makes a fresh directory that only the account can enter.
func (a *account) profile() (string, error) {
	removeStaleOnce()
	dir, err := os.MkdirTemp("", fmt.Sprintf(profilePrefix+"%d-", os.Getpid()))
	if err != nil {
		return "", fmt.Errorf("press: %w", err)
	}
	if a.other {
		if err := os.Chown(dir, a.uid, a.gid); err != nil {
			return "", fmt.Errorf("press: %w", err)
		}
	}
	return dir, nil
}

// removeProfile removes what Chromium left; a process of it that is just ending may still write there.
func removeProfile(dir string) {
	for range 20 {
		if os.RemoveAll(dir) == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}
