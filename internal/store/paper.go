package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/text"
)

// A paper's id is its form's key: one that another paper has, which the actor may not see, is no key for this form.
var _, _ = meaning("paper_pkey", "", text.FaultSameFormOtherContent), meaning("document_number_paper_once", "", text.FaultSameFormOtherContent)

// Paper is an issued paper without its original, with what became of it.
type Paper struct {
	ID         uuid.UUID
	CaseID     uuid.UUID  // uuid.Nil of a paper of an office, which is about no case
	FactID     *uuid.UUID // nil: about the case as a whole
	About      *uuid.UUID // of a paper of an office: id of what it is about
	Division   division.Code
	Recipient  int64   // unit that a paper of an office is addressed to; 0: none
	Addressed  *string // its name
	Kind       string
	Issuer     int64
	IssuerKind string // of unit
	IssuerName string
	Number     string
	Day        date.Date // of issue
	DraftedBy  string
	ApprovedBy string
	Said       map[string]string
	SHA256     []byte
	IssuedAt   time.Time
	IssuedBy   int64
	VoidReason *string
	VoidedAt   *time.Time
	Voider     *string
	FactVoided bool

	State   *string // of the PDF: waiting, made or failed; nil: none was ordered
	Why     *string // there is no PDF, as a machine word
	Content *string // name of its sealed bytes
	PDFHash []byte
	Size    *int // bytes
	MadeAt  *time.Time
}

// PaperHead is what the work on a case knows of a paper.
type PaperHead struct {
	ID     uuid.UUID
	CaseID uuid.UUID
	FactID *uuid.UUID // nil: about the case as a whole
	Kind   string
	Number string
	Day    date.Date // of issue
	Voided bool      // taken back
}

// paperHeads are the papers of cases without what became of them, in paperOrder the oldest first.
const (
	paperHeads = `select p.id, p.case_id, p.fact_id, p.kind, p.number, p.day, exists (select from paper_void v where v.paper_id = p.id) as voided from paper p`
	paperOrder = ` order by p.issued_at, p.id`
)

// OfOffice reports whether the paper is an office's own, about no case.
func (p *Paper) OfOffice() bool { return p.CaseID == uuid.Nil }

// Voided reports whether the paper was taken back.
func (p *Paper) Voided() bool { return p.VoidReason != nil }

const paperQuery = `
	select p.id, coalesce(p.case_id, '00000000-0000-0000-0000-000000000000') as case_id, p.fact_id, p.about, coalesce(p.division, 0) as division,
		coalesce(p.recipient, 0) as recipient, w.name as addressed, p.kind, p.issuer, u.kind as issuer_kind, u.name as issuer_name, p.number, p.day, p.drafted_by, p.approved_by, p.said, p.sha256, p.issued_at, p.issued_by,
		v.reason as void_reason, v.recorded_at as voided_at, va.name as voider, exists (select from fact_void f where f.of = p.fact_id) as fact_voided,
		r.state, r.why, r.content, r.sha256 as pdf_hash, r.size, r.made_at
	from paper p join unit u on u.id = p.issuer left join paper_void v on v.paper_id = p.id left join account va on va.id = v.recorded_by
	left join paper_rendition r on r.paper_id = p.id left join unit w on w.id = p.recipient`

// papersOf are the papers of case @id, voided ones too, the newest first.
const papersOf = paperQuery + ` where p.case_id = @id order by p.issued_at desc, p.id desc`

// Papers returns the papers of a case, voided ones too, the newest first.
func (tx *Tx) Papers(ctx context.Context, caseID uuid.UUID) ([]Paper, error) {
	return rows[Paper](ctx, tx, papersOf, pgx.NamedArgs{"id": caseID})
}

// Paper returns one paper, or fault.NotFound when there is none or none for this actor.
func (tx *Tx) Paper(ctx context.Context, id uuid.UUID) (Paper, error) {
	return row[Paper](ctx, tx, paperQuery+` where p.id = @id`, pgx.NamedArgs{"id": id})
}

