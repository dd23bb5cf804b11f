package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
)

// Folder is a case held for a change: what it is and whose, every fact and paper of it, and the lines of its ledger, whatever village they belong to.
type Folder struct {
	Case    CaseFile
	Person  Person
	Facts   []RecordedFact
	Papers  []PaperHead // issued, voided ones too, the oldest first
	Rewards []RewardEntry
	Filings []Filing // what lies in its dossier beside the facts
}

// Hold runs fn in a transaction of the actor that holds the cases until it ends: every change to a case begins so, so that changes come one after another.
// The cases are held in the order of their ids, so that two who hold many cannot wait for each other, and given in that order with the rules. Those
// of which the actor sees nothing, or no more than a stub, are left out. All of it travels with the beginning of the transaction.
func (s *Store) Hold(ctx context.Context, actor access.Actor, ids []uuid.UUID, fn func(*Tx, []Folder, rehab.Rules) error) error {
	held := &folderRows{}
	return s.run(ctx, actor, "begin", func(b *pgx.Batch) { held.queue(b, actor, ids) }, func(tx *Tx) error {
		folders, rules, err := held.folders()
		if err != nil {
			return err
		}
		return fn(tx, folders, rules)
	})
}

// Hold holds cases in a transaction that has begun, as Store.Hold does, in one round trip.
func (tx *Tx) Hold(ctx context.Context, ids []uuid.UUID) ([]Folder, rehab.Rules, error) {
	held := &folderRows{}
	b := &pgx.Batch{}
	held.queue(b, tx.actor, ids)
	if err := tx.send(ctx, b); err != nil {
		return nil, rehab.Rules{}, err
	}
	return held.folders()
}

// folderRows are the rows of folders.
type folderRows struct {
	cases   []CaseFile
	persons []Person
	facts   []factRow
	papers  []PaperHead
	rewards []RewardEntry
	filings []Filing
	rules   ruleRows
}

// queue takes the locks first: each statement sees what was committed before it began, so that the others see what is so once the locks are had.
func (r *folderRows) queue(b *pgx.Batch, actor access.Actor, ids []uuid.UUID) {
	args := pgx.NamedArgs{"cases": ids}
	queueInto(b, &r.cases, `select `+caseFileColumns+` from case_file c where c.id = any(@cases)`+openWhole+` order by c.id for update of c`, args)
	queueInto(b, &r.persons, `select `+personColumns+` from person p where p.id in (select `+personOfCase+` from case_file c where c.id = any(@cases))`, args)
	queueInto(b, &r.facts, factsOfCases, args)
	queueInto(b, &r.filings, filingsQuery, args)
	queueInto(b, &r.papers, paperHeads+` where p.case_id = any(@cases)`+paperOrder, args)
	r.rules.queue(b)
	queueSettings(b, wide(actor))
	queueInto(b, &r.rewards, `select `+rewardEntryColumns+` from reward_entry e where e.case_id = any(@cases) order by e.created_at, e.id`, args)
	queueSettings(b, actor)
}

func (r *folderRows) folders() ([]Folder, rehab.Rules, error) {
	rules, err := r.rules.rules()
	if err != nil {
		return nil, rules, err
	}
	facts, err := factsByCase(r.facts)
	if err != nil {
		return nil, rules, err
	}
	rewards, persons, filings, papers := map[uuid.UUID][]RewardEntry{}, map[uuid.UUID]Person{}, map[uuid.UUID][]Filing{}, map[uuid.UUID][]PaperHead{}
	for _, x := range r.filings {
		filings[x.CaseID] = append(filings[x.CaseID], x)
	}
	for _, e := range r.rewards {
		rewards[e.CaseID] = append(rewards[e.CaseID], e)
	}
	for _, p := range r.persons {
		persons[p.ID] = p
	}
	for _, p := range r.papers {
		papers[p.CaseID] = append(papers[p.CaseID], p)
	}
	list := make([]Folder, len(r.cases))
	for i, c := range r.cases {
		list[i] = Folder{c, persons[c.PersonID], facts[c.ID], papers[c.ID], rewards[c.ID], filings[c.ID]}
	}
	return list, rules, nil
}

// FolderChange is what a transaction writes to the cases it holds.
type FolderChange struct {
	Facts   []Signed
	Audits  []Audited
	Rewards []RewardEntry // new lines
	Derived []Derived     // one for each case changed
}

// SaveFolders writes the change in one round trip, with as many statements for one case as for a hundred: facts, audit entries and lines of the ledger are
// added, what lists need is replaced. The cases must be held by this transaction.
func (tx *Tx) SaveFolders(ctx context.Context, c FolderChange) error {
	b := &pgx.Batch{}
	if err := queueAppend(b, c.Facts); err != nil {
		return err
	}
	if err := tx.queueAudits(b, c.Audits); err != nil {
		return err
	}
	if err := queueRewards(b, c.Rewards); err != nil {
		return err
	}
	if err := tx.queueDerived(b, c.Derived); err != nil {
		return err
	}
	return tx.send(ctx, b)
}
