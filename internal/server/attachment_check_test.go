package server_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/blob"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

func TestAttachmentsAreComparedWithTheirBytes(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 71)
	actor := testkit.Actor(t, s, "village1")
	o, err := s.Work.Open(t.Context(), actor, id)
	if err != nil {
		t.Fatal(err)
	}
	fact := uuid.MustParse(o.Facts[len(o.Facts)-1].ID)
	for i := range 3 {
		if _, _, err := s.Work.Attach(t.Context(), actor, casework.Upload{Case: id, Fact: fact, Content: drawing(t, 10+i, 10)}); err != nil {
			t.Fatal(err)
		}
	}
	check := func(sweep bool, missing, damaged, kept, orphans int) {
		t.Helper()
		c, err := s.Work.CheckFiles(t.Context(), true, sweep)
		if err != nil || c.Attachments != 3 || len(c.Missing) != missing || len(c.Damaged) != damaged || c.Kept != kept || c.Orphans != orphans {
			t.Errorf("%+v, %v; want %d missing, %d damaged, %d kept, %d orphans", c, err, missing, damaged, kept, orphans)
		}
	}
	check(true, 0, 0, 6, 0)
	orphan, err := s.Files.Put(t.Context(), []byte("bytes of a transaction that failed"))
	if err != nil {
		t.Fatal(err)
	}
	check(true, 0, 0, 7, 0) // too young: its row may still come
	s.Clock.Ahead = 25 * time.Hour
	check(false, 0, 0, 7, 1)
	check(true, 0, 0, 7, 1)
	check(true, 0, 0, 6, 0)
	if _, err := s.Files.Get(t.Context(), orphan); err == nil {
		t.Error("what belongs to nothing is still there")
	}
	p, err := s.Work.Page(t.Context(), actor, id)
	if err != nil || len(p.Attachments) != 3 {
		t.Fatalf("%d attachments, %v", len(p.Attachments), err)
	}
	if err := s.Files.Remove(t.Context(), p.Attachments[0].Content); err != nil {
		t.Fatal(err)
	}
	check(true, 1, 0, 5, 0)
	t.Run("bytes of another attachment do not open", func(t *testing.T) {
		other, err := s.Files.Get(t.Context(), p.Attachments[2].Content)
		if err != nil || blob.Name(other) != p.Attachments[2].Content {
			t.Fatal(err)
		}
		moved := p.Attachments[2]
		moved.ID = uuid.Must(uuid.NewV7())
		err = s.Store.WithTx(t.Context(), actor, func(tx *store.Tx) error { return tx.AddAttachment(t.Context(), moved, make([]byte, 32)) })
		if err != nil {
			t.Fatal(err)
		}
		c, err := s.Work.CheckFiles(t.Context(), true, false)
		if err != nil || len(c.Damaged) != 1 || c.Damaged[0] != moved.ID {
			t.Errorf("%+v, %v", c, err)
		}
	})
}
