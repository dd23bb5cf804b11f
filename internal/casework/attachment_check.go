package casework

import (
	"context"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/blob"
	"xinsheng/internal/store"
)

// FilesCheck is what a comparison of the attachments with their bytes found.
type FilesCheck struct {
	Attachments int
	Kept        int         // things that are kept, thumbnails too
	Missing     []uuid.UUID // attachments whose bytes are not there
	Damaged     []uuid.UUID // attachments whose bytes are not those that were put there, or cannot be opened with the keys
	Orphans     int         // kept for more than a day and named by no attachment, no export and no paper
}

// orphanAge is how old bytes must be before they count as belonging to nothing: an upload under way has put its bytes and not yet its row.
const orphanAge = 24 * time.Hour

// attachmentsAtOnce is how many rows are read at once.
const attachmentsAtOnce = 1000

// CheckFiles compares the attachments with the bytes that are kept; whole also reads and opens all of them. sweep removes those that belong to
// nothing, as they remain when a transaction fails after its bytes were written.
func (w *Work) CheckFiles(ctx context.Context, whole, sweep bool) (FilesCheck, error) {
	var c FilesCheck
	if w.files == nil {
		return c, errNoFiles
	}
	kept := map[string]bool{} // by name: whether it is old enough to be swept
	err := w.files.Each(ctx, func(k blob.Kept) error {
		kept[k.Name] = w.clock.Now().Sub(k.At) > orphanAge
		return nil
	})
	if err != nil {
		return c, err
	}
	c.Kept = len(kept)
	// Rows are read after the bytes: what was put in between is not among the bytes and cannot be swept.
	for after := uuid.Nil; ; {
		rows, err := w.attachedBytes(ctx, after)
		if err != nil {
			return c, err
		}
		for _, a := range rows {
			w.checkOne(ctx, &c, kept, a, whole)
			after = a.ID
		}
		if len(rows) < attachmentsAtOnce {
			break
		}
	}
	others, err := w.otherBytes(ctx)
	if err != nil {
		return c, err
	}
	for _, name := range others {
		if _, there := kept[name]; there {
			kept[name] = false
		}
	}
	for name, old := range kept {
		if !old {
			continue
		}
		c.Orphans++
		if sweep {
			if err := w.files.Remove(ctx, name); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}

func (w *Work) attachedBytes(ctx context.Context, after uuid.UUID) (rows []store.AttachedBytes, err error) {
	err = w.store.Read(ctx, access.SystemActor(access.AccountRebuild), func(tx *store.Tx) error {
		rows, err = tx.AttachedBytes(ctx, after, attachmentsAtOnce)
		return err
	})
	return rows, err
}

// otherBytes are the names of bytes that are kept beside the attachments.
func (w *Work) otherBytes(ctx context.Context) (names []string, err error) {
	err = w.store.Read(ctx, access.SystemActor(access.AccountRebuild), func(tx *store.Tx) error {
		names, err = tx.OtherBytes(ctx)
		return err
	})
	return names, err
}

// checkOne checks one attachment and strikes its bytes off those that may belong to nothing.
func (w *Work) checkOne(ctx context.Context, c *FilesCheck, kept map[string]bool, a store.AttachedBytes, whole bool) {
	c.Attachments++
	names := []string{a.Content}
	if a.Thumbnail != nil {
		names = append(names, *a.Thumbnail)
	}
	missing := false
	for _, name := range names {
		if _, there := kept[name]; there {
			kept[name] = false
		} else {
			missing = true
		}
	}
	if missing {
		c.Missing = append(c.Missing, a.ID)
	}
	if missing || !whole {
		return
	}
	row := store.Attachment{ID: a.ID, Content: a.Content, Thumbnail: a.Thumbnail}
	_, err := w.unsealed(ctx, &row, false)
	if err == nil && a.Thumbnail != nil {
		_, err = w.unsealed(ctx, &row, true)
	}
	if err != nil {
		c.Damaged = append(c.Damaged, a.ID)
	}
}
