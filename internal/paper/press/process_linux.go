package press

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is what the kernel does for us: another user, a network without a connection, a group that can be killed whole, an end with our own.
func (a *account) process(how manner) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if a.other {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
		if how.network {
			attr.Cloneflags = syscall.CLONE_NEWNET
		}
	}
	return attr
}

func killGroup(leader int) { _ = syscall.Kill(-leader, syscall.SIGKILL) }

// watchEvery is how often memory is looked at during a print.
const watchEvery = 200 * time.Millisecond

// watchMemory ends Chromium when its processes together hold more memory than they may, until ctx ends. The kernel offers no such limit without
// cgroups, which not every machine lets us make; a limit of address space does not do, since Chromium reserves terabytes of it.
func (b *browser) watchMemory(ctx context.Context) {
	every := time.NewTicker(watchEvery)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
		if memory(group(b.cmd.Process.Pid)) > b.o.Memory {
			b.over.Store(true)
			b.kill()
			return
		}
	}
}

// settle lets the kernel, should the machine run out of memory, take Chromium first, and people who wait for a page go first for the processor.
// Processes that start later inherit both.
func settle(leader int) {
	_ = syscall.Setpriority(syscall.PRIO_PGRP, leader, 5)
	for _, pid := range group(leader) {
		_ = os.WriteFile(filepath.Join("/proc", pid, "oom_score_adj"), []byte("500"), 0)
	}
}

// group returns the processes of a process group.
func group(leader int) (pids []string) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range stats {
		raw, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended meanwhile
		}
		// pid (name) state ppid pgrp …; a name may hold anything.
		fields := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
		if len(fields) > 2 && fields[2] == strconv.Itoa(leader) {
			pids = append(pids, filepath.Base(filepath.Dir(file)))
		}
	}
	return pids
}

// memory returns the bytes that processes hold beyond files they have mapped.
func memory(pids []string) (total int64) {
	for _, pid := range pids {
		raw, _ := os.ReadFile(filepath.Join("/proc", pid, "status"))
		for line := range strings.SplitSeq(string(raw), "\n") {
			name, rest, _ := strings.Cut(line, ":")
			if name == "RssAnon" || name == "RssShmem" {
				kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
				total += kb << 10
			}
		}
	}
	return total
}

// widen lets a megabyte stand in the pipes to Chromium, so that a font of 15 MB does not go through them in 230 pieces.
func widen(pipes []*os.File) {
	const fSetPipeSize = 1031 // F_SETPIPE_SZ
	for _, f := range pipes {
		_, _, _ = syscall.Syscall(syscall.SYS_FCNTL, f.Fd(), fSetPipeSize, 1<<20)
	}
}
