package server

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/session"
)

const (
	signInPath   = "/sign-in"
	passwordPath = layout.PasswordPath
	fieldDemo    = "demo"
)

// signInFirst answers whoever has to sign in first: a page is remembered and shown afterwards; what a form sent is kept for the account
// whose session has ended, unless it is about the session itself.
func (s *Server) signInFirst(w http.ResponseWriter, r *http.Request, rt Route, outcome session.Outcome) error {
	switch outcome {
	case session.Ended:
		s.Sessions.Leave(r.Context(), session.Note{Tone: string(layout.ToneDue), Key: text.SessionOver})
	case session.Revoked:
		s.Sessions.Leave(r.Context(), session.Note{Tone: string(layout.ToneDue), Key: text.SessionRevoked})
	}
	if r.Method != http.MethodGet {
		if carriesFiles(r) {
			drain(r.Body)
		}
		said := text.SessionNeedsSignIn
		switch {
		case rt.Path == draftsPath:
			kept, answered, err := s.draftLate(w, r)
			if err != nil || answered {
				return err
			}
			if kept {
				said = text.SessionFormKept
			}
		case rt.Action != access.SessionOwn && s.keepForm(r):
			said = text.SessionFormKept
		}
		content := pages.SignIn(s.signInView(r, "", components.Errors{{Message: text.T(r.Context(), said)}}))
		return s.pageStatus(w, r, http.StatusUnauthorized, s.shell(r, text.T(r.Context(), text.SessionTitle)), content)
	}
	s.Sessions.Wanted(r.Context(), r.URL.RequestURI())
	return s.redirect(w, r, signInPath)
}

func (s *Server) signInForm(w http.ResponseWriter, r *http.Request) error {
	if session.From(r.Context()) != nil {
		return s.redirect(w, r, layout.HomePath)
	}
	return s.page(w, r, text.T(r.Context(), text.SessionTitle), pages.SignIn(s.signInView(r, "", nil)))
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	login, password := f.Typed("login"), f.values.Get("password")
	if demo := f.Typed(fieldDemo); s.Demo != nil && demo != "" {
		login, password = demo, s.Demo.Password
	} else {
		f.Required("login", 40)
		f.Secret("password")
	}
	if err = f.Err(); err == nil {
		err = s.Sessions.SignIn(r.Context(), login, password)
	}
	if err != nil {
		return s.again(w, r, err, text.T(r.Context(), text.SessionTitle), func(es components.Errors) templ.Component {
			return pages.SignIn(s.signInView(r, login, es))
		})
	}
	return s.signedIn(w, r)
}

// signedIn leads whoever has signed in to what waits to be sent again, or else to the page that was wanted.
func (s *Server) signedIn(w http.ResponseWriter, r *http.Request) error {
	signed, _, err := s.Sessions.Current(r.Context())
	if err != nil {
		return err
	}
	if signed != nil && signed.Drafts > 0 {
		waiting, err := s.waiting(r, signed.Actor)
		if err != nil {
			return err
		}
		if len(waiting) > 0 {
			return s.redirect(w, r, resumePath)
		}
	}
	return s.redirect(w, r, s.Sessions.TakeWanted(r.Context()))
}

func (s *Server) signInView(r *http.Request, login string, es components.Errors) pages.SignInView {
	ctx := r.Context()
	v := pages.SignInView{Action: signInPath, Heading: text.T(ctx, text.SessionTitle), Login: login, Errors: es, DemoField: fieldDemo}
	if s.Demo == nil {
		return v
	}
	v.Heading = text.T(ctx, text.SessionWithPassword)
	v.Day = s.Clock.Today()
	v.DemoPassword = s.Demo.Password
	for _, a := range s.Demo.Accounts {
		v.Demo = append(v.Demo, components.DemoAccount{Login: a.Login, Icon: roleIcon(a.Role), Role: text.Of(ctx, text.FamilyRole, a.Role), Name: a.Name, Unit: a.Unit})
	}
	return v
}

var roleIcons = map[access.Role]icon.Name{
	access.PoliceOfficer: icon.Shield, access.PoliceApprover: icon.Scale, access.VillageWorker: icon.Footprints, access.TownshipWorker: icon.Users,
	access.TownshipLead: icon.Signature, access.MunicipalOffice: icon.LayoutDashboard, access.Department: icon.Stethoscope,
	access.SystemAdmin: icon.Settings, access.SecurityAdmin: icon.KeyRound, access.AuditAdmin: icon.History,
}

func roleIcon(r access.Role) icon.Name { return roleIcons[r] }

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.Sessions.SignOut(r.Context(), session.From(r.Context())); err != nil {
		return err
	}
	return s.done(w, r, signInPath, text.SessionSignedOut)
}

func (s *Server) switchPosting(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	posting := f.RequiredNumber(layout.FieldPosting)
	if err := f.Err(); err != nil {
		return err
	}
	unit, err := s.Sessions.Switch(r.Context(), session.From(r.Context()), posting)
	if err != nil {
		return err
	}
	// Home and not the page before: what that shows may not exist for the other posting.
	return s.done(w, r, layout.HomePath, text.SessionSwitched, "Unit", unit)
}

// home leads to the first place of whoever is signed in.
func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	signed := session.From(r.Context())
	nav := slices.DeleteFunc(s.navOf(signed, r.URL.Path), func(n layout.NavItem) bool { return n.Href == dayPath })
	switch {
	case signed.MustChange:
		return s.redirect(w, r, passwordPath)
	case signed.Actor.Posting == 0:
		return fault.New(fault.Forbidden, text.SessionNoPosting)
	case len(nav) > 0:
		return s.redirect(w, r, nav[0].Href)
	}
	return s.page(w, r, text.T(r.Context(), text.ShellName), pages.Home())
}
