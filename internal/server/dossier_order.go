package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/dossier"
)

// fileForm is the form that orders the file of one dossier, or without a case of a list; q are the list's filters.
func fileForm(r *http.Request, action string, village bool, q url.Values) *pages.ExportView {
	if actor := actorOf(r); !actor.May(access.CaseExport) || !actor.May(access.Unmask) {
		return nil
	}
	v := &pages.ExportView{Action: action, Key: NewFormKey(), Village: village, Kind: "pdf", Scope: "masked", Note: text.T(r.Context(), text.DossierFileNote)}
	if village {
		v.Note = text.T(r.Context(), text.DossierFileNoteAll, "Max", maxVillage)
	}
	for name := range q {
		v.Filter = append(v.Filter, pages.FilterField{Name: name, Value: q.Get(name)})
	}
	return v
}

// fileWanted reads what somebody orders; the reason is needed for what is not masked.
func fileWanted(f *Form) (key uuid.UUID, kind, reason string) {
	key, kind = f.Key(), f.Choice("file_kind", "pdf", "zip")
	scope := f.RequiredChoice("file_scope", "masked", "whole")
	if reason = f.Text("file_reason", 200); scope == "masked" {
		reason = ""
	} else if reason == "" {
		f.Add("file_reason", text.ValidReasonRequired)
	}
	return key, kind, reason
}

// dossierOrderFile orders the file of one dossier.
func (s *Server) dossierOrderFile(w http.ResponseWriter, r *http.Request) error {
	v, err := s.openDossier(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	key, kind, reason := fileWanted(f)
	kinds := map[string]string{"pdf": exportDossierPDF, "zip": exportDossierZIP, "": exportDossierPDF}
	if err = f.Err(); err == nil {
		o := export.Order{Key: key, Kind: kinds[kind], About: v.page.Person.Name, Params: dossierOrder{v.id(), reason}}
		if _, err = s.Exports.Ask(r.Context(), actorOf(r), o); err == nil {
			return s.redirect(w, r, exportHref(key))
		}
	}
	page := v.pageView("")
	page.File = fileForm(r, v.here+"/file", false, nil)
	return s.again(w, r, err, page.Title, func(es components.Errors) templ.Component {
		keepFile(page.File, f)
		page.FileErrors = es
		return pages.Page(page)
	})
}

func keepFile(v *pages.ExportView, f *Form) {
	if v != nil {
		v.Kind, v.Scope, v.Reason = f.Typed("file_kind"), f.Typed("file_scope"), f.Typed("file_reason")
	}
}

// dossiersOrderFile orders the files of all dossiers of a list.
func (s *Server) dossiersOrderFile(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	filter, q := dossierFilter(f)
	key, _, reason := fileWanted(f)
	if err = f.Err(); err == nil {
		var about []string
		for _, name := range []string{"view", "state", "slot"} {
			if value := q.Get(name); value != "" {
				about = append(about, text.Of(r.Context(), dossierFamilies[name], value))
			}
		}
		if place := filter.Within; place.Low != 0 {
			g, err := s.gazetteer(r.Context())
			if err != nil {
				return err
			}
			about = append(about, g.Full(place.Low))
		}
		o := export.Order{Key: key, Kind: exportVillage, About: strings.Join(append(about, text.T(r.Context(), text.DossierTitle)), " "), Params: villageOrder{filter, reason}}
		if _, err = s.Exports.Ask(r.Context(), actorOf(r), o); err == nil {
			return s.redirect(w, r, exportHref(key))
		}
	}
	v, verr := s.dossierListView(r, filter, q, keyset{})
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, text.T(r.Context(), text.DossierTitle), func(es components.Errors) templ.Component {
		keepFile(v.File, f)
		v.FileErrors = es
		return pages.List(v)
	})
}

// dossierFamilies are the words of the filters' values.
var dossierFamilies = map[string]text.Family{"view": text.FamilyDossierView, "state": text.FamilyDossierState, "slot": text.FamilySlot}
