package demo

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// hand is somebody invented who works for the programme. Most have all that is required; the fields say what is different.
type hand struct {
	place    division.Code
	post     rehab.StaffPost
	source   string
	since    int // days ago
	validTo  int // days from today until which the certificate holds; 0: two years
	short    string
	decision string // approved, refused, or none yet: waits
	left     int    // days ago of the last day; 0: still there
}

const whole = store.StaffApproved

// hands are the staff of the townships and communities, with each state there is; the security directors follow by rule.
var hands = []hand{
	{place: 520381001000, post: rehab.PostFullTime, source: "open_recruitment", since: 900, decision: whole},
	{place: 520381001001, post: rehab.PostFullTime, source: "open_recruitment", since: 820, decision: whole},
	{place: 520381001002, post: rehab.PostFullTime, source: "4050", since: 700, decision: whole},
	{place: 520381001003, post: rehab.PostFullTime, source: "patrol", since: 760, validTo: -23, decision: whole}, // the certificate has expired
	{place: 520381001004, post: rehab.PostFullTime, source: "open_recruitment", since: 640, decision: whole},
	{place: 520381001005, post: rehab.PostFullTime, source: "4050", since: 12}, // waits for the office
	{place: 520381001006, post: rehab.PostFullTime, source: "open_recruitment", since: 510, validTo: 34, decision: whole},
	{place: 520381001007, post: rehab.PostFullTime, source: "4050", since: 20, short: store.StaffTrained}, // not trained yet, so not approved
	{place: 520381101000, post: rehab.PostFullTime, source: "open_recruitment", since: 600, decision: whole},
	{place: 520381002000, post: rehab.PostFullTime, source: "open_recruitment", since: 480, decision: whole},
	{place: 520381002000, post: rehab.PostFullTime, source: "4050", since: 210, decision: whole}, // one more than the norm asks for
	{place: 520381101201, post: rehab.PostCadre, source: "other", since: 300, decision: whole},
	{place: 520381106000, post: rehab.PostFullTime, source: "patrol", since: 850, decision: whole, left: 25}, // has left
	{place: 520381106000, post: rehab.PostFullTime, source: "open_recruitment", since: 420, decision: whole},
	{place: 520381107000, post: rehab.PostFullTime, source: "4050", since: 560, decision: whole},
	{place: 520381107000, post: rehab.PostFullTime, source: "4050", since: 330, decision: whole},
	{place: 520381100000, post: rehab.PostFullTime, source: "other", since: 45, decision: store.StaffRefused},
}

// Gaps of the invented register.
const (
	noTown    = 4 // of so many townships without a hand above, the last has nobody
	noVillage = 7 // of so many villages, the last has no director in the register
)

// staffUp fills the register, unless that is done.
func staffUp(ctx context.Context, s *store.Store, c *cast, today date.Date) error {
	o := oversight.New(s, func() date.Date { return today })
	there, err := o.StaffList(ctx, c.office, oversight.StaffFilter{})
	if err != nil || len(there.Lines) > 0 {
		return err
	}
	for n, h := range c.hands() {
		if err := c.employHand(ctx, o, h, n, today); err != nil {
			return fmt.Errorf("demo: hand %d: %w", n, err)
		}
	}
	return nil
}

// hands are those written down above, and those of the other townships and villages.
func (c *cast) hands() []hand {
	out := append([]hand{}, hands...)
	staffed := map[division.Code]bool{}
	for _, h := range hands {
		staffed[h.place] = true
	}
	towns := 0
	for n, v := range c.villages {
		if town := v.Township(); !staffed[town] {
			staffed[town] = true
			if towns++; towns%noTown != 0 {
				out = append(out, hand{place: town, post: rehab.PostFullTime, source: rehab.StaffSources()[towns%4], since: 200 + 37*towns, decision: whole})
			}
		}
		if v.Township() != near && n%noVillage != 0 {
			out = append(out, hand{place: v, post: rehab.PostDirector, source: "other", since: 300 + 5*n, decision: whole})
		}
	}
	return out
}

// employHand records one of the hands in the order in which it came about: what is known before the approval, the approval, the end.
func (c *cast) employHand(ctx context.Context, o *oversight.Office, h hand, n int, today date.Date) error {
	r := rand.New(rand.NewPCG(uint64(n), 4050)) //nolint:gosec // the same people every time, on purpose
	sex, names := "male", maleGive
	if r.IntN(3) == 0 {
		sex, names = "female", femGive
	}
	from, by := today.AddDays(-h.since), c.actor(township, h.place)
	post := uuid.Must(uuid.NewV7())
	member, err := o.ProposeStaff(ctx, by, oversight.StaffProposal{
		Key: post, Name: string(pick(r, surnames)) + pick(r, names), Sex: sex, BirthYear: 1966 + r.IntN(33), Another: true, Place: h.place, Post: h.post, Source: h.source, From: from,
	})
	if err != nil {
		return err
	}
	take := func(by access.Actor, f oversight.StaffForward) {
		if err == nil && f.Kind != h.short {
			f.Key, f.Member = uuid.Must(uuid.NewV7()), member
			err = o.TakeStaffStep(ctx, by, f)
		}
	}
	const years = 2
	until := from.AddDays(-6).AddMonths(12 * (years + 3))
	if h.validTo != 0 {
		until = today.AddDays(h.validTo)
	}
	take(by, oversight.StaffForward{Kind: store.StaffFit, Day: from.AddDays(-20), Words: "赤水市人民医院"})
	take(by, oversight.StaffForward{Kind: store.StaffTrained, Day: from.AddDays(-10), Words: "禁毒工作人员岗前培训", Hours: 24})
	take(by, oversight.StaffForward{Kind: store.StaffQualified, Day: from.AddDays(-6), Words: fmt.Sprintf("社区戒毒工作人员资格证 第%03d号", n+1), Until: until})
	switch h.decision {
	case whole:
		take(c.office, oversight.StaffForward{Kind: whole, Post: post, Day: from.AddDays(2)})
	case store.StaffRefused:
		take(c.office, oversight.StaffForward{Kind: store.StaffRefused, Post: post, Day: from.AddDays(9), Words: "本人另有全日制工作，不能到岗"})
	}
	if h.left > 0 {
		take(by, oversight.StaffForward{Kind: store.StaffEnded, Post: post, Day: today.AddDays(-h.left), Words: "考入事业单位"})
	}
	return err
}
