package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"time"
)

var answersAt = regexp.MustCompile(`answers at (http://[^/]+)/`)

// demonstration starts the program with data of its own and returns its address, once it is ready, and what stops it.
func demonstration(ctx context.Context, program string) (url string, stop func(), err error) {
	data, err := os.MkdirTemp("", "xinsheng-shots-")
	if err != nil {
		return "", nil, err
	}
	if err := os.Chmod(data, 0o755); err != nil { // PostgreSQL may run as another user
		return "", nil, err
	}
	cmd := exec.CommandContext(ctx, program, "serve", "--local", "--demo", "--data", data)
	cmd.Env = append(os.Environ(), "PORT=0", "XINSHENG_LISTEN=", "XINSHENG_DATABASE_URL=", "XINSHENG_OWNER_DATABASE_URL=")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = time.Minute
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		_ = os.RemoveAll(data)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if m := answersAt.FindStringSubmatch(lines.Text()); m != nil {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return m[1], stop, nil
		}
	}
	stop()
	return "", nil, errors.New("the program ended before it answered")
}
