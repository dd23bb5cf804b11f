package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Draft is a row of draft: what the transaction's account has typed into a form under its posting and not saved yet.
type Draft struct {
	Form    string // the form by its address
	CaseID  *uuid.UUID
	FormKey *uuid.UUID // nil where the form has none
	Page    string     // where the form stands
	Sealed  []byte
	SavedAt time.Time
	SentAt  *time.Time // nil: kept, never sent
	EndsAt  time.Time
}

// DraftLine is a draft with the person of its case, nil where it is about none.
type DraftLine struct {
	Draft
	Name    *string
	DocMask *string
}

// maxDrafts is how many drafts of one account and posting are kept; the oldest make room.
const maxDrafts = 100

// SaveDraft keeps a draft in place of an older one of the same form and returns when that had been saved, nil for none.
func (tx *Tx) SaveDraft(ctx context.Context, d Draft) (before *time.Time, err error) {
	return value[*time.Time](ctx, tx, `
		with was as (select d.saved_at from draft d where d.account = @account and d.posting = @posting and d.form = @form),
		crowd as (delete from draft d where d.account = @account and d.posting = @posting and d.form <> @form and d.form in (
			select o.form from draft o where o.account = @account and o.posting = @posting and o.form <> @form order by o.saved_at desc offset @most))
		insert into draft (account, posting, form, case_id, form_key, page, sealed, saved_at, sent_at, ends_at)
		values (@account, @posting, @form, @case_id, @form_key, @page, @sealed, @saved_at, @sent_at, @ends_at)
		on conflict (account, posting, form) do update set case_id = excluded.case_id, form_key = excluded.form_key, page = excluded.page, sealed = excluded.sealed,
			saved_at = excluded.saved_at, sent_at = excluded.sent_at, ends_at = excluded.ends_at
		returning (select saved_at from was)`,
		pgx.NamedArgs{"account": tx.actor.Account, "posting": tx.actor.Posting, "form": d.Form, "case_id": d.CaseID, "form_key": d.FormKey, "page": d.Page,
			"sealed": d.Sealed, "saved_at": d.SavedAt, "sent_at": d.SentAt, "ends_at": d.EndsAt, "most": maxDrafts - 1})
}

// Drafts returns the drafts of the transaction's account and posting that have not ended, the newest first. One of a case that the actor does not see
// any more, and one whose form has been saved, are none.
func (tx *Tx) Drafts(ctx context.Context, now time.Time) ([]DraftLine, error) {
	return rows[DraftLine](ctx, tx, `
		select d.form, d.case_id, d.form_key, d.page, d.sealed, d.saved_at, d.sent_at, d.ends_at, p.name, p.document_mask as doc_mask
		from draft d left join case_file c on c.id = d.case_id`+openWhole+` left join person p on p.id = `+personOfCase+`
		where d.account = @account and d.posting = @posting and d.ends_at > @now and (d.case_id is null or c.id is not null)
			and not exists (select from fact f where f.id = d.form_key) and not exists (select from case_file o where o.id = d.form_key)
			and not exists (select from person_change h where h.id = d.form_key) and not exists (select from person_merge m where m.id = d.form_key)
		order by d.saved_at desc, d.form`, pgx.NamedArgs{"account": tx.actor.Account, "posting": tx.actor.Posting, "now": now})
}

// RemoveDraft removes the draft of a form, if there is one.
func (tx *Tx) RemoveDraft(ctx context.Context, form string) error {
	return tx.exec(ctx, `delete from draft where account = @account and posting = @posting and form = @form`,
		pgx.NamedArgs{"account": tx.actor.Account, "posting": tx.actor.Posting, "form": form})
}

// PurgeDrafts removes the drafts that have ended.
func (tx *Tx) PurgeDrafts(ctx context.Context, now time.Time) error {
	return tx.exec(ctx, `delete from draft where ends_at <= @now`, pgx.NamedArgs{"now": now})
}
