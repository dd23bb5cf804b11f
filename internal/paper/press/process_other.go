//go:build !linux

package press

import (
	"context"
	"os"
	"syscall"
)

func (a *account) process(manner) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if a.other {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attr
}

func killGroup(leader int) { _ = syscall.Kill(-leader, syscall.SIGKILL) }

// watchMemory does nothing here: what processes hold is read from /proc, which only Linux has.
func (b *browser) watchMemory(context.Context) {}

func settle(int) {}

func widen([]*os.File) {}
