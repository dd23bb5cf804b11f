package cli_test

import (
	"bytes"
	"strings"
	"testing"

	"xinsheng/internal/cli"
)

// run runs a command in this process and returns its exit status and everything it says.
func run(t *testing.T, env map[string]string, args ...string) (code int, says string) {
	t.Helper()
	var out bytes.Buffer
	err := cli.Run(t.Context(), args, cli.Env{
		Getenv: func(name string) string { return env[name] }, Stdin: strings.NewReader("no JSON"), Stdout: &out, Stderr: &out,
	})
	if err != nil {
		out.WriteString(err.Error())
	}
	return cli.ExitCode(err), out.String()
}

func TestInputIsRefusedWithStatus2(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		args []string
		says []string
	}{
		{"no command", nil, nil, []string{"expected one of"}},
		{"unknown command", nil, []string{"dance"}, []string{"dance", "--help"}},
		{"unknown flag", nil, []string{"serve", "--dance"}, []string{"--dance"}},
		{"a file that is no case", nil, []string{"track"}, nil},
		{"unknown role", nil, []string{"user", "add", "zhao", "--name", "赵某", "--role", "king"}, []string{"king"}},
		{"no address of a database", map[string]string{"XINSHENG_KEYS": "1:" + strings.Repeat("ab", 32)}, []string{"serve"}, []string{"XINSHENG_DATABASE_URL"}},
		{"no keys", map[string]string{"XINSHENG_DATABASE_URL": "postgres://x@/x"}, []string{"serve"}, []string{"XINSHENG_KEYS"}},
		{"everything wrong is said at once",
			map[string]string{"XINSHENG_DATABASE_URL": "mysql://root:geheim@x", "PORT": "99999", "XINSHENG_DEMO": "perhaps", "XINSHENG_KEYS": "geheim"},
			[]string{"serve"}, []string{"XINSHENG_DATABASE_URL", "PORT", "XINSHENG_DEMO", "XINSHENG_KEYS"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, says := run(t, c.env, c.args...)
			if code != 2 {
				t.Errorf("status %d, want 2: %s", code, says)
			}
			for _, part := range c.says {
				if !strings.Contains(says, part) {
					t.Errorf("%q is not in the answer: %s", part, says)
				}
			}
			if strings.Contains(says, "geheim") {
				t.Errorf("a secret is in the answer: %s", says)
			}
		})
	}
}

func TestHelpAndVersionSucceed(t *testing.T) {
	for _, arg := range []string{"--help", "version"} {
		if code, says := run(t, nil, arg); code != 0 || !strings.Contains(says, "xinsheng") {
			t.Errorf("xinsheng %s: status %d: %s", arg, code, says)
		}
	}
}
