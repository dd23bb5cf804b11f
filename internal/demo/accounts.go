// Package demo makes a demonstration: accounts whose password everybody knows, and an invented caseload. All people in it are invented.
//
// A demonstration lives in a database of its own, marked as one: it does not begin in a database that has other accounts, and a
// database marked as one is not used for real work.
package demo

import (
	"context"
	"errors"
	"fmt"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
)

// Password is that of every demo account.
const Password = "xinsheng-demo"

// ErrOtherAccounts is returned for a database that has accounts but is not marked as a demonstration's.
var ErrOtherAccounts = errors.New("demo: the database has other accounts; a demonstration needs one of its own")

// Account is one account of the demonstration.
type Account struct {
	Login string
	Name  string
	Role  access.Role
	Unit  string // name of the unit; empty: the place at Division
	At    string // division code of the place
}

// since is before the oldest fact of the demonstration.
var since = date.New(2020, 1, 1)

// Accounts returns the demo accounts in the order of DOMAIN §2.
func Accounts() []Account {
	const city = "520381000000"
	return []Account{
		{Login: "police1", Name: "杨永刚", Role: access.PoliceOfficer, Unit: "市中派出所"},
		{Login: "police2", Name: "罗启明", Role: access.PoliceApprover, Unit: "市中派出所"},
		{Login: "village1", Name: "李秀珍", Role: access.VillageWorker, At: "520381001006"},
		{Login: "village2", Name: "袁泽芬", Role: access.VillageWorker, At: "520381101201"},
		{Login: "town1", Name: "肖开凤", Role: access.TownshipWorker, At: "520381001000"},
		{Login: "town2", Name: "王廷贵", Role: access.TownshipLead, At: "520381001000"},
		{Login: "town3", Name: "陈昌明", Role: access.TownshipLead, At: "520381101000"},
		{Login: "office1", Name: "曾庆兰", Role: access.MunicipalOffice, At: city},
		{Login: "office2", Name: "先泽文", Role: access.MunicipalOffice, At: city},
		{Login: "health1", Name: "蔡兴碧", Role: access.Department, Unit: "赤水市卫生健康局"},
		{Login: "civil1", Name: "胡世芳", Role: access.Department, Unit: "赤水市民政局"},
		{Login: "labour1", Name: "赵泽华", Role: access.Department, Unit: "赤水市人力资源和社会保障局"},
		{Login: "justice1", Name: "冯家敏", Role: access.Department, Unit: "赤水市司法局"},
		{Login: "education1", Name: "谢光荣", Role: access.Department, Unit: "赤水市教育局"},
		{Login: "sysadmin", Name: "何俊", Role: access.SystemAdmin, At: city},
		{Login: "secadmin", Name: "税清", Role: access.SecurityAdmin, At: city},
		{Login: "auditor", Name: "聂红", Role: access.AuditAdmin, At: city},
	}
}

// AddAccounts marks the database as a demonstration's and makes the demo accounts, unless that is done. It needs the units of
// registry.SetUp and reports whether it wrote.
func AddAccounts(ctx context.Context, s *store.Store) (wrote bool, err error) {
	err = s.WithTx(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		switch _, err := tx.Demonstration(ctx); {
		case err == nil:
			return nil
		case fault.KindOf(err) != fault.NotFound:
			return err
		}
		if others, err := tx.HasAccounts(ctx); err != nil {
			return err
		} else if others {
			return ErrOtherAccounts
		}
		wrote = true
		return addAccounts(ctx, tx)
	})
	return wrote, err
}

func addAccounts(ctx context.Context, tx *store.Tx) error {
	if err := tx.MarkDemonstration(ctx); err != nil {
		return err
	}
	hash, err := registry.HashPassword(Password) // once for all, since a hash takes its time
	if err != nil {
		return err
	}
	units, err := tx.Units(ctx)
	if err != nil {
		return err
	}
	for _, a := range Accounts() {
		unit, err := unitOf(units, a)
		if err != nil {
			return err
		}
		id, err := tx.AddAccount(ctx, store.NewAccount{Login: a.Login, Name: a.Name, PasswordHash: hash})
		if err != nil {
			return err
		}
		if _, err := tx.AddPosting(ctx, store.Posting{Account: id, Role: string(a.Role), Unit: unit.ID, ValidFrom: since}); err != nil {
			return err
		}
		if a.Login == "police2" { // sits in the bureau as well, so that switching posting can be seen
			bureau, err := unitOf(units, Account{Unit: "赤水市公安局"})
			if err != nil {
				return err
			}
			if _, err := tx.AddPosting(ctx, store.Posting{Account: id, Role: string(a.Role), Unit: bureau.ID, ValidFrom: since}); err != nil {
				return err
			}
		}
	}
	return tx.Audit(ctx, store.Audited{Action: access.AccountAdmin, Detail: map[string]any{"change": "demo_set_up"}})
}

// UnitName returns the name of the account's unit among units.
func (a Account) UnitName(units []store.Unit) string {
	u, err := unitOf(units, a)
	if err != nil {
		return ""
	}
	return u.Name
}

func unitOf(units []store.Unit, a Account) (store.Unit, error) {
	for _, u := range units {
		if a.Unit != "" && u.Name == a.Unit {
			return u, nil
		}
		if a.At != "" && u.Division == division.MustParse(a.At) && (u.Kind == "county" || u.Kind == "township" || u.Kind == "village") {
			return u, nil
		}
	}
	return store.Unit{}, fmt.Errorf("demo: no unit for account %s", a.Login)
}
