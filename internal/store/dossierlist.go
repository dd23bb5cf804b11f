package store

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// Which dossiers a list shows: of cases that go on, of those over and still to be archived, of those archived.
const (
	DossierRunning   = "running"
	DossierToArchive = "to_archive"
	DossierArchived  = "archived"
)

// DossierViews are the three, in the order in which they are offered.
func DossierViews() []string { return []string{DossierRunning, DossierToArchive, DossierArchived} }

// DossierLine is a dossier as lists show it.
type DossierLine struct {
	CaseID   uuid.UUID
	Name     string
	DocMask  string
	Measure  string
	Stage    string
	Phase    *int
	Division division.Code
	ExitDay  date.Date
	Dossier  string // one letter a slot
	Missing  int
	Needed   int
	Filed    int
	Archived date.Date // the day it went into the archive; none: it is not there
	Place    *string   // box or shelf
}

// DossierSums says what the dossiers of a filter are, whatever page is shown.
type DossierSums struct {
	Total   int
	Missing int // slots missing, in all of them together; the other two likewise
	Needed  int
	Filed   int
}

// DossierFilter chooses dossiers; zero fields choose all that go on.
type DossierFilter struct {
	View   string // one of DossierViews; empty: running
	State  string // missing, needed or whole
	Slot   rehab.Slot
	Within division.Range // of the answerable village
	Key    DossierKey
	Limit  int // 0: all
}

// DossierStates are the values of DossierFilter.State.
func DossierStates() []string { return []string{"missing", "needed", "whole"} }

// DossierKey is the place of a row in the list, which begins with the dossiers that lack most; the zero key is before all.
type DossierKey struct {
	Missing int
	Needed  int
	Case    uuid.UUID
	Back    bool // the page before the key, instead of after it
}

var dossierViews = map[string]string{
	DossierRunning:   `s.exit_day is null and s.stage <> 'screening'`,
	DossierToArchive: `s.exit_day is not null and not ` + archived,
	DossierArchived:  `s.exit_day is not null and ` + archived,
}

var dossierStates = map[string]string{
	"missing": `s.dossier_missing > 0`, "needed": `s.dossier_missing = 0 and s.dossier_needed > 0`, "whole": `s.dossier_missing = 0 and s.dossier_needed = 0`,
}

// dossierCases are the cases of which the actor sees more than a stub, in a place.
const dossierCases = ` from case_summary s join person p on p.id = s.person_id
	where (@low::bigint = 0 or s.answerable between @low and @high)
	and coalesce((select true from case_access a where a.case_id = s.case_id and a.reading in ('answerable', 'incoming', 'police') limit 1), false)`

func (f *DossierFilter) where() string {
	view := dossierViews[f.View]
	if view == "" {
		view = dossierViews[DossierRunning]
	}
	return ` and ` + view + f.state()
}

// state is what the filter asks of a dossier beside where it lies: with a slot it is that slot's state.
func (f *DossierFilter) state() string {
	switch {
	case f.Slot != "" && f.State == "whole":
		return ` and substr(s.dossier, @slot, 1) = 'f'`
	case f.Slot != "" && f.State == "needed":
		return ` and substr(s.dossier, @slot, 1) = 'n'`
	case f.Slot != "":
		return ` and substr(s.dossier, @slot, 1) = 'm'`
	case dossierStates[f.State] != "":
		return ` and ` + dossierStates[f.State]
	}
	return ""
}

func (f *DossierFilter) args() pgx.NamedArgs {
	return pgx.NamedArgs{"low": f.Within.Low, "high": f.Within.High, "slot": f.Slot.Number(), "limit": f.Limit,
		"key_missing": f.Key.Missing, "key_needed": f.Key.Needed, "key_case": orNull(f.Key.Case)}
}

// DossierLines returns a page of the dossiers, the ones that lack most first, and the sums of the whole list, in one round trip.
func (tx *Tx) DossierLines(ctx context.Context, f DossierFilter) (lines []DossierLine, sums DossierSums, err error) {
	where, args := f.where(), f.args()
	before, order := `<`, `order by s.dossier_missing desc, s.dossier_needed desc, s.case_id desc`
	if f.Key.Back {
		before, order = `>`, `order by s.dossier_missing, s.dossier_needed, s.case_id`
	}
	page := `with chosen as (select s.case_id` + dossierCases + where +
		` and (@key_case::uuid is null or (s.dossier_missing, s.dossier_needed, s.case_id) ` + before + ` (@key_missing::int, @key_needed::int, @key_case::uuid)) ` + order + ` limit nullif(@limit::int, 0))
		select s.case_id, p.name, p.document_mask as doc_mask, s.measure, s.stage, s.phase, s.answerable as division, s.exit_day, s.dossier,
			s.dossier_missing as missing, s.dossier_needed as needed, s.dossier_filed as filed, r.day as archived, r.place
		from chosen c join case_summary s on s.case_id = c.case_id join person p on p.id = s.person_id
		left join archive r on r.case_id = s.case_id and not exists (select from archive_void v where v.archive_id = r.id) ` + order
	b := &pgx.Batch{}
	queueInto(b, &lines, page, args)
	var all []DossierSums
	queueInto(b, &all, `
		select count(*)::int as total, coalesce(sum(s.dossier_missing), 0)::int as missing, coalesce(sum(s.dossier_needed), 0)::int as needed,
			coalesce(sum(s.dossier_filed), 0)::int as filed`+dossierCases+where, args)
	if err = tx.send(ctx, b); err != nil {
		return nil, sums, err
	}
	if f.Key.Back {
		slices.Reverse(lines)
	}
	return lines, all[0], nil
}

// DossierCounts are how many dossiers each view and state has in a place, for the figures above the list.
type DossierCounts struct {
	Running, Missing, Needed, Whole int
	ToArchive, Archived             int
}

// DossierCounts counts the dossiers of a place.
func (tx *Tx) DossierCounts(ctx context.Context, within division.Range) (DossierCounts, error) {
	running := dossierViews[DossierRunning]
	return row[DossierCounts](ctx, tx, `
		select `+sumOf(running, "running")+`, `+sumOf(running+` and `+dossierStates["missing"], "missing")+`, `+sumOf(running+` and `+dossierStates["needed"], "needed")+`, `+
		sumOf(running+` and `+dossierStates["whole"], "whole")+`, `+sumOf(dossierViews[DossierToArchive], "to_archive")+`, `+sumOf(dossierViews[DossierArchived], "archived")+dossierCases,
		pgx.NamedArgs{"low": within.Low, "high": within.High})
}
