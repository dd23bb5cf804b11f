package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/staffing"
)

func staffMemberPath(id uuid.UUID) string { return staffPath + "/" + id.String() }

// Years a year of birth is read in; the register's own bounds are narrower.
const (
	firstBirth = 1800
	lastBirth  = 2200
)

// staffProposeForm offers the form of somebody new.
func (s *Server) staffProposeForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.staffProposeView(r, uuid.Nil)
	if err != nil {
		return err
	}
	q := readQuery(r)
	v.Place, v.Key = q.Typed("place"), NewFormKey()
	return s.page(w, r, v.Title, pages.Propose(v))
}

// staffPostForm offers the form of somebody's next post.
func (s *Server) staffPostForm(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "staff")
	if err != nil {
		return err
	}
	v, err := s.staffProposeView(r, id)
	if err != nil {
		return err
	}
	v.Key = NewFormKey()
	return s.page(w, r, v.Title, pages.Propose(v))
}

// staffPropose puts somebody new into the register.
func (s *Server) staffPropose(w http.ResponseWriter, r *http.Request) error {
	return s.staffProposed(w, r, uuid.Nil)
}

// staffPostPropose puts somebody's next post into the register.
func (s *Server) staffPostPropose(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "staff")
	if err != nil {
		return err
	}
	return s.staffProposed(w, r, id)
}

func (s *Server) staffProposed(w http.ResponseWriter, r *http.Request, of uuid.UUID) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	v, err := s.staffProposeView(r, of)
	if err != nil {
		return err
	}
	in := readStaffProposal(f, of, v.Accounts)
	if err = f.Err(); err == nil {
		if of, err = s.Oversee.ProposeStaff(r.Context(), actorOf(r), in); err == nil {
			return s.done(w, r, staffMemberPath(of), text.StaffProposed)
		}
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	v.Key, v.Name, v.Sex, v.BirthYear, v.Account = f.Typed(FormKey), f.Typed("name"), f.Typed("sex"), f.Typed("birth_year"), f.Typed("staff_account")
	v.Place, v.Post, v.Source, v.From, v.Another = f.Typed("staff_place"), f.Typed("staff_post"), f.Typed("staff_source"), f.Typed("staff_from"), f.Typed("staff_another")
	if err := s.staffDoubt(r, &v, &in); err != nil {
		return err
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		for i := range v.Errors {
			if v.Errors[i].Name == "name" {
				v.Errors[i].Label = text.T(r.Context(), text.StaffName)
			}
		}
		v.Doubt = v.Doubt || es.Of("staff_another") != ""
		return pages.Propose(v)
	})
}

// staffDoubt leads to somebody of the same name whom the actor sees.
func (s *Server) staffDoubt(r *http.Request, v *pages.ProposeView, in *oversight.StaffProposal) error {
	if in.Member != uuid.Nil || in.Name == "" {
		return nil
	}
	known, seen, err := s.Oversee.StaffKnown(r.Context(), actorOf(r), in.Name, in.Sex, in.BirthYear)
	if err != nil || !known {
		return err
	}
	v.Doubt = true
	if seen != nil {
		v.Found, v.FoundName = staffMemberPath(*seen), text.T(r.Context(), text.StaffKnownLink, "Name", in.Name)
	}
	return nil
}

func readStaffProposal(f *Form, of uuid.UUID, accounts []components.Option) oversight.StaffProposal {
	in := oversight.StaffProposal{Key: f.Key(), Member: of, Place: f.RequiredDivision("staff_place"), From: f.RequiredDate("staff_from"),
		Post: rehab.StaffPost(f.RequiredChoice("staff_post", staffPostNames()...)), Source: f.RequiredChoice("staff_source", rehab.StaffSources()...)}
	if of != uuid.Nil {
		return in
	}
	in.Name, in.Sex = f.Required("name", oversight.MaxStaffName), f.RequiredChoice("sex", "male", "female")
	in.BirthYear, in.Another = f.RequiredInt("birth_year", firstBirth, lastBirth), f.Checked("staff_another")
	var known []string
	for _, o := range accounts {
		known = append(known, o.Value)
	}
	if a, err := strconv.ParseInt(f.Choice("staff_account", known...), 10, 64); err == nil {
		in.Account = &a
	}
	return in
}

func (s *Server) staffProposeView(r *http.Request, of uuid.UUID) (v pages.ProposeView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	v = pages.ProposeView{
		Title: text.T(ctx, text.StaffNew), Note: text.T(ctx, text.StaffNewNote), Action: staffPath + "/new", Cancel: staffPath, Person: of == uuid.Nil,
		Sexes: components.OptionsOf(ctx, text.FamilySex, "male", "female"), Posts: components.OptionsOf(ctx, text.FamilyStaffPost, rehab.StaffPosts()...),
		Sources: components.OptionsOf(ctx, text.FamilyStaffSource, rehab.StaffSources()...), Latest: (s.Clock.Today() + rehab.MostEndAhead).String(), From: s.Clock.Today().String(),
		Crumbs: []components.Crumb{{Label: text.T(ctx, text.StaffTitle), Href: staffPath}},
	}
	for _, o := range g.Townships(actor.Scope) {
		v.Places = append(v.Places, components.Option{Value: o.Value, Label: text.T(ctx, text.StaffItself, "Place", o.Label), Group: o.Label})
		v.Places = append(v.Places, villagesOf(g, o.Value)...)
	}
	if of == uuid.Nil {
		v.Crumbs = append(v.Crumbs, components.Crumb{Label: v.Title})
		v.Accounts, err = s.staffAccounts(ctx, r, g)
		return v, err
	}
	file, err := s.Oversee.StaffFile(ctx, actor, of)
	if err != nil {
		return v, err
	}
	v.Title, v.Action, v.Cancel = text.T(ctx, text.StaffNewPost), staffMemberPath(of)+"/posts", staffMemberPath(of)
	v.Note = text.T(ctx, text.StaffPostsNote)
	v.Crumbs = append(v.Crumbs, components.Crumb{Label: file.Member.Name, Href: v.Cancel}, components.Crumb{Label: v.Title})
	return v, nil
}

func villagesOf(g *gazetteer, township string) []components.Option {
	var out []components.Option
	for _, c := range g.codes {
		if c.IsVillage() && c.Township().String() == township {
			out = append(out, components.Option{Value: c.String(), Label: g.Short(c), Group: g.Short(c.Township())})
		}
	}
	return out
}

// staffAccounts are the accounts that somebody proposed may sign in with, under their places.
func (s *Server) staffAccounts(ctx context.Context, r *http.Request, g *gazetteer) ([]components.Option, error) {
	posts, err := s.Oversee.StaffAccounts(ctx, actorOf(r))
	var out []components.Option
	for _, p := range posts {
		out = append(out, components.Option{Value: strconv.FormatInt(p.Account, 10), Label: p.Name, Group: g.Full(p.Division)})
	}
	return out, err
}
