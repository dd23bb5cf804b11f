package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// portraitOf is the photo chosen for the person of case @id, in whichever of their cases the actor sees.
const portraitOf = attachmentQuery + `
	where v.attachment_id is null and t.id = (
		select p.attachment_id from portrait p
		where p.case_id in (select s.case_id from case_summary s where s.person_id = (select m.person_id from case_summary m where m.case_id = @id))
		order by p.recorded_at desc, p.id desc limit 1)`

// AddPortrait chooses an attachment of the case as the person's photo, or with nil none, as the transaction's actor.
func (tx *Tx) AddPortrait(ctx context.Context, caseID uuid.UUID, attachment *uuid.UUID, at time.Time) error {
	return tx.exec(ctx, `
		insert into portrait (id, case_id, attachment_id, recorded_at, recorded_by, posting)
		values (@id, @case, @attachment, @at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": uuid.Must(uuid.NewV7()), "case": caseID, "attachment": attachment, "at": at, "by": tx.actor.Account, "posting": tx.actor.Posting})
}
