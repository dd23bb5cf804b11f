package server

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
)

// pathNumber reads the row key in a path; an address that is none does not exist.
func pathNumber(r *http.Request, name string) (int64, error) {
	n, err := strconv.ParseInt(chi.URLParam(r, name), 10, 64)
	if err != nil || n <= 0 {
		return 0, fault.ErrNotFound()
	}
	return n, nil
}

// pathUUID reads the key of a case, fact or entry in a path.
func pathUUID(r *http.Request, name string) (uuid.UUID, error) {
	id, err := uuid.Parse(chi.URLParam(r, name))
	if err != nil {
		return uuid.Nil, fault.ErrNotFound()
	}
	return id, nil
}

// pathDivision reads the division code in a path.
func pathDivision(r *http.Request, name string) (division.Code, error) {
	c, err := division.Parse(chi.URLParam(r, name))
	if err != nil {
		return 0, fault.ErrNotFound()
	}
	return c, nil
}

// pathDate reads the day in a path.
func pathDate(r *http.Request, name string) (date.Date, error) {
	d, err := date.Parse(chi.URLParam(r, name))
	if err != nil {
		return 0, fault.ErrNotFound()
	}
	return d, nil
}
