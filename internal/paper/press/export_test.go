package press

import (
	"strconv"
	"syscall"
)

// Processes returns the processes of every Chromium that is running, those at work not among them, as the kernel's group of each.
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
