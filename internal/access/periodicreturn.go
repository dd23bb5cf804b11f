package access

import "xinsheng/internal/rehab"

// ReturnAction is the action that a step with a return of a level needs; "" where there is no such step. The village's worker submits the village's month,
// or the township for it; the township accepts it; its worker prepares the quarter and its lead signs it (DOMAIN §2); the municipal office accepts and locks.
func ReturnAction(l rehab.ReturnLevel, k rehab.ReturnStepKind) Action {
	switch l {
	case rehab.VillageReturn:
		switch k {
		case rehab.ReturnSubmit, rehab.ReturnWithdraw:
			return ReturnSubmit
		case rehab.ReturnAccept, rehab.ReturnSendBack, rehab.ReturnTakeBack:
			return ReturnReview
		case rehab.ReturnCorrect:
			return ReturnLock
		}
	case rehab.TownshipReturn:
		switch k {
		case rehab.ReturnPrepare:
			return ReturnPrepare
		case rehab.ReturnSubmit, rehab.ReturnWithdraw:
			return ReturnSign
		case rehab.ReturnAccept, rehab.ReturnSendBack, rehab.ReturnTakeBack, rehab.ReturnDoLock, rehab.ReturnCorrect:
			return ReturnLock
		}
	case rehab.CityReturn:
		if k == rehab.ReturnDoLock || k == rehab.ReturnCorrect {
			return ReturnLock
		}
	}
	return ""
}

// MayReturn reports whether the actor's role may take the step with a return of the level at all.
func (a Actor) MayReturn(l rehab.ReturnLevel, k rehab.ReturnStepKind) bool {
	action := ReturnAction(l, k)
	return action != "" && a.May(action)
}
