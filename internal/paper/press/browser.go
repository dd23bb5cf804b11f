package press

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	protocol "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// browser is one running Chromium.
type browser struct {
	o    *Options
	ctx  context.Context // chromedp's, of the whole Chromium
	stop func()          // ends it and waits
	dir  string          // its profile, home and temporary files
	by   string          // what it says it is
	cmd  *exec.Cmd       // its process, leader of a group of its own
	over atomic.Bool     // its memory went beyond what it may
}

// What of our precautions does not work on this machine, as in many containers, so that it is not tried each time.
var noSandbox, noNetwork atomic.Bool

// manner is with which precautions a Chromium is started, beside those that always hold.
type manner struct {
	sandbox bool // its own
	network bool // a network namespace without connections, for root
}

// startTime is what Chromium has to answer in; one or two seconds are usual.
const startTime = 20 * time.Second

var errSlowStart = errors.New("no answer in time")

// start starts a Chromium that outlives ctx once it has answered. Precautions that the machine refuses are given up one by one; requests of documents are
// refused in any case.
func start(ctx context.Context, o *Options) (*browser, error) {
	for {
		how := manner{sandbox: !noSandbox.Load(), network: !noNetwork.Load()}
		b, err := startWith(ctx, o, how)
		switch {
		case err == nil || ctx.Err() != nil:
			return b, err
		case how.network && errors.Is(err, syscall.EPERM):
			noNetwork.Store(true)
			o.Log.WarnContext(ctx, "this machine lets us make no network for Chromium; it is started in ours, and its requests are refused", "error", err)
		case how.sandbox && refusedSandbox(err):
			noSandbox.Store(true)
			o.Log.WarnContext(ctx, "Chromium's own sandbox does not work on this machine; it is started without", "error", err)
		default:
			return nil, err
		}
	}
}

// refusedSandbox reads what Chromium says when it ends at its start.
func refusedSandbox(err error) bool {
	said := strings.ToLower(err.Error())
	return strings.Contains(said, "sandbox") || strings.Contains(said, "namespace")
}

func startWith(ctx context.Context, o *Options, how manner) (*browser, error) {
	who, err := lowly()
	if err != nil {
		return nil, err
	}
	dir, err := who.profile()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, startTime, errSlowStart)
	defer cancel()
	b := &browser{o: o, dir: dir}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), b.options(who, how)...)
	tab, stopTab := chromedp.NewContext(alloc, chromedp.WithErrorf(func(string, ...any) {})) // what it says is of no interest; errors are returned
	b.ctx, b.stop = tab, func() { stopTab(); stopAlloc() }
	inTime := context.AfterFunc(ctx, b.stop)
	version, err := chromedp.CallBrowser(b.ctx, protocol.GetVersion, cdp.Empty{})
	if !inTime() {
		err = context.Cause(ctx)
	}
	if err != nil {
		b.end()
		return nil, fmt.Errorf("press: starting Chromium: %w", err)
	}
	b.by = version.Product
	settle(b.cmd.Process.Pid)
	return b, nil
}

// options are the command line and the process of Chromium.
func (b *browser) options(who *account, how manner) []chromedp.ExecAllocatorOption {
	return append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(b.o.Chromium),
		chromedp.UserDataDir(b.dir),
		// Keys and database addresses stand in our environment.
		chromedp.NoInheritEnv, chromedp.Env("PATH="+os.Getenv("PATH"), "HOME="+b.dir, "TMPDIR="+b.dir, "XDG_CONFIG_HOME="+b.dir, "XDG_CACHE_HOME="+b.dir, "LANG=C.UTF-8"),
		chromedp.Flag("no-sandbox", !how.sandbox),
		chromedp.DisableGPU,
		chromedp.Flag("disable-crash-reporter", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true),
		// Where it has no network of its own, a proxy that does not exist keeps it from the network.
		chromedp.Flag("proxy-server", "socks5://127.0.0.1:9"), chromedp.Flag("proxy-bypass-list", "<-loopback>"), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
		chromedp.Flag("force-webrtc-ip-handling-policy", "disable_non_proxied_udp"),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("js-flags", "--jitless --max-old-space-size=64"),
		chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) {
			cmd.Dir = b.dir
			cmd.SysProcAttr = who.process(how)
			widen(cmd.ExtraFiles)
			b.cmd = cmd
		}),
	)
}

// gone reports whether Chromium has ended by itself.
func (b *browser) gone() bool { return b.ctx.Err() != nil }

// kill ends a running Chromium and all its processes at once; whoever waits for an answer of it gets an error.
func (b *browser) kill() { killGroup(b.cmd.Process.Pid) }

// end ends Chromium, waits for it and removes what it left.
func (b *browser) end() {
	if b.cmd != nil && b.cmd.Process != nil {
		b.kill()
	}
	b.stop()
	removeProfile(b.dir)
}
