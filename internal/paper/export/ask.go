package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/jobs"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Order is what somebody asks for.
type Order struct {
	Key    uuid.UUID // of the form: the same form sent twice asks once
	Kind   string    // one that is registered
	About  string    // what it is of, in words, for the owner's list: at most 100 characters
	Params any       // for the maker, as JSON: keys, no names and no numbers of persons
	Total  int       // how many steps there will be, 0 if nobody knows yet
}

// maxOpen is how many exports of one account may wait or run at once, listed how many the list shows.
const (
	maxOpen = 5
	listed  = 100
)

// Ask orders an export and returns its id, the order's key. Whether the actor may have it is the caller's to see to before, and the maker's again: it works
// with the actor's rights. Faults: conflict when too many are open.
func (d *Desk) Ask(ctx context.Context, actor access.Actor, o Order) (uuid.UUID, error) {
	if !d.Makes(o.Kind) {
		return uuid.Nil, fmt.Errorf("export: nobody makes %q", o.Kind)
	}
	params, err := json.Marshal(o.Params)
	if err != nil {
		return uuid.Nil, fmt.Errorf("export: %w", err)
	}
	now := d.clock.Now()
	e := store.Export{ID: o.Key, Kind: o.Kind, About: o.About, Params: params, Language: string(text.From(ctx).Lang()), Total: o.Total, CreatedAt: now, ExpiresAt: now.Add(Life)}
	err = d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		open, err := tx.OpenExports(ctx)
		if err != nil {
			return err
		}
		fresh, err := tx.AddExport(ctx, e)
		switch {
		case err != nil:
			return err
		case !fresh: // the form was sent twice; somebody else's key is not found
			_, err = tx.Export(ctx, e.ID)
			return err
		case open >= maxOpen:
			return fault.New(fault.Conflict, text.ExportTooMany, "Max", maxOpen)
		}
		if err := jobs.Put(ctx, tx, jobs.MakeExport{Export: e.ID}); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.ExportOwn, Subject: store.Subject("export", e.ID), Detail: map[string]any{"change": "export_asked", "export_kind": e.Kind}})
	})
	return e.ID, err
}

// List returns the actor's exports, the newest first.
func (d *Desk) List(ctx context.Context, actor access.Actor) (all []store.Export, err error) {
	err = d.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		all, err = tx.Exports(ctx, listed)
		return err
	})
	return all, err
}

// Show returns one of the actor's exports, or fault.NotFound.
func (d *Desk) Show(ctx context.Context, actor access.Actor, id uuid.UUID) (e store.Export, err error) {
	err = d.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		e, err = tx.Export(ctx, id)
		return err
	})
	return e, err
}

// Cancel stops an export that waits or is being made. Faults: not found, conflict when it is over already; one that was cancelled before stays so.
func (d *Desk) Cancel(ctx context.Context, actor access.Actor, id uuid.UUID) error {
	return d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		e, err := tx.Export(ctx, id)
		if err != nil || e.State == store.ExportCancelled {
			return err
		}
		stopped, err := tx.CancelExport(ctx, id, d.clock.Now())
		switch {
		case err != nil:
			return err
		case !stopped:
			return fault.New(fault.Conflict, text.ExportOverAlready)
		}
		return tx.Audit(ctx, store.Audited{Action: access.ExportOwn, Subject: store.Subject("export", id), Detail: map[string]any{"change": "export_cancelled"}})
	})
}

// Delete removes an export that is over, with its file. Faults: not found, conflict while it is being made.
func (d *Desk) Delete(ctx context.Context, actor access.Actor, id uuid.UUID) error {
	var e store.Export
	err := d.store.WithTx(ctx, actor, func(tx *store.Tx) (err error) {
		switch e, err = tx.Export(ctx, id); {
		case err != nil:
			return err
		case !e.Over():
			return fault.New(fault.Conflict, text.ExportNotOver)
		}
		if err := tx.RemoveExport(ctx, id); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.ExportOwn, Subject: store.Subject("export", id), Detail: map[string]any{"change": "export_deleted"}})
	})
	if err != nil || e.Content == nil {
		return err
	}
	return d.files.Remove(ctx, *e.Content)
}

// Download returns an export and its file; that it was taken is written into the audit log first. Faults: not found, conflict while there is no file.
func (d *Desk) Download(ctx context.Context, actor access.Actor, id uuid.UUID) (store.Export, []byte, error) {
	var e store.Export
	err := d.store.WithTx(ctx, actor, func(tx *store.Tx) (err error) {
		switch e, err = tx.Export(ctx, id); {
		case err != nil:
			return err
		case !e.Ready():
			return fault.New(fault.Conflict, text.ExportNotReady)
		}
		return tx.Audit(ctx, store.Audited{Action: access.ExportOwn, Subject: store.Subject("export", id), Detail: map[string]any{"change": "export_downloaded", "export_kind": e.Kind}})
	})
	if err != nil {
		return e, nil, err
	}
	sealed, err := d.files.Get(ctx, *e.Content)
	if err != nil {
		return e, nil, fmt.Errorf("export %s: %w", id, err)
	}
	plain, err := d.box.Open(sealed, binding(id))
	if err != nil {
		return e, nil, fmt.Errorf("export %s: %w", id, err)
	}
	return e, []byte(plain), nil
}

// binding ties sealed bytes to their export: moved to another they do not open.
func binding(id uuid.UUID) string { return "export:" + id.String() }

// Purge removes the exports that have expired, with their files.
func (d *Desk) Purge(ctx context.Context) error {
	var names []string
	err := d.store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) (err error) {
		names, err = tx.PurgeExports(ctx, d.clock.Now())
		return err
	})
	for _, name := range names {
		if err == nil {
			err = d.files.Remove(ctx, name)
		}
	}
	return err
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
