package server

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

const (
	draftsPath = "/drafts"

	// draftBy is the field by which the script says that it sends and reads the answer.
	draftBy = "draft_by"
)

// draftKeep keeps what is typed into a form, as its script or its button sends it.
func (s *Server) draftKeep(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err == nil {
		err = f.Err()
	}
	if err != nil {
		return err
	}
	d, err := s.draftOf(r, actorOf(r), f)
	if err != nil {
		return err
	}
	kept, err := s.Work.KeepDraft(r.Context(), actorOf(r), d)
	if err != nil {
		return err
	}
	requestOf(r).draft = "" // kept, not saved
	if f.Has(draftBy) {
		return s.draftAnswer(w, r, f, kept)
	}
	return s.done(w, r, d.Page, text.DraftKept)
}

// draftOf is what a form holds; a form whose typing is not kept, or not the actor's to send, is fault.Invalid.
func (s *Server) draftOf(r *http.Request, actor access.Actor, f *Form) (casework.Draft, error) {
	d := s.draftIn(r, f, f.Typed(components.FieldDraft))
	if _, _, ok := s.draftRoute(&actor, d.Form); !ok {
		return d, fault.New(fault.Invalid, text.ValidFormKey)
	}
	return d, nil
}

// draftIn is what a form holds as the draft of a name.
func (s *Server) draftIn(r *http.Request, f *Form, name string) casework.Draft {
	return casework.Draft{Form: name, Page: s.draftPage(r), Case: uuidOr(s.draftAt(name).URLParam("case")), Key: uuidOr(f.Typed(FormKey)), Typed: typedInForm(f)}
}

// draftLate answers a script that keeps a draft after its session has ended. The draft is kept all the same, since it was typed by whoever was signed in.
func (s *Server) draftLate(w http.ResponseWriter, r *http.Request) (kept, answered bool, err error) {
	account, posting := s.Sessions.Was(r.Context())
	f, err := readForm(r)
	if err != nil {
		return false, false, err
	}
	name := f.Typed(components.FieldDraft)
	if _, _, ok := s.draftRoute(nil, name); ok && account != 0 && f.Err() == nil {
		_, err := s.Work.KeepDraft(r.Context(), access.Actor{Account: account, Posting: posting}, s.draftIn(r, f, name))
		kept = err == nil
	}
	requestOf(r).draft = ""
	if !f.Has(draftBy) {
		return kept, false, nil
	}
	said := text.DraftSessionOver
	if kept {
		said = text.DraftKeptOver
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusUnauthorized)
	return kept, true, ignoreGone(json.NewEncoder(w).Encode(map[string]string{"words": text.T(r.Context(), said)}))
}

// uuidOr reads a key, uuid.Nil for what is none.
func uuidOr(s string) uuid.UUID {
	id, err := uuid.Parse(s)
	if err != nil {
		return uuid.Nil
	}
	return id
}

// typedInForm is everything a form holds but what it says of its draft.
func typedInForm(f *Form) map[string][]string {
	typed := maps.Clone(map[string][]string(f.values))
	maps.DeleteFunc(typed, func(name string, _ []string) bool {
		return slices.Contains([]string{components.FieldDraft, components.FieldDraftPage, components.FieldDraftAt, draftBy}, name)
	})
	return typed
}

// draftAnswer tells the script when the draft was kept, in words that also say when another device's gave way to it.
func (s *Server) draftAnswer(w http.ResponseWriter, r *http.Request, f *Form, kept casework.KeptDraft) error {
	words := text.T(r.Context(), text.DraftKeptAt, "When", timeOfDay(kept.Saved))
	known, err := strconv.ParseInt("0"+f.Typed(components.FieldDraftAt), 10, 64)
	if kept.Before != nil && err == nil && kept.Before.UnixMilli() > known {
		words = text.T(r.Context(), text.DraftReplaced, "When", timeOfDay(kept.Saved), "Before", timeOfDay(*kept.Before))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return ignoreGone(json.NewEncoder(w).Encode(map[string]string{"at": draftTime(kept.Saved), "words": words}))
}

func timeOfDay(t time.Time) string { return t.In(beijing).Format("15:04") }

// draftDrop discards a draft.
func (s *Server) draftDrop(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err == nil {
		err = f.Err()
	}
	if err != nil {
		return err
	}
	if err := s.Work.DropDraft(r.Context(), actorOf(r), f.Typed(components.FieldDraft)); err != nil {
		return err
	}
	requestOf(r).draft = ""
	return s.done(w, r, s.draftPage(r), text.DraftDropped)
}
