//go:build !linux

package localpg

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// endWithParent can do nothing here: only Linux ties a child to its parent. A server left behind by a killed program is stopped
// at the next start.
func endWithParent(*syscall.SysProcAttr) {}

// openHandle returns closed: only Linux leads a child past a closed directory.
func openHandle(_ string, closed error) (string, *os.File, error) { return "", nil, closed }

// runningIn returns the server whose data directory is dir, if postmaster.pid names one that is alive.
func runningIn(dir string) []int {
	pid := recordedPID(dir)
	if pid == 0 {
		return nil
	}
	out, err := exec.Command("ps", "-p", strconv.Itoa(pid), "-o", "command=").Output()
	if err != nil || !strings.Contains(string(out), dir) {
		return nil
	}
	return []int{pid}
}
