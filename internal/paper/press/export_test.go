package press

import (
	"strconv"
	"syscall"
)

// Groups returns the process group of every Chromium that is running, when none is at work.
func (p *Press) Groups() (leaders []int) {
	for range p.o.Browsers {
		at := <-p.places
		if at.browser != nil {
			leaders = append(leaders, at.browser.cmd.Process.Pid)
		}
		p.places <- at
	}
	return leaders
}

// InGroup returns the processes of a group and the users they run as.
func InGroup(leader int) map[int]int {
	all := map[int]int{}
	for _, pid := range group(leader) {
		n, _ := strconv.Atoi(pid)
		var st syscall.Stat_t
		if syscall.Stat("/proc/"+pid, &st) == nil {
			all[n] = int(st.Uid)
		}
	}
	return all
}

// RemoveStale is removeStale.
var RemoveStale = removeStale
