package server

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"

	"xinsheng/internal/workbook"
)

// excel answers with a workbook of the sheets as a file to keep. name is the file's name in the reader's language, without its ending and
// without any name or number of a person. The workbook is whole before the status goes out, so that a failed export is a page that says so.
func (s *Server) excel(w http.ResponseWriter, name string, sheets ...workbook.Sheet) error {
	var b bytes.Buffer
	if err := workbook.Write(&b, sheets...); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", workbook.ContentType)
	h.Set("Content-Disposition", `attachment; filename="xinsheng.xlsx"; filename*=UTF-8''`+url.PathEscape(name)+".xlsx")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	_, err := w.Write(b.Bytes())
	return ignoreGone(err)
}
