package store

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// CaseWhole is a case with what the rules read of it, and the person it is about.
type CaseWhole struct {
	Case   CaseFile
	Person Person
	Facts  []RecordedFact // by day, voided ones and voids too
	Rules  rehab.Rules
	Papers []PaperHead // issued, voided ones too, the oldest first

	Versions []PolicyVersion // behind Rules
}

// RulesBy returns the rules as they had been published at an instant. The calendar is today's: when a day off was entered is not kept.
func (c *CaseWhole) RulesBy(by time.Time) (rehab.Rules, error) {
	out, err := rulesOf(slices.DeleteFunc(slices.Clone(c.Versions), func(v PolicyVersion) bool { return v.PublishedAt.After(by) }), c.Rules.Holidays)
	out.Successions = c.Rules.Successions // which office answers is no question of what was known
	return out, err
}

// CasePage is everything the page of one case shows, read in one batch.
type CasePage struct {
	CaseWhole
	CaseBeside
	Found bool // false: no case, none for this actor, or one of which the actor sees a stub only; everything else is empty then
}

// CaseBeside is what the page shows beside the case and its facts. Whatever else is to stand on the page gets a field here and a query in
// queueBeside: the page asks nothing of its own.
type CaseBeside struct {
	Rewards []RewardEntry  // whatever village they belong to, oldest first
	Others  []OtherCase    // of the person, that the actor sees
	Draft   *DecisionDraft // nil: none, or not for this actor

	Attachments []Attachment   // of all its facts, voided ones too, as they came
	Portrait    *Attachment    // the person's photo; nil: none is chosen
	Referrals   []CaseReferral // the newest first
	Worker      *CaseWorker    // who answers by name; nil: the case is not open
	Dossier     *DossierTally  // how the slots of its dossier stand
}

// queueBeside queues the queries of the page's further things; @id is the case, @today the legal day, and what they give is thrown away when the actor does not see it.
func (p *CasePage) queueBeside(b *pgx.Batch, id pgx.NamedArgs) {
	queueInto(b, &p.Others, otherCases, id)
	queueOneInto(b, &p.Draft, decisionDraftOf, id)
	queueInto(b, &p.Attachments, attachmentsOf, id)
	queueOneInto(b, &p.Portrait, portraitOf, id)
	queueInto(b, &p.Referrals, caseReferrals, id)
	queueOneInto(b, &p.Worker, workerOfCase, id)
	queueOneInto(b, &p.Dossier, dossierTally, id)
}

// queueWide queues what the page shows although the actor would not reach it otherwise: the rewards of a case that has moved.
func (p *CasePage) queueWide(b *pgx.Batch, id pgx.NamedArgs) {
	queueInto(b, &p.Rewards, rewardEntriesOf, id)
}

// CasePage reads the page of a case, writes into the audit log that it was looked at, and gives both to fn inside the same transaction, in two
// round trips with the commit. Of a case the actor does not see whole nothing is written, and fn says what there is instead.
func (s *Store) CasePage(ctx context.Context, actor access.Actor, id uuid.UUID, today date.Date, a Audited, fn func(*Tx, CasePage) error) error {
	var p CasePage
	whole := &wholeRows{}
	args := pgx.NamedArgs{"id": id, "today": today}
	first := func(b *pgx.Batch) {
		whole.queue(b, args)
		p.queueBeside(b, args)
		queueAuditOfCase(b, actor, id, a)
		queueSettings(b, wide(actor))
		p.queueWide(b, args)
		queueSettings(b, actor)
	}
	return s.run(ctx, actor, "begin", first, func(tx *Tx) (err error) {
		if p.Found = len(whole.cases) == 1; !p.Found {
			return fn(tx, CasePage{})
		}
		if p.CaseWhole, err = whole.whole(); err != nil {
			return err
		}
		return fn(tx, p)
	})
}

// CaseWhole returns a case with its person, its facts and the rules in one round trip, or fault.NotFound as CaseFile does.
func (tx *Tx) CaseWhole(ctx context.Context, id uuid.UUID) (CaseWhole, error) {
	whole := &wholeRows{}
	b := &pgx.Batch{}
	whole.queue(b, pgx.NamedArgs{"id": id})
	if err := tx.conn.SendBatch(ctx, b).Close(); err != nil {
		return CaseWhole{}, toFault(err)
	}
	return whole.whole()
}

// wholeRows are the rows of a CaseWhole.
type wholeRows struct {
	cases   []CaseFile
	persons []Person
	facts   []factRow
	papers  []PaperHead
	rules   ruleRows
}

func (w *wholeRows) queue(b *pgx.Batch, id pgx.NamedArgs) {
	queueInto(b, &w.cases, caseFileWhole, id)
	queueInto(b, &w.persons, `select `+personColumns+` from person p where p.id = (select `+personOfCase+` from case_file c where c.id = @id)`, id)
	queueInto(b, &w.facts, factsQuery+` where f.case_id = @id order by f.date, f.recorded_at, f.id`, id)
	queueInto(b, &w.papers, paperHeads+` where p.case_id = @id`+paperOrder, id)
	w.rules.queue(b)
}

func (w *wholeRows) whole() (c CaseWhole, err error) {
	if len(w.cases) != 1 || len(w.persons) != 1 {
		return c, toFault(pgx.ErrNoRows)
	}
	c.Case, c.Person, c.Papers, c.Versions = w.cases[0], w.persons[0], w.papers, w.rules.versions
	if c.Rules, err = w.rules.rules(); err != nil {
		return c, err
	}
	c.Facts = make([]RecordedFact, len(w.facts))
	for i, r := range w.facts {
		if c.Facts[i], err = r.fact(); err != nil {
			return c, err
		}
	}
	return c, nil
}
