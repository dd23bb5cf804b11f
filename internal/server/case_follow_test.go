package server_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// TestALeaveReadsWithItsSteps: what came of a leave stands with it, in the list of facts and beside it; a voided step does not.
func TestALeaveReadsWithItsSteps(t *testing.T) {
	s := testkit.Serve(t, nil)
	day := date.MustParse
	leave := testkit.Step(access.LeaveRequest, day("2026-10-01"), &rehab.Leave{From: day("2026-10-03"), Until: day("2026-10-12"), To: "贵阳市", Reason: "探亲"})
	of := leave.Entry.Key.String()
	wrong := testkit.Step(access.LeaveDecide, day("2026-10-01"), &rehab.LeaveDecision{Of: of, Agreed: false})
	id := testkit.Case(t, s, testkit.Near, day("2026-03-02"), 81, leave, wrong,
		testkit.Step(access.FactVoid, day("2026-10-02"), &rehab.Void{Of: wrong.Entry.Key.String(), Reason: "录错"}),
		testkit.Step(access.LeaveDecide, day("2026-10-02"), &rehab.LeaveDecision{Of: of, Agreed: true}),
		testkit.Step(access.LeaveRequest, day("2026-10-12"), &rehab.LeaveReturn{Of: of}))
	page := testkit.Client(t, s, "village1").Get("/cases/" + id.String()).Body
	steps := between(t, page, `class="case-steps`, "</ol>")
	contains(t, steps, "2026年10月2日", "2026年10月12日", `href="#f-`)
	lacks(t, steps, "2026年10月1日")
	fact := between(t, page, `id="f-`+of+`"`, "</li>")
	contains(t, fact, "随后：2026年10月2日", "随后：2026年10月12日")
	lacks(t, fact, "随后：2026年10月1日")
}
