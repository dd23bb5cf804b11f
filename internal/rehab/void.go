package rehab

// voided returns the ids of facts taken back, nil when there are none. A void that is itself voided has no effect; voids that void one
// another in a circle have none either, so that the order of entry does not matter.
func (c *computation) voided() map[string]bool {
	n := 0
	for i := range c.file.Facts {
		if _, ok := c.file.Facts[i].Body.(*Void); ok {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return c.settleVoids(n)
}

// settleVoids works outwards from the voids nobody voids: each of those works, what it names does not, and so on.
func (c *computation) settleVoids(n int) map[string]bool {
	target, attackers := make(map[string]string, n), make(map[string]int, n)
	for i := range c.file.Facts {
		if v, ok := c.file.Facts[i].Body.(*Void); ok {
			target[c.file.Facts[i].ID] = v.Of
			attackers[v.Of]++
		}
	}
	dead := make(map[string]bool, n)
	var working []string
	for id := range target {
		if attackers[id] == 0 {
			working = append(working, id)
		}
	}
	settled := make(map[string]bool, n)
	for len(working) > 0 {
		id := working[len(working)-1]
		working = working[:len(working)-1]
		settled[id] = true
		of := target[id]
		if dead[of] {
			continue
		}
		dead[of] = true
		if freed, isVoid := target[of]; isVoid {
			settled[of] = true
			if attackers[freed]--; attackers[freed] == 0 && !dead[freed] {
				if _, alsoVoid := target[freed]; alsoVoid {
					working = append(working, freed)
				}
			}
		}
	}
	for i := range c.file.Facts {
		x := &c.file.Facts[i]
		if _, ok := x.Body.(*Void); ok && !settled[x.ID] {
			c.problem(x.ID, FlawVoidCircle)
		}
	}
	return dead
}
