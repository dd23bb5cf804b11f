package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/registry"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/session"
)

func (s *Server) passwordForm(w http.ResponseWriter, r *http.Request) error {
	return s.page(w, r, text.T(r.Context(), text.SessionPasswordTitle), pages.Password(passwordView(r, nil)))
}

func (s *Server) changePassword(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	old, fresh, again := f.Secret("old"), f.Secret("new"), f.Secret("again")
	if fresh != again {
		f.Add("again", text.SessionPasswordDiffers)
	}
	if err = f.Err(); err == nil {
		err = s.Sessions.ChangePassword(r.Context(), session.From(r.Context()), old, fresh)
	}
	if err != nil {
		return s.again(w, r, err, text.T(r.Context(), text.SessionPasswordTitle), func(es components.Errors) templ.Component {
			return pages.Password(passwordView(r, es))
		})
	}
	return s.done(w, r, layout.HomePath, text.SessionPasswordChanged)
}

func passwordView(r *http.Request, es components.Errors) pages.PasswordView {
	signed := session.From(r.Context())
	v := pages.PasswordView{Action: passwordPath, MustChange: signed.MustChange, Min: registry.MinPassword, Login: signed.Login, Errors: es}
	if !signed.MustChange {
		v.Cancel = layout.HomePath
	}
	return v
}
