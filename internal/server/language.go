package server

import (
	"context"
	"net/http"
	"time"

	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/layout"
)

// Cookies of choices that are no secret and outlive a session.
const (
	languageCookie = "xinsheng_language"
	themeCookie    = "xinsheng_theme"
	choiceLifetime = 365 * 24 * time.Hour
)

// speak lets the request be answered in the language chosen in this browser, else the one the browser asks for.
func (s *Server) speak(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Language")
		lang := text.LangFrom(cookieValue(r, languageCookie), r.Header.Get("Accept-Language"))
		next.ServeHTTP(w, r.WithContext(text.With(r.Context(), text.For(lang))))
	})
}

// as returns the context of a request made by signed: the account's language counts unless one was chosen in this browser.
func (s *Server) as(r *http.Request, signed *session.Signed) context.Context {
	requestOf(r).signed = signed
	ctx := session.With(r.Context(), signed)
	if cookieValue(r, languageCookie) == "" {
		ctx = text.With(ctx, text.For(text.LangFrom(signed.Language, "")))
	}
	return s.withDrafting(ctx, r, signed)
}

func (s *Server) setLanguage(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	lang := f.RequiredChoice(layout.FieldLanguage, string(text.ZhCN), string(text.En))
	if err := f.Err(); err != nil {
		return err
	}
	if signed := session.From(r.Context()); signed != nil {
		if err := s.Sessions.SetLanguage(r.Context(), signed, lang); err != nil {
			return err
		}
	}
	s.choose(w, languageCookie, lang)
	return s.redirect(w, r, f.Back())
}

func (s *Server) setTheme(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	theme := f.Choice(layout.FieldTheme, string(layout.ThemeLight), string(layout.ThemeDark))
	if err := f.Err(); err != nil {
		return err
	}
	s.choose(w, themeCookie, theme)
	return s.redirect(w, r, f.Back())
}

// choose keeps a choice in the browser.
func (s *Server) choose(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(choiceLifetime.Seconds()), HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode,
	})
}

func cookieValue(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}
