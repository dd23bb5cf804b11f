package casework

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Positive returns the track of a positive test as things stand today; false when the case has no such positive.
func (o *Opened) Positive(test string) (rehab.PositiveTrack, bool) {
	return rehab.FollowPositive(o.Rules, store.FileOf(o.Case, o.Facts), &o.Track, test)
}

// supplied reports whether nothing of the record of a positive is missing.
func (o *Opened) supplied(k *rehab.Confirmation) bool {
	p, ok := o.Positive(k.Test)
	return ok && !p.Sample.Short() && p.Sample.Signed != ""
}

// checkTestDetails: what a positive in short form left out, by the rules of a whole one (吸毒检测程序规定 8, 9). Its day and result stay.
func checkTestDetails(c *factCheck) {
	test, ok := c.Fact(c.text("of"))
	if !ok || test.Body.Kind() != rehab.KindTest {
		return // said of the field already
	}
	c.checkCollectors()
	c.checkWoman()
	if rehab.Method(c.text("method")).Bottled() {
		if !c.says("specimen") {
			c.wrong.Add("specimen", text.ValidRequired)
		}
		c.checkSeals()
	}
	if read := c.day("read_on"); !read.IsZero() && read < test.Date {
		c.wrong.Add("read_on", text.ValidBefore, "What", text.RecordDayTaken, "Day", test.Date)
	} else if read > c.Today {
		c.wrong.Add("read_on", text.ValidFuture, "Today", c.Today)
	}
	if body, err := c.body(); err == nil {
		d := body.(*rehab.TestDetails)
		read := rehab.DrugTest{Result: rehab.Positive, MOP: d.MOP, MET: d.MET, KET: d.KET, MDMA: d.MDMA, THC: d.THC, COC: d.COC}
		if read.Contradiction() == rehab.PositiveWithoutDrug {
			c.wrong.Add("panel", text.RecordPositiveWithoutDrug)
		}
	}
}

// checkObjection: against the laboratory only once it has answered, and not twice against the same result.
func checkObjection(c *factCheck) {
	p, ok := c.Positive(c.text("of"))
	if !ok {
		return
	}
	switch against := rehab.Challenged(c.text("against")); {
	case against == rehab.AgainstLaboratory && p.Lab == "":
		c.wrong.Add("against", text.RecordNoLaboratory)
	case against == rehab.AgainstLaboratory && p.LabObjection != "", against == rehab.AgainstStrip && p.Objection != "":
		c.wrong.Add("against", text.RecordObjectedAlready)
	}
}
