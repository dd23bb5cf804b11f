package server

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
)

// Demo is what a demonstration adds: accounts that everybody may use and a legal day that can be moved.
type Demo struct {
	Password string // of every account
	Accounts []DemoAccount
	// MoveDay moves the legal day (zero: back to the real one), computes again every case and returns how many there were.
	MoveDay func(ctx context.Context, actor access.Actor, day date.Date) (int, error)
}

// DemoAccount is one account listed on the sign-in page.
type DemoAccount struct {
	Login string
	Role  access.Role
	Name  string
	Unit  string
}

const dayPath = "/demo/day"