// PaperOriginal returns the sealed original of a paper, or fault.NotFound as Paper does.
func (tx *Tx) PaperOriginal(ctx context.Context, id uuid.UUID) ([]byte, error) {
	return value[[]byte](ctx, tx, `select p.original from paper p where p.id = @id`, pgx.NamedArgs{"id": id})
}

// OfficePapers returns the papers of offices about a thing, voided ones too, the newest first.
func (tx *Tx) OfficePapers(ctx context.Context, about uuid.UUID) ([]Paper, error) {
	return rows[Paper](ctx, tx, paperQuery+` where p.about = @about order by p.issued_at desc, p.id desc`, pgx.NamedArgs{"about": about})
}

// AddPaper writes a paper with its sealed original as the transaction's actor, and that its PDF is to be printed.
func (tx *Tx) AddPaper(ctx context.Context, p Paper, original []byte) error {
	if p.Said == nil {
		p.Said = map[string]string{}
	}
	return tx.exec(ctx, `
		with issued as (
			insert into paper (id, case_id, fact_id, about, division, recipient, kind, issuer, number, day, drafted_by, approved_by, said, original, sha256, issued_at, issued_by, posting)
			values (@id, @case, @fact, @about, nullif(@division::bigint, 0), nullif(@recipient::bigint, 0), @kind, @issuer, @number, @day, @drafted, @approved, @said, @original, @sha256, @at, @by, nullif(@posting::bigint, 0))
			returning id, case_id)
		insert into paper_rendition (paper_id, case_id) select id, case_id from issued`,
		pgx.NamedArgs{"id": p.ID, "case": orNull(p.CaseID), "fact": p.FactID, "about": p.About, "division": p.Division, "recipient": p.Recipient, "kind": p.Kind, "issuer": p.Issuer, "number": p.Number, "day": p.Day, "drafted": p.DraftedBy,
			"approved": p.ApprovedBy, "said": p.Said, "original": original, "sha256": p.SHA256, "at": p.IssuedAt, "by": tx.actor.Account, "posting": tx.actor.Posting})
}

// VoidPaper takes a paper back with its number, as the transaction's actor.
func (tx *Tx) VoidPaper(ctx context.Context, p Paper, reason string, at time.Time) error {
	return tx.exec(ctx, `
		insert into paper_void (paper_id, case_id, reason, recorded_at, recorded_by, posting) values (@id, @case, @reason, @at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": p.ID, "case": orNull(p.CaseID), "reason": reason, "at": at, "by": tx.actor.Account, "posting": tx.actor.Posting})
}

// Rendition is a PDF of a paper that was printed.
type Rendition struct {
	Content string // name of its sealed bytes
	SHA256  []byte // of the PDF before sealing
	Size    int    // bytes
	Press   string // what printed it
	MadeAt  time.Time
}

// KeepRendition notes the PDF of a paper; the first one stays, and false says that there was one already.
func (tx *Tx) KeepRendition(ctx context.Context, id uuid.UUID, r Rendition) (bool, error) {
	n, err := values[uuid.UUID](ctx, tx, `
		update paper_rendition set state = 'made', why = null, content = @content, sha256 = @sha256, size = @size, press = @press, made_at = @at
		where paper_id = @id and state <> 'made' returning paper_id`,
		pgx.NamedArgs{"id": id, "content": r.Content, "sha256": r.SHA256, "size": r.Size, "press": r.Press, "at": r.MadeAt})
	return len(n) > 0, err
}

// FailRendition notes why there is no PDF of a paper, unless there is one.
func (tx *Tx) FailRendition(ctx context.Context, id uuid.UUID, why string) error {
	return tx.exec(ctx, `update paper_rendition set state = 'failed', why = @why where paper_id = @id and state <> 'made'`, pgx.NamedArgs{"id": id, "why": why})
}

// WaitForRendition notes that the PDF of a paper is to be printed once more.
func (tx *Tx) WaitForRendition(ctx context.Context, id uuid.UUID) error {
	return tx.exec(ctx, `update paper_rendition set state = 'waiting', why = null where paper_id = @id and state = 'failed'`, pgx.NamedArgs{"id": id})
}
