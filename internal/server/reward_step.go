package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/ledger"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/reward"
)

func (s *Server) rewardVerify(w http.ResponseWriter, r *http.Request) error {
	return s.rewardStep(w, r, s.Ledger.Verify, text.RewardWasVerified)
}

func (s *Server) rewardApprove(w http.ResponseWriter, r *http.Request) error {
	return s.rewardStep(w, r, s.Ledger.Approve, text.RewardWasApproved)
}

// rewardStep moves one entry on and goes back to the list it was in.
func (s *Server) rewardStep(w http.ResponseWriter, r *http.Request, step func(context.Context, access.Actor, uuid.UUID) error, said text.Key) error {
	id, err := pathUUID(r, "reward")
	if err != nil {
		return err
	}
	if err := step(r.Context(), session.From(r.Context()).Actor, id); err != nil {
		return err
	}
	return s.done(w, r, s.cameFrom(r, rewardsPath), said)
}

func (s *Server) rewardVerifyAll(w http.ResponseWriter, r *http.Request) error {
	return s.rewardSteps(w, r, s.Ledger.VerifyAll, text.RewardWereVerified)
}

func (s *Server) rewardApproveAll(w http.ResponseWriter, r *http.Request) error {
	return s.rewardSteps(w, r, s.Ledger.ApproveAll, text.RewardWereApproved)
}

// rewardSteps moves the entries ticked on. When some could not be, the list comes back and names each with why.
func (s *Server) rewardSteps(w http.ResponseWriter, r *http.Request, step func(context.Context, access.Actor, []uuid.UUID) ([]error, error), said text.Key) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	var ids []uuid.UUID
	for _, v := range f.values["entry"] {
		id, err := uuid.Parse(v)
		if err != nil {
			f.Add("", text.RewardNothingTicked)
			break
		}
		ids = append(ids, id)
	}
	var refused []error
	if err = f.Err(); err == nil {
		refused, err = step(r.Context(), session.From(r.Context()).Actor, ids)
	}
	bad := map[uuid.UUID]error{}
	for i, why := range refused {
		if why != nil {
			bad[ids[i]] = why
		}
	}
	if err == nil && len(bad) == 0 {
		_, q := rewardFilter(readQuery(r))
		return s.done(w, r, rewardsPath+"?"+q.Encode(), said, "Count", len(ids))
	}
	v, page, verr := s.rewardView(r)
	if verr != nil {
		return verr
	}
	if err == nil {
		err = fault.New(fault.Invalid, text.RewardOutcome, "Count", len(ids)-len(bad), "Bad", len(bad))
		v.Outcome = rewardOutcome(r.Context(), page, err, bad)
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		if v.Outcome == nil {
			v.Errors = es
		}
		return pages.List(v)
	})
}

// rewardOutcome names each entry that was not moved on, with why; one that this page of the list does not show has no name here.
func rewardOutcome(ctx context.Context, page ledger.Page, err error, bad map[uuid.UUID]error) *components.OutcomeView {
	o := &components.OutcomeView{Title: wordsOfFault(ctx, err), Hint: text.T(ctx, text.RewardOutcomeHint)}
	for _, l := range page.Lines {
		if why := bad[l.ID]; why != nil && l.Name != nil {
			o.Links = append(o.Links, components.Link{Words: text.T(ctx, text.RewardOutcomeRow, "Name", *l.Name, "Why", wordsOfFault(ctx, why))})
			delete(bad, l.ID)
		}
	}
	for _, words := range distinctFaults(ctx, bad) {
		o.Links = append(o.Links, components.Link{Words: words})
	}
	return o
}

// cameFrom is the page a form was sent from if it lies below base, else base.
func (s *Server) cameFrom(r *http.Request, base string) string {
	if from := s.address(r); under(pathOf(from), base) {
		return from
	}
	return base
}

// pathOf is an address without its query.
func pathOf(address string) string {
	path, _, _ := strings.Cut(address, "?")
	return path
}
