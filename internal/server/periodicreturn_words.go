package server

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

const returnsPath = "/returns"

func returnPath(id uuid.UUID) string { return returnsPath + "/" + id.String() }

// periodWords is a month or a quarter in words.
func periodWords(ctx context.Context, from, until date.Date) string {
	if from.Month() == until.Month() {
		return text.Month(ctx, from.Month())
	}
	year, month := from.Month().YM()
	return text.T(ctx, text.OfficedutyQuarter, "Year", strconv.Itoa(year), "Quarter", text.Of(ctx, text.FamilyQuarter, strconv.Itoa((month+2)/3)))
}

// returnUnit names whose return it is.
func returnUnit(ctx context.Context, g *gazetteer, r *store.PeriodicReturn) string {
	if r.Level == string(rehab.CityReturn) {
		return text.T(ctx, text.PeriodicreturnWholeCity, "City", g.Short(r.Division))
	}
	return g.Full(r.Division)
}

// returnLate reports whether the last day of whoever has to act has passed.
func returnLate(r *store.PeriodicReturn, today date.Date) bool {
	return !r.NextDue.IsZero() && r.NextDue < today && r.Opens <= today
}

// returnMark is how far a return has come, in an icon and a word; late says what is late.
func returnMark(ctx context.Context, r *store.PeriodicReturn, today date.Date) components.MarkView {
	state := rehab.ReturnState(r.State)
	if r.Level == string(rehab.CityReturn) && state == rehab.ReturnOpen {
		state = rehab.ReturnAccepted // nobody submits it: it waits for its lock
	}
	v := components.MarkView{Icon: returnIcons[state], Words: text.Of(ctx, text.FamilyReturnState, state)}
	switch {
	case r.Opens > today:
		return components.MarkView{Icon: icon.CircleDashed, Tone: components.Shut, Words: text.T(ctx, text.PeriodicreturnNotOver)}
	case returnLate(r, today):
		v.Tone, v.Icon, v.Words = components.Late, icon.CircleAlert, text.Of(ctx, text.FamilyReturnLate, state)
	case state == rehab.ReturnLocked:
		v.Tone = components.Shut
	case r.Level == string(rehab.CityReturn) && state == rehab.ReturnAccepted:
		v.Icon, v.Words = icon.Circle, text.T(ctx, text.PeriodicreturnToGather)
	case state == rehab.ReturnAccepted:
		v.Tone = components.Done
	case state == rehab.ReturnSentBack:
		v.Tone = components.Due
	case !r.NextDue.IsZero() && r.NextDue-today <= soon:
		v.Tone = components.Due
	}
	return v
}

var returnIcons = map[rehab.ReturnState]icon.Name{
	rehab.ReturnOpen: icon.Circle, rehab.ReturnSentBack: icon.Undo2, rehab.ReturnPrepared: icon.Signature, rehab.ReturnSubmitted: icon.Send,
	rehab.ReturnAccepted: icon.CircleCheck, rehab.ReturnLocked: icon.Lock,
}

// returnTurn is the office duty that a return is now; "" when nobody has to act.
func returnTurn(r *store.PeriodicReturn) rehab.OfficeDuty {
	if r.NextDue.IsZero() {
		return ""
	}
	level, state := rehab.ReturnLevel(r.Level), rehab.ReturnState(r.State)
	switch {
	case level == rehab.CityReturn:
		return rehab.ReturnCity
	case level == rehab.VillageReturn && state == rehab.ReturnSubmitted:
		return rehab.ReturnReviewVillage
	case level == rehab.VillageReturn:
		return rehab.ReturnVillage
	case state == rehab.ReturnPrepared:
		return rehab.ReturnSign
	case state == rehab.ReturnSubmitted:
		return rehab.ReturnReviewTownship
	case state == rehab.ReturnAccepted:
		return rehab.ReturnLock
	}
	return rehab.ReturnTownship
}

// returnTurnOf names the office whose turn it is.
func returnTurnOf(ctx context.Context, g *gazetteer, r *store.PeriodicReturn) string {
	switch returnTurn(r) {
	case rehab.ReturnVillage, rehab.ReturnTownship, rehab.ReturnSign:
		return g.Full(r.Division)
	case rehab.ReturnReviewVillage:
		return g.Full(r.Division.Township())
	case "":
		return ""
	}
	return text.T(ctx, text.OfficedutyMunicipal)
}

// returnLevelsOf are the levels that the actor sees returns of, the usual one first.
func returnLevelsOf(actor access.Actor) []rehab.ReturnLevel {
	switch {
	case actor.Role == access.VillageWorker:
		return []rehab.ReturnLevel{rehab.VillageReturn}
	case actor.Role.Township():
		return []rehab.ReturnLevel{rehab.VillageReturn, rehab.TownshipReturn}
	}
	return []rehab.ReturnLevel{rehab.TownshipReturn, rehab.VillageReturn, rehab.CityReturn}
}
