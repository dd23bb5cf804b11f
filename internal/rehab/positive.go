package rehab

import "xinsheng/internal/date"

// positives follows each positive test through laboratory, recheck, report and police outcome (DOMAIN §5).
func (c *computation) positives() {
	c.track.Positives = []Confirmation{}
	for i := range c.tests {
		if t := &c.tests[i]; t.body.Result == Positive {
			c.track.Positives = append(c.track.Positives, c.confirmation(t))
		}
	}
}

func (c *computation) confirmation(t *entry[*DrugTest]) Confirmation {
	p := c.policyOn(t.date)
	k := Confirmation{Test: t.id, Taken: t.date, Final: Positive, KeepUntil: t.date.AddMonths(p.SampleMonths)}
	k.ObjectionUntil = c.objectionDay(p, t.date, p.ObjectionDays)
	k.LaboratoryBy = c.objectionDay(p, k.ObjectionUntil, p.LaboratoryDays)
	for _, l := range c.labs {
		if l.body.Of == t.id && (l.body.Result.Valid() || k.Lab == "") {
			k.Lab = l.id
			k.overrule(l.body.Result)
		}
	}
	for _, r := range c.rechecks {
		if r.body.Of == t.id && (r.body.Result.Valid() || k.Recheck == "") {
			k.Recheck = r.id
			k.overrule(r.body.Result)
		}
	}
	for _, o := range c.outcomes {
		if c.about(o.body.Of) == t.id {
			k.Outcome = o.id
		}
	}
	k.Told = c.toldOf(t.id)
	c.objectedTo(&k)
	return k
}

// objectedTo notes the first objection against each result, and the newest details.
func (c *computation) objectedTo(k *Confirmation) {
	for _, o := range c.objections {
		switch {
		case o.body.Of != k.Test:
		case o.body.Against == AgainstLaboratory && k.LabObjection == "":
			k.LabObjection = o.id
		case o.body.Against != AgainstLaboratory && k.Objection == "":
			k.Objection = o.id
		}
	}
	for _, d := range c.details {
		if d.body.Of == k.Test {
			k.Details = d.id
		}
	}
}

// overrule replaces the final result by a laboratory's, when that is valid; rechecks are read last and so prevail (ruling 52).
func (k *Confirmation) overrule(r Result) {
	if r.Valid() {
		k.Final = r
	}
}

// objectionDay counts objection and laboratory days: working days unless the policy says otherwise (ruling 54).
func (c *computation) objectionDay(p *Policy, d date.Date, n int) date.Date {
	if p.ObjectionCalendarDays {
		return c.moved(d.AddDays(n))
	}
	return c.workday(d, n)
}

// stands reports whether the positive of that test has not been overturned by a laboratory.
func (c *computation) stands(test string) bool {
	for i := range c.track.Positives {
		if c.track.Positives[i].Test == test {
			return c.track.Positives[i].Final == Positive
		}
	}
	return false
}

// isConfirmedPositive reports whether id is a positive test that stands.
func (c *computation) isConfirmedPositive(id string) bool { return c.stands(id) }

// toldOf returns the first report to the police about a fact, "" when there is none.
func (c *computation) toldOf(id string) string {
	for _, r := range c.reports {
		if c.about(r.body.Of) == id {
			return r.id
		}
	}
	return ""
}
