package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

func TestThePhotoOfAPerson(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 62)
	caseAt := "/cases/" + id.String()
	at := caseAt + "/facts/" + factOf(t, s, id.String(), rehab.KindReportIn).ID + "/attachments"
	b := testkit.Client(t, s, "village1")
	b.PostFiles(at, "file", testkit.File{Name: "照片.png", Content: drawing(t, 300, 400)}, testkit.File{Name: "报告.pdf", Content: pdfWithScript})
	all := links(b.Get(at).Body)
	if len(all) != 2 {
		t.Fatalf("%d attachments", len(all))
	}
	photo, scan := all[0], all[1]
	if !strings.Contains(b.Get(at).Body, photo+"/portrait") {
		photo, scan = scan, photo
	}
	shown := func(want bool) {
		t.Helper()
		if got := strings.Contains(b.Get(caseAt).Body, `class="portrait" src="`+photo+`/thumbnail"`); got != want {
			t.Errorf("the photo is shown: %v, want %v", got, want)
		}
	}
	shown(false)
	for _, tt := range []struct {
		who, path, show string
		status          int
	}{
		{"village1", scan, "yes", http.StatusUnprocessableEntity},
		{"village1", photo, "perhaps", http.StatusUnprocessableEntity},
		{"village2", photo, "yes", http.StatusNotFound},
		{"village1", photo, "yes", http.StatusSeeOther},
	} {
		if a := testkit.Client(t, s, tt.who).Post(tt.path+"/portrait", "show", tt.show); a.Status != tt.status {
			t.Errorf("%s %s: %d, want %d", tt.who, tt.show, a.Status, tt.status)
		}
	}
	shown(true)
	if past := b.Get(caseAt + "?day=2026-04-30&reading=now").Body; strings.Contains(past, `class="portrait"`) {
		t.Error("a page of a past day shows today's photo")
	}
	b.Post(photo+"/portrait", "show", "no")
	shown(false)
	b.Post(photo+"/portrait", "show", "yes")
	shown(true)
	b.Post(photo+"/void", "reason", "误传")
	shown(false)
	if a := b.Post(photo+"/portrait", "show", "yes"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("a voided photo is chosen: %d", a.Status)
	}
}
