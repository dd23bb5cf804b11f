package server

import (
	"context"
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

type assess func(*casework.Work, context.Context, access.Actor, casework.AssessmentForm) (casework.Recorded, error)

// assessmentRecord returns the handler of one of the three forms; path is the last part of its address.
func assessmentRecord(path string, record assess) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, "case")
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		in := casework.AssessmentForm{
			Case: id, Key: f.Key(), Date: f.RequiredDate("date"), Phase: f.Int("phase", 1, 3), Result: rehab.Grade(f.RequiredChoice("result", string(rehab.Pass), string(rehab.Fail))),
			Text: f.Required("text", 1000), Health: f.Text("health", 500), Work: f.Text("work", 500), Family: f.Text("family", 500), Help: f.Text("help", 500),
		}
		var done casework.Recorded
		if err = f.Err(); err == nil {
			done, err = record(s.Work, r.Context(), actorOf(r), in)
		}
		switch {
		case fault.KindOf(err) == fault.NotFound:
			return err
		case err != nil:
			return s.assessmentAgain(w, r, id, path, f, err)
		}
		if path == "opinion" {
			return s.done(w, r, backOr(readQuery(r), assessmentPath(id)), text.AssessmentOpinionSaved)
		}
		return s.assessmentDone(w, r, in, done)
	}
}

// assessmentDone says what the form did, and what reward it earned.
func (s *Server) assessmentDone(w http.ResponseWriter, r *http.Request, in casework.AssessmentForm, done casework.Recorded) error {
	path := backOr(readQuery(r), assessmentPath(in.Case))
	for _, reward := range done.Track.Rewards {
		if reward.Decision == in.Key.String() {
			return s.done(w, r, path, text.AssessmentRewardEarned, "Amount", text.Fen(reward.Fen))
		}
	}
	return s.done(w, r, path, text.AssessmentDecisionSaved)
}
