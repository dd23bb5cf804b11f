package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/posting"
)

func (s *Server) postingForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.newPostingView(r)
	if err != nil {
		return err
	}
	v.From, v.Account = s.Clock.Today().String(), readQuery(r).Typed("account")
	return s.page(w, r, text.T(r.Context(), text.PostingNewTitle), posting.New(v))
}

func (s *Server) newPostingView(r *http.Request) (v posting.NewView, err error) {
	ctx := r.Context()
	v = posting.NewView{Action: postingsPath, Back: postingsPath, Roles: components.OptionsOf(ctx, text.FamilyRole, access.Roles()...)}
	units, err := s.Registry.Units(ctx, actorOf(r))
	if err != nil {
		return v, err
	}
	v.Units = unitOptions(ctx, units)
	v.Accounts, err = s.accountOptions(ctx, actorOf(r))
	return v, err
}

// accountOptions are the accounts that can be given a posting: all in use but one's own. An office has some three hundred.
func (s *Server) accountOptions(ctx context.Context, actor access.Actor) ([]components.Option, error) {
	lines, _, err := s.Registry.Accounts(ctx, actor, store.AccountFilter{State: "active"}, 2000)
	if err != nil {
		return nil, err
	}
	var out []components.Option
	for _, l := range lines {
		if l.ID != actor.Account {
			out = append(out, components.Option{Value: strconv.FormatInt(l.ID, 10), Label: text.T(ctx, text.PostingWords, "Role", l.Login, "Unit", l.Name)})
		}
	}
	return out, nil
}

func (s *Server) postingAdd(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	n := registry.NewPosting{
		Account: f.RequiredNumber("account"), Role: access.Role(f.RequiredChoice("role", roleValues()...)), Unit: f.RequiredNumber("unit"),
		From: f.RequiredDate("from"), Until: f.Date("until"),
	}
	if err = f.Err(); err == nil {
		_, err = s.Registry.AddPosting(r.Context(), actorOf(r), n)
	}
	if err != nil {
		v, verr := s.newPostingView(r)
		if verr != nil {
			return verr
		}
		v.Account, v.Role, v.Unit, v.From, v.Until = f.Typed("account"), f.Typed("role"), f.Typed("unit"), f.Typed("from"), f.Typed("until")
		return s.again(w, r, err, text.T(r.Context(), text.PostingNewTitle), func(es components.Errors) templ.Component {
			v.Errors = es
			return posting.New(v)
		})
	}
	return s.done(w, r, postingsPath, text.PostingAdded)
}

func (s *Server) postingShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.postingView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, posting.Show(v))
}

func (s *Server) postingView(r *http.Request) (v posting.ShowView, err error) {
	id, err := pathNumber(r, "posting")
	if err != nil {
		return v, err
	}
	ctx, actor := r.Context(), actorOf(r)
	p, err := s.Registry.Posting(ctx, actor, id)
	if err != nil {
		return v, err
	}
	v = posting.ShowView{
		Title: text.T(ctx, text.PostingWords, "Role", text.Of(ctx, text.FamilyRole, p.Role), "Unit", p.UnitName), Mark: postingMark(ctx, p), Back: postingsPath,
		Pairs: []components.Pair{
			{Name: text.Of(ctx, text.FamilyField, "account"), Value: p.Login}, {Name: text.Of(ctx, text.FamilyField, "name"), Value: p.Name},
			{Name: text.Of(ctx, text.FamilyField, "role"), Value: text.Of(ctx, text.FamilyRole, p.Role)}, {Name: text.Of(ctx, text.FamilyField, "unit"), Value: p.UnitName},
			{Name: text.T(ctx, text.PostingPeriod), Value: period(ctx, p)},
		},
	}
	if p.Standing == "past" || p.Account == actor.Account {
		return v, nil
	}
	n, err := s.Registry.CasesOf(ctx, actor, p.Account)
	if err != nil {
		return v, err
	}
	if n > 0 && holdsCases(access.Role(p.Role)) {
		v.Cases = text.T(ctx, text.HandoverEnding, "Count", n)
	}
	today := s.Clock.Today()
	v.End, v.EndUntil, v.Earliest = postingPath(id)+"/end", today.String(), (today - 1).String()
	if p.DeputyFor == nil {
		v.Deputy, v.From = postingPath(id)+"/deputy", max(today, p.ValidFrom).String()
		v.Accounts, err = s.accountOptions(ctx, actor)
	}
	return v, err
}

// holdsCases reports whether somebody in the role can answer for cases by name.
func holdsCases(r access.Role) bool { return r == access.VillageWorker || r.Township() }

func (s *Server) postingEnd(w http.ResponseWriter, r *http.Request) error {
	var last date.Date
	return s.changePosting(w, r, func(f *Form, id int64) (text.Key, []any, error) {
		last = f.RequiredDate("until")
		if err := f.Err(); err != nil {
			return "", nil, err
		}
		return text.PostingEnded, []any{"Day", last}, s.Registry.EndPosting(r.Context(), actorOf(r), id, last)
	}, func(v *posting.ShowView, f *Form, es components.Errors) {
		for i := range es {
			es[i].ID = "end-" + es[i].Name // the other form of the page has a field of this name too
		}
		v.EndUntil, v.EndError = f.Typed("until"), es
	})
}

func (s *Server) postingDeputy(w http.ResponseWriter, r *http.Request) error {
	return s.changePosting(w, r, func(f *Form, id int64) (text.Key, []any, error) {
		d := registry.Deputy{For: id, Account: f.RequiredNumber("account"), From: f.RequiredDate("from"), Until: f.RequiredDate("until")}
		if err := f.Err(); err != nil {
			return "", nil, err
		}
		_, err := s.Registry.AddDeputy(r.Context(), actorOf(r), d)
		return text.PostingDeputyAdded, nil, err
	}, func(v *posting.ShowView, f *Form, es components.Errors) {
		v.Account, v.From, v.Until, v.DeputyError = f.Typed("account"), f.Typed("from"), f.Typed("until"), es
	})
}

// changePosting reads a form on the page of a posting, does what it says and shows the page again, with refused when it was refused.
func (s *Server) changePosting(w http.ResponseWriter, r *http.Request, do func(*Form, int64) (text.Key, []any, error), refused func(*posting.ShowView, *Form, components.Errors)) error {
	id, err := pathNumber(r, "posting")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	key, args, err := do(f, id)
	if err != nil {
		v, verr := s.postingView(r)
		if verr != nil {
			return verr
		}
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			refused(&v, f, es)
			return posting.Show(v)
		})
	}
	return s.done(w, r, postingPath(id), key, args...)
}
