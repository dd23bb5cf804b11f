package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/date"
	"xinsheng/internal/registry"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/account"
)

func (s *Server) accountForm(w http.ResponseWriter, r *http.Request) error {
	v := account.NewView{Action: accountsPath, Back: accountsPath}
	return s.page(w, r, text.T(r.Context(), text.AccountNewTitle), account.New(v))
}

func (s *Server) accountAdd(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	n := registry.NewAccount{Login: f.Required("login", 40), Name: f.Required("name", 40)}
	var id int64
	var password string
	if err = f.Err(); err == nil {
		id, password, err = s.Registry.AddAccount(ctx, actorOf(r), n)
	}
	if err != nil {
		return s.again(w, r, err, text.T(ctx, text.AccountNewTitle), func(es components.Errors) templ.Component {
			return account.New(account.NewView{Action: accountsPath, Back: accountsPath, Login: f.Typed("login"), Name: f.Typed("name"), Errors: es})
		})
	}
	// Answered without a redirect: the password is kept nowhere, so it can be shown in this answer only.
	return s.page(w, r, text.T(ctx, text.AccountAddedTitle), account.Password(account.PasswordView{
		Title: text.T(ctx, text.AccountAddedTitle), Login: n.Login, Password: password, Note: text.T(ctx, text.AccountNextPosting), Back: accountPath(id),
	}))
}

func (s *Server) accountShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.accountView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, account.Show(v))
}

func (s *Server) accountView(r *http.Request) (v account.ShowView, err error) {
	id, err := pathNumber(r, "account")
	if err != nil {
		return v, err
	}
	a, err := s.Registry.Account(r.Context(), actorOf(r), id)
	if err != nil {
		return v, err
	}
	ctx, path := r.Context(), accountPath(id)
	v = account.ShowView{Title: a.Login, Name: a.Name, Mark: s.accountMark(r, a.Account), Back: accountsPath, Own: id == actorOf(r).Account}
	v.Pairs = []components.Pair{
		{Name: text.Of(ctx, text.FamilyField, "account"), Value: a.Login}, {Name: text.Of(ctx, text.FamilyField, "name"), Value: a.Name},
		{Name: text.T(ctx, text.AccountCreatedOn), Value: text.Date(ctx, date.Of(a.CreatedAt.In(beijing)))},
	}
	v.Postings = s.postingTable(r, a.Postings, false)
	if v.Own {
		return v, nil
	}
	v.Rename, v.Reset = path+"/name", path+"/password"
	if a.DisabledAt == nil {
		v.Disable = path + "/disable"
	} else {
		v.Enable, v.Reset = path+"/enable", ""
	}
	return v, nil
}

func (s *Server) accountRename(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "account")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	name := f.Required("name", 40)
	if err = f.Err(); err == nil {
		err = s.Registry.RenameAccount(r.Context(), actorOf(r), id, name)
	}
	if err != nil {
		v, verr := s.accountView(r)
		if verr != nil {
			return verr
		}
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Name, v.Errors = f.Typed("name"), es
			return account.Show(v)
		})
	}
	return s.done(w, r, accountPath(id), text.AccountRenamed)
}

func (s *Server) accountReset(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "account")
	if err != nil {
		return err
	}
	ctx := r.Context()
	a, err := s.Registry.Account(ctx, actorOf(r), id)
	if err != nil {
		return err
	}
	password, err := s.Registry.ResetPassword(ctx, actorOf(r), id)
	if err != nil {
		return err
	}
	return s.page(w, r, text.T(ctx, text.AccountResetTitle), account.Password(account.PasswordView{
		Title: text.T(ctx, text.AccountResetTitle), Login: a.Login, Password: password, Back: accountPath(id),
	}))
}

func (s *Server) accountDisable(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "account")
	if err != nil {
		return err
	}
	if err := s.Registry.DisableAccount(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	return s.done(w, r, accountPath(id), text.AccountDisabled)
}

func (s *Server) accountEnable(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "account")
	if err != nil {
		return err
	}
	if err := s.Registry.EnableAccount(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	return s.done(w, r, accountPath(id), text.AccountEnabled)
}
