package casework

import (
	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// checkDrugTest: two collectors where a sample was taken, two sealed bottles of a positive sample (吸毒检测程序规定 8), readings that agree
// with the result, and a reason for what is entered after its window closed or gave no sample (DOMAIN §5).
func checkDrugTest(c *factCheck) {
	c.checkSample()
	c.checkReadings()
	if w := c.closedWindow(); w != nil {
		c.Said["entered"] = c.Today.String()
		if !c.says("reason") {
			c.wrong.Add("reason", text.RecordLateReason, "Day", w.To)
		}
	}
	if c.says("elsewhere_unit") && c.actor.May(access.WindowDecide) {
		c.Said["accepted_by"] = c.actor.Division.String()
	}
}

func (c *factCheck) checkSample() {
	result := rehab.Result(c.text("result"))
	if result == "" || !result.Sampled() || c.says("elsewhere_unit") {
		return
	}
	for _, collector := range []string{"collector_a", "collector_b"} {
		if !c.says(collector) {
			c.wrong.Add(collector, text.ValidRequired)
		}
	}
	c.checkCollectors()
	c.checkWoman()
	if result == rehab.Positive && rehab.Method(c.text("method")).Bottled() {
		c.checkSeals()
	}
}

func (c *factCheck) checkCollectors() {
	if c.says("collector_a") && c.text("collector_a") == c.text("collector_b") {
		c.wrong.Add("collector_b", text.RecordSameCollector)
	}
}

// checkWoman: a woman's urine is collected by a woman; what was collected otherwise is no sample to rest anything on (吸毒检测程序规定 8).
func (c *factCheck) checkWoman() {
	if c.Person.Sex != "female" || !rehab.Method(c.text("method")).Bottled() {
		return
	}
	if by, said := c.Said["woman_collected"].(bool); !said {
		c.wrong.Add("woman_collected", text.ValidChoose)
	} else if !by {
		c.wrong.Add("woman_collected", text.RecordByWoman)
	}
}

func (c *factCheck) checkSeals() {
	for _, seal := range []string{"seal_a", "seal_b"} {
		if !c.says(seal) {
			c.wrong.Add(seal, text.ValidRequired)
		}
	}
	if c.says("seal_a") && c.text("seal_a") == c.text("seal_b") {
		c.wrong.Add("seal_b", text.RecordSameSeal)
	}
}

// checkReadings puts a contradiction between result and readings on the result.
func (c *factCheck) checkReadings() {
	body, err := c.body()
	if err != nil {
		return // the result is missing, which is noted
	}
	switch body.(*rehab.DrugTest).Contradiction() {
	case rehab.NegativeWithDrug:
		c.wrong.Add("result", text.RecordNegativeWithDrug)
	case rehab.PositiveWithoutDrug:
		c.wrong.Add("result", text.RecordPositiveWithoutDrug)
	case rehab.ReadingsWithoutSample:
		c.wrong.Add("result", text.RecordReadingsWithoutSample)
	}
}

// closedWindow returns the window in which the test was taken when it is over, else nil.
func (c *factCheck) closedWindow() *rehab.Window {
	if w := c.WindowOn(c.Date); w != nil && w.To < c.Today {
		return w
	}
	return nil
}
