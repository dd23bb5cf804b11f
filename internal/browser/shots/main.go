// Command shots signs in to a demonstration as each role and saves a picture of every main page in every look, with an index.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"xinsheng/internal/browser"
)

// looks are how every page is looked at.
var looks = []struct {
	name string
	look browser.Look
}{
	{"desk-zh", browser.Desk}, {"phone-zh", browser.Phone}, {"desk-en", browser.Desk.In("en")}, {"phone-en", browser.Phone.In("en")},
	{"desk-zh-dark", browser.Look{Width: browser.Desk.Width, Height: browser.Desk.Height, Dark: true}},
}

// logins are whom to sign in as: one demo account of each role, and of each department's kind of work one.
var logins = []string{
	"police1", "police2", "village1", "town1", "town2", "town3", "office1", "health1", "sysadmin", "secadmin", "auditor",
}

// deeper are pages behind the ones that the rail leads to: on the page at from, the first shown link that the selector finds.
var deeper = []struct{ login, name, from, link string }{
	{"village1", "case", "/cases", "main a[href^='/cases/']"},
	{"town2", "case", "/cases", "main a[href^='/cases/']"},
	{"police1", "case", "/cases", "main a[href^='/cases/']"},
	{"village1", "visit", "/worklist", "main a[href*='/visit']"},
	{"village1", "month-sheet-print", "/month-sheet", "main a[href*='/print']"},
	{"police1", "service", "/decisions", "main a[href*='/service']"},
	{"police2", "decision", "/decisions", "main a[href*='/decision']"},
	{"town2", "transfer", "/transfers", "main a[href*='/transfer']"},
	{"town2", "assessment", "/assessments", "main a[href*='/assessment']"},
	{"town2", "figure", "/dashboard", "main td a[href]"},
	{"town2", "leave-slip", "/leaves", "main a[href*='/slip']"},
	{"town2", "referral", "/referrals", "main a[href^='/referrals/']"},
	{"health1", "referral", "/referrals", "main a[href^='/referrals/']"},
	{"town2", "positive", "/worklist", "main a[href*='/test-details'], main a[href*='/positives/']"},
	{"town2", "dossier", "/dossiers", "main td a[href^='/cases/']"},
	{"town2", "papers-batch", "/papers/register", "main a[href='/papers/batch']"},
	{"office1", "number-patterns", "/papers/register", "main a[href='/papers/patterns']"},
	{"office1", "policy-next", "/policy", "main a[href='/policy/next']"},
	{"office1", "figure", "/dashboard", "main td a[href]"},
	{"office1", "trend", "/dashboard", "main a[href^='/dashboard/trend']"},
	{"office1", "return", "/returns", "main a[href^='/returns/0']"},
	{"village1", "return", "/returns", "main a[href^='/returns/0']"},
	{"office1", "notice", "/notices", "main td a[href^='/notices/']"},
	{"town3", "notice", "/notices", "main td a[href^='/notices/']"},
	{"office1", "meeting", "/meetings", "main td a[href^='/meetings/']"},
	{"health1", "measure", "/measures", "main td a[href^='/measures/']"},
	{"town3", "score", "/scores", "main td a[href^='/scores/']"},
	{"office1", "payment", "/payments", "main td a[href^='/payments/']"},
	{"office1", "statements", "/rewards", "main a[href^='/rewards/statements']"},
	{"town2", "workers", "/staffing", "main a[href^='/staffing/workers']"},
	{"office1", "policy-history", "/policy", "main a[href='/policy/history']"},
	{"sysadmin", "unit", "/units", "main td a[href^='/units/']"},
	{"sysadmin", "account", "/accounts", "main a[href^='/accounts/']"},
	{"secadmin", "posting", "/postings", "main a[href^='/postings/']"},
}

func main() {
	program := flag.String("program", "bin/xinsheng", "the program")
	at := flag.String("url", "", "address of a demonstration that runs already, instead of -program")
	into := flag.String("into", "build/shots", "directory of the pictures; what is in it is removed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *program, *at, *into); err != nil {
		fmt.Fprintln(os.Stderr, "shots:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, program, at, into string) error {
	if err := os.RemoveAll(into); err != nil {
		return err
	}
	if err := os.MkdirAll(into, 0o755); err != nil {
		return err
	}
	if at == "" {
		url, stop, err := demonstration(ctx, program)
		if err != nil {
			return err
		}
		defer stop()
		at = url
	}
	c := &camera{into: into}
	for _, l := range looks {
		c.visitor(at, l.name, l.look)
		for _, login := range logins {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			c.person(at, l.name, l.look, login)
		}
	}
	if err := c.index(); err != nil {
		return err
	}
	fmt.Printf("%d pictures, see %s/index.html\n", len(c.shots), into)
	if c.failed {
		return fmt.Errorf("some pages could not be taken")
	}
	return nil
}
