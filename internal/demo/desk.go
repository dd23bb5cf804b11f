package demo

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// desk is what lies on the police officer's desk today: decisions at every step between a screening and the last service.
func desk(ctx context.Context, w *casework.Work, c *cast, today date.Date) error {
	at := homes[0].village
	officer, approver := c.actor(officer, at), c.actor(approver, at)
	for n, upTo := range []deskStep{drafted, returned, submitted, issued, served} {
		r := rand.New(rand.NewPCG(uint64(n), 2026)) //nolint:gosec // the same people every time, on purpose
		key := uuid.NewSHA1(space, fmt.Appendf(nil, "desk %d", n))
		in := casework.Intake{Key: key, Person: person(r, Size+n, c.address(at, r)), Measure: rehab.Detox, Term: 36, Place: at, Date: today.AddDays(-2)}
		in.Screening = rehab.Screening{Conclusion: rehab.Fit, Family: rehab.Fair, FamilyText: "与妻子、女儿同住，家人愿意监督", Health: rehab.Good, HealthText: "体检未见异常",
			Living: rehab.Good, LivingText: "有固定住所", Mind: rehab.Fair, MindText: "认识到危害，愿意配合"}
		if err := w.OpenCase(ctx, officer, in); err != nil {
			return fmt.Errorf("demo: desk %d: %w", n, err)
		}
		if err := decide(ctx, w, officer, approver, in, today, upTo); err != nil {
			return fmt.Errorf("demo: desk %d: %w", n, err)
		}
	}
	return nil
}

// deskStep is how far a decision has come.
type deskStep int

const (
	drafted deskStep = iota
	returned
	submitted
	issued
	served // on the person only
)

// decide brings the decision of a case up to a step.
func decide(ctx context.Context, w *casework.Work, officer, approver access.Actor, in casework.Intake, today date.Date, upTo deskStep) error {
	draft := casework.DecisionDraft{Measure: in.Measure, Term: in.Term, Place: in.Place,
		FactsFound: fmt.Sprintf("%s在住处吸食毒品，被民警当场查获，现场尿液检测呈阳性，本人对违法事实供认不讳。经认定，%s吸毒成瘾。", in.Person.Name, in.Person.Name),
		Evidence:   "现场检测报告书、吸毒成瘾认定意见书、本人陈述（询问笔录）、查获经过"}
	draft.Suit()
	err := w.SaveDraft(ctx, officer, in.Key, 0, draft, upTo > drafted)
	if err == nil && upTo == returned {
		err = w.ReturnDraft(ctx, approver, in.Key, 1, "请补充查获的时间和地点")
	}
	if err == nil && upTo >= issued {
		err = w.Issue(ctx, approver, in.Key, 1)
	}
	if err == nil && upTo == served {
		err = w.Serve(ctx, officer, casework.ServiceForm{Case: in.Key, Key: uuid.NewSHA1(in.Key, []byte("service")), ServedBy: officer.Name,
			Services: []casework.Service{{To: rehab.ToPerson, Date: today, How: rehab.Direct, Receiver: in.Person.Name}}})
	}
	return err
}
