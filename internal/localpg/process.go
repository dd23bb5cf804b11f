package localpg

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// command prepares a program of PostgreSQL to work on the data in dir as the server's user, without a directory or setting of ours
// that could mislead it.
func (s *Server) command(name, dir string, args ...string) (*exec.Cmd, error) {
	cmd := exec.Command(s.bin.path(name), args...) //nolint:noctx // a context would kill the server; stop asks it to end
	cmd.Dir = "/"
	cmd.Env = cleanEnv(os.Environ())
	// A group of its own: Ctrl-C in a terminal must reach the program first, which then stops the server after its last request.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if s.user != nil {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(s.user.uid), Gid: uint32(s.user.gid)}
	}
	endWithParent(cmd.SysProcAttr)
	path, handle, err := s.user.reach(dir)
	if handle != nil {
		cmd.ExtraFiles = []*os.File{handle} // the child's descriptor 3
	}
	cmd.Args = append(cmd.Args, "-D", path)
	return cmd, err
}

// cleanEnv drops the variables of libpq and of the locale, which would change what the server and initdb do.
func cleanEnv(env []string) []string {
	kept := []string{"LC_ALL=C"}
	for _, kv := range env {
		if !strings.HasPrefix(kv, "PG") && !strings.HasPrefix(kv, "LC_") && !strings.HasPrefix(kv, "LANG") {
			kept = append(kept, kv)
		}
	}
	return kept
}

// process is a child that is waited for on the thread that started it: the kernel ties "end with your parent" to that thread.
type process struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error // how it ended; read after done
}

func start(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		for _, handle := range cmd.ExtraFiles {
			_ = handle.Close() // the child has its own
		}
		started <- err
		if err == nil {
			p.err = cmd.Wait()
			close(p.done)
		}
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("localpg: %w", err)
	}
	return p, nil
}

// stop asks for a fast shutdown (sessions are cut, everything committed is written), and insists step by step.
func (p *process) stop() error {
	steps := []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, 30 * time.Second}, {syscall.SIGQUIT, 5 * time.Second}, {syscall.SIGKILL, 5 * time.Second}}
	for i, step := range steps {
		_ = p.cmd.Process.Signal(step.signal)
		select {
		case <-p.done:
			if i == 0 {
				return nil
			}
			return fmt.Errorf("localpg: PostgreSQL did not stop in good order and was ended by %s; it recovers at the next start", step.signal)
		case <-time.After(step.wait):
		}
	}
	return errors.New("localpg: PostgreSQL could not be stopped")
}
