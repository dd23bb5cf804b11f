package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
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
