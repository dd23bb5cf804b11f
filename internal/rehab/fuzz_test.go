package rehab_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	. "xinsheng/internal/rehab"
)

// FuzzTrack feeds any bytes to `xinsheng track`: it answers with one JSON document that has every key of the contract, or refuses with
// a JSON path and writes nothing.
//
// go test ./internal/rehab -run '^$' -fuzz FuzzTrack -fuzztime 10m -fuzzminimizetime 1s
func FuzzTrack(f *testing.F) {
	doc, err := os.ReadFile("../../docs/track.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range regexp.MustCompile("(?s)```json in\n(.*?)```").FindAllSubmatch(doc, -1) {
		f.Add(e[1])
	}
	for _, s := range everyKind() {
		f.Add([]byte(s))
	}
	f.Add([]byte("{\"\\r\"")) // a name that must not break the line of the refusal
	f.Fuzz(func(t *testing.T, in []byte) {
		var out bytes.Buffer
		began := time.Now()
		err := RunTrack(bytes.NewReader(in), &out)
		if d := time.Since(began); d > 5*time.Second {
			t.Fatalf("took %v", d)
		}
		if err != nil {
			bad, ok := errors.AsType[*InputError](err)
			if !ok || !strings.HasPrefix(bad.Path, "$") || strings.ContainsAny(bad.Error(), "\n\r") || out.Len() > 0 {
				t.Fatalf("refused with %q, %d bytes written", err, out.Len())
			}
			return
		}
		var k map[string]json.RawMessage
		if err := json.Unmarshal(out.Bytes(), &k); err != nil {
			t.Fatal(err)
		}
		for _, name := range contractKeys {
			if v, ok := k[name]; !ok || strings.HasSuffix(name, "s") && name != "serious_breach" && string(v) == "null" {
				t.Fatalf("%s is %s", name, v)
			}
		}
	})
}

// contractKeys are the keys that every answer has.
var contractKeys = []string{
	"stage", "phase", "term", "phases", "windows", "months", "counters", "serious_breach", "rewards", "reward_fen_total", "answerable",
	"deadlines", "obligations", "allowed", "problems",
}

// everyKind is one request for every kind of fact, filled as its form would, and one with them all.
func everyKind() []string {
	const head, tail = `{"policy":"chishui","today":"2026-11-23","file":{"measure":"detox","term_months":36,"facts":[`, `]}}`
	list := []string{
		`{"id":"a","kind":"screening","date":"2024-02-01","conclusion":"fit"}`,
		`{"id":"b","kind":"decision","date":"2024-02-10","credit_days":31}`,
		`{"id":"c","kind":"service","date":"2024-02-11","to":"person","how":"left"}`,
		`{"id":"d","kind":"report_in","date":"2024-03-01","village":"520381106204"}`,
		`{"id":"e","kind":"good_cause","date":"2024-02-20","until":"2024-03-09"}`,
		`{"id":"f","kind":"moved_in","date":"2024-03-01","first_report_in":"2023-03-01","village":"520381106204"}`,
		`{"id":"g","kind":"carried_in","date":"2024-06-01","until":"2024-05-31","evasions":1,"unauthorised_days":20}`,
		`{"id":"h","kind":"agreement","date":"2024-03-04"}`, `{"id":"i","kind":"working_group","date":"2024-03-04"}`,
		`{"id":"j","kind":"help_plan","date":"2024-03-04"}`,
		`{"id":"k","kind":"test","date":"2024-04-12","result":"positive","entered":"2024-05-20","reason":"late"}`,
		`{"id":"l","kind":"test","date":"2024-05-12","result":"absent","good_cause":false}`,
		`{"id":"m","kind":"lab_result","date":"2024-04-20","of":"k","result":"negative"}`,
		`{"id":"n","kind":"recheck_result","date":"2024-04-25","of":"k","result":"positive"}`,
		`{"id":"o","kind":"excuse_window","date":"2024-07-02","window":"2024-06","reason":"flood"}`,
		`{"id":"p","kind":"resolution","date":"2024-09-02","of":"2024-07","note":"office"}`,
		`{"id":"q","kind":"contact","date":"2024-04-12","type":"visit"}`, `{"id":"r","kind":"risk","date":"2024-04-12","level":"medium"}`,
		`{"id":"s","kind":"leave","date":"2024-08-01","from":"2024-08-02","until":"2024-08-10"}`,
		`{"id":"t","kind":"leave_decision","date":"2024-08-01","of":"s","agreed":true}`,
		`{"id":"u","kind":"leave_extension","date":"2024-08-09","of":"s","until":"2024-08-12"}`,
		`{"id":"v","kind":"leave_return","date":"2024-08-20","of":"s"}`, `{"id":"w","kind":"departure","date":"2024-10-01"}`,
		`{"id":"x","kind":"departure_return","date":"2024-11-05","of":"w"}`, `{"id":"y","kind":"warning","date":"2024-11-06","of":"w"}`,
		`{"id":"z","kind":"police_report","date":"2024-11-07","of":"serious_breach"}`,
		`{"id":"aa","kind":"police_outcome","date":"2024-11-20","of":"z","outcome":"continue","reason":"first"}`,
		`{"id":"ab","kind":"exemption","date":"2024-11-20","ground":"nursing","until":"2025-03-01"}`,
		`{"id":"ac","kind":"lost_contact","date":"2024-12-01"}`, `{"id":"ad","kind":"contact_restored","date":"2024-12-05","of":"ac"}`,
		`{"id":"ae","kind":"suspension","date":"2025-01-01","authority":"arrest"}`,
		`{"id":"af","kind":"resumption","date":"2025-02-01","of":"ae"}`,
		`{"id":"ag","kind":"transfer","date":"2025-03-01","to":"520381001006"}`,
		`{"id":"ah","kind":"transfer_report_in","date":"2025-03-10","of":"ag","village":"520381001006"}`,
		`{"id":"ai","kind":"transfer","date":"2026-03-01","to":"outside:520382","out":true}`,
		`{"id":"aj","kind":"transfer_receipt","date":"2026-03-20","of":"ai"}`,
		`{"id":"ak","kind":"transfer_withdrawn","date":"2026-03-10","of":"ai"}`,
		`{"id":"al","kind":"assessment","date":"2025-04-02","phase":1,"result":"pass"}`,
		`{"id":"am","kind":"file_to_police","date":"2026-11-20"}`, `{"id":"an","kind":"refusal","date":"2026-11-20"}`,
		`{"id":"ao","kind":"discharge","date":"2026-11-20"}`, `{"id":"ap","kind":"discharge_notified","date":"2026-11-21"}`,
		`{"id":"aq","kind":"void","date":"2026-11-22","of":"ao","reason":"too early","recorded_at":"2026-11-22T10:00:00+08:00"}`,
	}
	all := []string{head + strings.Join(list, ",") + tail}
	for _, x := range list {
		all = append(all, head+x+tail)
	}
	return append(all,
		`{"policy":[{"effective":"2024-06-01","interval":[1,2,3]},{"effective":"2025-01-01","risk_interval":{"high":1},"contacts":[{"report":1,"visit":0,"talk":2}]}],`+
			`"today":"2025-06-01","known_by":"2025-01-01","holidays":{"off":["2024-10-01"],"work":["2024-09-29"]},`+
			`"file":{"measure":"rehab","term_months":24,"facts":[`+list[3]+`]}}`)
}
