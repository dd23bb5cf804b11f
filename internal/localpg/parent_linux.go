package localpg

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// endWithParent lets the kernel send the fast-shutdown signal to the child when the program dies, whatever it dies of.
func endWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGINT }

// openHandle opens dir as root for a child that may not enter a directory above it: /proc leads straight to what is open. closed is
// returned where there is no /proc.
func openHandle(dir string, closed error) (string, *os.File, error) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		return "", nil, closed
	}
	f, err := os.OpenFile(dir, syscall.O_DIRECTORY, 0)
	return "/proc/self/fd/3", f, err
}

// runningIn returns the processes that work in dir: those of a PostgreSQL server whose data directory it is.
func runningIn(dir string) []int {
	var pids []int
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil
	}
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		if target, err := os.Readlink(link); err == nil && target == real {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(link)))
			if exe, err := os.Readlink(filepath.Join(filepath.Dir(link), "exe")); err != nil || isPostgres(exe) {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}
