package localpg

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// serverUser is the unprivileged account the server runs as when this process is root, which PostgreSQL refuses to be.
type serverUser struct {
	name     string
	uid, gid int
}

// chooseUser returns nil for an ordinary user. For root it is the owner of the data that are already there, so that a data directory
// stays usable when another account appears later, and otherwise postgres or nobody.
func chooseUser(dataDir string) (*serverUser, error) {
	if os.Geteuid() != 0 {
		return nil, ownDirectory(dataDir)
	}
	if st, err := os.Stat(dataDir); err == nil {
		sys := st.Sys().(*syscall.Stat_t)
		if sys.Uid != 0 {
			return &serverUser{accountName(sys.Uid), int(sys.Uid), int(sys.Gid)}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			return &serverUser{name, uid, gid}, nil
		}
	}
	return nil, fmt.Errorf("localpg: PostgreSQL does not run as root, and there is neither an account postgres nor nobody to run it as")
}

// ownDirectory explains data that belong to somebody else before PostgreSQL does so in its own terms.
func ownDirectory(dataDir string) error {
	st, err := os.Stat(dataDir)
	if err != nil {
		return nil
	}
	if uid := st.Sys().(*syscall.Stat_t).Uid; int(uid) != os.Geteuid() {
		return fmt.Errorf("localpg: %s belongs to %s: the program was started here as another user (root?) before; start it as that user, or give the directory to yourself",
			dataDir, accountName(uid))
	}
	return nil
}

func accountName(uid uint32) string {
	id := strconv.Itoa(int(uid))
	if u, err := user.LookupId(id); err == nil {
		return u.Username
	}
	return "user " + id
}

// own gives the path to the server's user.
func (u *serverUser) own(path string) error {
	if u == nil {
		return nil
	}
	return os.Chown(path, u.uid, u.gid)
}

// open lets the server's user pass through our own directory, which a strict umask may have closed.
func (u *serverUser) open(dir string) error {
	st, err := os.Stat(dir)
	if u == nil || err != nil || u.mayEnter(st) {
		return err
	}
	return os.Chmod(dir, st.Mode().Perm()|0o011)
}

// reach returns the path by which the server's user gets at dir. Below a directory closed to that user (root's home is one) it is the
// path of a handle, which the child must inherit as its descriptor 3.
func (u *serverUser) reach(dir string) (path string, handle *os.File, err error) {
	closed := u.canReach(dir)
	if closed == nil {
		return dir, nil, nil
	}
	return openHandle(dir, closed)
}

// canReach refuses a directory below one that the server's user may not enter.
func (u *serverUser) canReach(dir string) error {
	if u == nil {
		return nil
	}
	for d := dir; ; d = filepath.Dir(d) {
		st, err := os.Stat(d)
		if err != nil {
			return fmt.Errorf("localpg: %w", err)
		}
		if !u.mayEnter(st) {
			return fmt.Errorf("localpg: PostgreSQL runs as %q, who may not enter %s (its mode is %s): move the project to a place open to others such as /opt or /srv, or run it as an ordinary user",
				u.name, d, st.Mode().Perm())
		}
		if d == filepath.Dir(d) {
			return nil
		}
	}
}

func (u *serverUser) mayEnter(st os.FileInfo) bool {
	sys := st.Sys().(*syscall.Stat_t)
	mode := st.Mode().Perm()
	switch {
	case int(sys.Uid) == u.uid:
		return mode&0o100 != 0
	case int(sys.Gid) == u.gid:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}
