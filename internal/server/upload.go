package server

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"xinsheng/internal/fault"
	"xinsheng/internal/text"
)

// Limits of what one form with files brings. Rows of the table that take files say so by reading them: no other form is read as one.
const (
	maxFiles  = 20
	maxUpload = 420 << 20 // bytes read of a body at all: every file as large as it may be
	maxHeard  = 20        // fields kept beside the files
	readAhead = 64 << 10  // bytes of a body, at most, that have been read before their part is
	// uploadTime is how long a form with files may take: some photos over a weak signal.
	uploadTime = 5 * time.Minute
)

// file is one file of a form.
type file struct {
	name    string // as it was sent
	content []byte // no more than one byte above the limit
}

// carriesFiles reports whether a request says that it brings files.
func carriesFiles(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && r.Method == http.MethodPost && kind == "multipart/form-data"
}

// eachFile reads the files of the field one after another, so that no more than one is in memory, and gives each to take as soon as it is read. A
// file that is larger than limit comes with limit+1 bytes. Faults: invalid (no form with files), too large (too many files, or too much in all); the
// files before have been taken then.
func eachFile(w http.ResponseWriter, r *http.Request, field string, limit int64, take func(file) error) error {
	return eachFileOf(w, r, field, limit, nil, take)
}

// eachFileOf is eachFile of a form that has other fields too, which come before its files and are put into said.
func eachFileOf(w http.ResponseWriter, r *http.Request, field string, limit int64, said *Form, take func(file) error) error {
	if !carriesFiles(r) {
		return fault.New(fault.Invalid, text.FaultNotForm)
	}
	// Not every writer of a test knows deadlines; then the server's own stay.
	control := http.NewResponseController(w)
	_, _ = control.SetReadDeadline(time.Now().Add(uploadTime)), control.SetWriteDeadline(time.Now().Add(uploadTime+requestTime))
	body := &io.LimitedReader{R: r.Body, N: maxUpload}
	r.Body = io.NopCloser(body)
	parts, err := r.MultipartReader()
	if err != nil {
		return brokenUpload(err)
	}
	for n := 0; ; {
		p, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case body.N <= 0:
			return fault.New(fault.TooLarge, text.AttachmentTooMuch)
		case err != nil:
			drain(body)
			return brokenUpload(err)
		case said != nil && p.FileName() == "" && p.FormName() != field:
			if err := said.hear(p); err != nil {
				return err
			}
			continue
		case p.FormName() != field || p.FileName() == "":
			continue
		}
		if n++; n > maxFiles {
			drain(body)
			return fault.New(fault.TooLarge, text.AttachmentTooMany, "Max", maxFiles)
		}
		left := r.ContentLength - (maxUpload - body.N) + readAhead // below nothing when the browser did not say
		if err := takePart(p, limit, left, take); err != nil {
			return err
		}
	}
}

// hear keeps a field of a form with files, no more of it than a field may be.
func (f *Form) hear(p *multipart.Part) error {
	said, err := io.ReadAll(io.LimitReader(p, maxField+1))
	if err != nil {
		return brokenUpload(err)
	}
	name := clean(p.FormName())
	switch {
	case len(f.values) >= maxHeard:
	case len(said) > maxField:
		f.large.Add(name, text.FaultTooLargeField)
	default:
		f.values.Add(name, string(said))
	}
	return nil
}

// takePart reads a file into room made for it at once, as growing room takes several times its size. left is how much of the form may still come.
func takePart(p *multipart.Part, limit, left int64, take func(file) error) error {
	room := max(0, min(left, limit+1)) + bytes.MinRead
	content := bytes.NewBuffer(make([]byte, 0, room))
	if _, err := content.ReadFrom(io.LimitReader(p, limit+1)); err != nil {
		return brokenUpload(err)
	}
	return take(file{nameOf(p), content.Bytes()})
}

// brokenUpload is a body that ended too early or is no form: the connection broke, or a name holds what no browser sends.
func brokenUpload(err error) error {
	return &fault.Error{Kind: fault.Invalid, Key: text.AttachmentBroken, Cause: err}
}

// nameOf is the file's name as the browser sent it; the standard library takes only the last part of it.
func nameOf(p *multipart.Part) string { return strings.TrimSpace(p.FileName()) }

// drain reads what is left, so that the browser gets to read the answer instead of a broken connection.
func drain(r io.Reader) { _, _ = io.Copy(io.Discard, io.LimitReader(r, maxUpload)) }
