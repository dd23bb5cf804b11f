package registry

import (
	"context"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/registry/official"
	"xinsheng/internal/store"
)

// departments are the member units of the city (DOMAIN §2) by their kind.
var departments = []struct{ kind, name string }{
	{"health", "卫生健康局"}, {"civil_affairs", "民政局"}, {"labour", "人力资源和社会保障局"}, {"justice", "司法局"}, {"education", "教育局"},
}

// SetUp fills an empty registry with what is officially known: the county with its townships and villages, a police station for each
// township, the bureau, the departments, and the official days. A registry that has units is left alone; it reports whether it wrote.
func (g *Registry) SetUp(ctx context.Context) (wrote bool, err error) {
	places, err := official.Places()
	if err != nil {
		return false, err
	}
	err = g.store.WithTx(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		if there, err := tx.Units(ctx); err != nil || len(there) > 0 {
			return err
		}
		wrote = true
		if err := setUpUnits(ctx, tx, places); err != nil {
			return err
		}
		if err := setUpHolidays(ctx, tx); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.UnitAdmin, "", "set_up", "places", len(places)))
	})
	return wrote, err
}

func setUpUnits(ctx context.Context, tx *store.Tx, places []official.Place) error {
	county := places[0]
	for _, p := range places {
		if _, err := tx.AddUnit(ctx, store.Unit{Kind: kindOf(p.Code), Division: p.Code, Name: p.Name, NameConfirmed: p.Confirmed}); err != nil {
			return err
		}
		if !p.Code.IsTownship() {
			continue
		}
		station, err := tx.AddUnit(ctx, store.Unit{Kind: "station", Division: county.Code, Name: stationName(p.Name), NameConfirmed: true})
		if err != nil {
			return err
		}
		if err := tx.AddStationDivision(ctx, store.StationDivision{Station: station, Division: p.Code, ValidFrom: FirstDay}); err != nil {
			return err
		}
	}
	if _, err := tx.AddUnit(ctx, store.Unit{Kind: "bureau", Division: county.Code, Name: county.Name + "公安局", NameConfirmed: true}); err != nil {
		return err
	}
	for _, d := range departments {
		if _, err := tx.AddUnit(ctx, store.Unit{Kind: "department", Division: county.Code, Name: county.Name + d.name, NameConfirmed: true, Department: &d.kind}); err != nil {
			return err
		}
	}
	return nil
}

func kindOf(c division.Code) string {
	switch {
	case c.IsCounty():
		return "county"
	case c.IsTownship():
		return "township"
	}
	return "village"
}

// stationName is the township's name without its kind: 市中街道 has 市中派出所.
func stationName(township string) string {
	for _, kind := range []string{"街道", "镇", "乡"} {
		if short, ok := strings.CutSuffix(township, kind); ok {
			return short + "派出所"
		}
	}
	return township + "派出所"
}

func setUpHolidays(ctx context.Context, tx *store.Tx) error {
	years, err := official.Holidays()
	if err != nil {
		return err
	}
	for _, y := range years {
		if err := tx.SetHolidayYear(ctx, store.HolidayYear{Year: y.Year, Source: y.Source}); err != nil {
			return err
		}
		for _, d := range y.Days {
			if err := tx.SetHoliday(ctx, store.Holiday{Day: d.Day, Kind: d.Kind, Name: d.Name}); err != nil {
				return err
			}
		}
	}
	return nil
}
