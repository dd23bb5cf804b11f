// Package config reads the settings of the program from its environment and says everything that is wrong with them at once.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"xinsheng/internal/blob"
	"xinsheng/internal/seal"
)

// The variables of the environment.
const (
	VarDatabase = "XINSHENG_DATABASE_URL"
	VarOwner    = "XINSHENG_OWNER_DATABASE_URL"
	VarListen   = "XINSHENG_LISTEN"
	VarPort     = "PORT"
	VarKeys     = "XINSHENG_KEYS"
	VarSecure   = "XINSHENG_SECURE"
	VarProxies  = "XINSHENG_TRUSTED_PROXIES"
	VarDemo     = "XINSHENG_DEMO"
	VarFiles    = "XINSHENG_ATTACHMENTS"
	VarDrafts   = "XINSHENG_DRAFT_DAYS"
	VarChromium = "XINSHENG_CHROMIUM"
)

// DefaultListen is where the program answers when nothing else is said.
const DefaultListen = "127.0.0.1:8080"

// DefaultDraftDays is how many days drafts are kept when nothing else is said, maxDraftDays how many they may be kept at most.
const (
	DefaultDraftDays = 14
	maxDraftDays     = 90
)

// Config is what the environment says.
type Config struct {
	DatabaseURL string         // of the program's own role; empty when not set
	OwnerURL    string         // of the owner of the tables; empty when not set
	Listen      string         // host:port
	Keys        string         // the keys that seal numbers (package seal); empty when not set
	Secure      bool           // reached over https only, behind a proxy that ends it
	Proxies     []netip.Prefix // whose X-Forwarded-For is believed
	Demo        bool
	Attachments string // folder, or s3:// address of a bucket, for the bytes of attachments; empty when not set
	Chromium    string // path or name of the Chromium that prints papers; empty: the usual names are tried
	DraftDays   int    // how many days what was typed and not saved is kept, 1 to 90
}

// Loopback reports whether only this machine can reach the address the program listens on.
func (c Config) Loopback() bool {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Read returns what the environment says, or an error that names every variable that is wrong, a line each, never with a secret in it.
func Read(getenv func(string) string) (Config, error) {
	r := reader{getenv: getenv}
	c := Config{
		DatabaseURL: r.database(VarDatabase), OwnerURL: r.database(VarOwner), Listen: r.listen(),
		Keys: r.keys(), Secure: r.yes(VarSecure), Proxies: r.proxies(), Demo: r.yes(VarDemo), Attachments: r.files(),
		DraftDays: r.days(VarDrafts, DefaultDraftDays, maxDraftDays), Chromium: r.value(VarChromium),
	}
	return c, errors.Join(r.problems...)
}

type reader struct {
	getenv   func(string) string
	problems []error
}

func (r *reader) value(name string) string { return strings.TrimSpace(r.getenv(name)) }

func (r *reader) wrong(name, format string, args ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s %s", name, fmt.Sprintf(format, args...)))
}

// database does not quote the address: it may hold a password.
func (r *reader) database(name string) string {
	v := r.value(name)
	if v != "" && !strings.HasPrefix(v, "postgres://") && !strings.HasPrefix(v, "postgresql://") {
		r.wrong(name, "is not an address that begins with postgres://")
	}
	return v
}

func (r *reader) listen() string {
	addr, from := DefaultListen, VarListen
	if port := r.value(VarPort); port != "" {
		addr, from = net.JoinHostPort("127.0.0.1", port), VarPort
	}
	if v := r.value(VarListen); v != "" {
		addr, from = v, VarListen
	}
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		r.wrong(from, "is not host:port: %q", addr)
	} else if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		r.wrong(from, "has no port between 0 and 65535: %q", port)
	}
	return addr
}

func (r *reader) keys() string {
	v := r.value(VarKeys)
	if v == "" {
		return ""
	}
	if _, err := seal.New(v); err != nil {
		r.wrong(VarKeys, "cannot be used: %v", err)
	}
	return v
}

// files does not quote an address: somebody may have written a password into it.
func (r *reader) files() string {
	v := r.value(VarFiles)
	if !strings.Contains(v, "://") {
		return v
	}
	u, err := url.Parse(v)
	switch {
	case err != nil || !strings.HasPrefix(v, blob.BucketScheme) || u.Host == "":
		r.wrong(VarFiles, "is neither a folder nor an address such as %sbucket?region=…", blob.BucketScheme)
	case u.User != nil || u.Path != "" && u.Path != "/":
		r.wrong(VarFiles, "has more than the bucket's name before the ?: who may use it stands in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	return v
}

func (r *reader) days(name string, usual, most int) int {
	v := r.value(name)
	if v == "" {
		return usual
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > most {
		r.wrong(name, "is not a number of days from 1 to %d: %q", most, v)
		return usual
	}
	return n
}

func (r *reader) yes(name string) bool {
	v := r.value(name)
	if v == "" {
		return false
	}
	b, err := strconv.ParseBool(v)
	if err != nil {
		r.wrong(name, "is neither 1 nor 0: %q", v)
	}
	return b
}

func (r *reader) proxies() (all []netip.Prefix) {
	for part := range strings.FieldsFuncSeq(r.value(VarProxies), func(c rune) bool { return c == ',' || c == ' ' }) {
		p, err := netip.ParsePrefix(part)
		if err != nil {
			var ip netip.Addr
			if ip, err = netip.ParseAddr(part); err == nil {
				p, err = ip.Prefix(ip.BitLen())
			}
		}
		if err != nil {
			r.wrong(VarProxies, "has something that is neither an address nor a range: %q", part)
			continue
		}
		all = append(all, p)
	}
	return all
}
