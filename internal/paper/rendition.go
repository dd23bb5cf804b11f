package paper

import (
	"context"
	"crypto/sha256"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
)

// pressActor is who the jobs are that print papers: every paper is open to the system.
var pressActor = access.SystemActor(access.AccountSetup)

// ToPrint returns the exact HTML of a paper for the press.
func (d *Desk) ToPrint(ctx context.Context, id uuid.UUID) (original []byte, err error) {
	err = d.store.Read(ctx, pressActor, func(tx *store.Tx) error {
		p, err := tx.Paper(ctx, id)
		if err == nil {
			_, original, err = d.original(ctx, tx, p.CaseID, id)
		}
		return err
	})
	return original, err
}

// KeepPDF keeps the PDF that the press made of a paper. The first one stays: what was shown once is shown ever after. The bytes lie there
// before the row that names them.
func (d *Desk) KeepPDF(ctx context.Context, id uuid.UUID, pdf []byte, press string) error {
	name, err := d.files.Put(ctx, d.box.Seal(string(pdf), pdfBinding(id)))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(pdf)
	return d.store.WithTx(ctx, pressActor, func(tx *store.Tx) error {
		_, err := tx.KeepRendition(ctx, id, store.Rendition{Content: name, SHA256: sum[:], Size: len(pdf), Press: press, MadeAt: d.clock.Now()})
		return err
	})
}

// Unprintable notes why a paper has no PDF: "no_chromium", or "crashed" when the press gave up.
func (d *Desk) Unprintable(ctx context.Context, id uuid.UUID, why string) error {
	return d.store.WithTx(ctx, pressActor, func(tx *store.Tx) error { return tx.FailRendition(ctx, id, why) })
}

// PrintAgain orders a PDF once more of a paper whose PDF failed.
func (d *Desk) PrintAgain(ctx context.Context, actor access.Actor, caseID, id uuid.UUID) error {
	return d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		p, _, err := d.original(ctx, tx, caseID, id)
		if err != nil || p.Content != nil || d.order == nil {
			return err
		}
		if err := tx.WaitForRendition(ctx, id); err != nil {
			return err
		}
		return d.order(ctx, tx, id)
	})
}
