package server

import (
	"context"
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/ledger"
	"xinsheng/internal/oversight"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// statementExport answers with the accounts of the same address as a workbook.
func (s *Server) statementExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	q := readQuery(r)
	p := s.statementPeriod(q)
	all, err := s.Ledger.Accounts(ctx, actorOf(r), q.Division("place"), p)
	if err != nil {
		return err
	}
	g, err := s.gazetteerOn(ctx, p.To)
	if err != nil {
		return err
	}
	columns := []workbook.Column{head(ctx, text.PaymentTownship, widePlace), head(ctx, text.RewardVillage, widePlace)}
	for _, c := range accountColumns {
		col := head(ctx, c.key, 0)
		col.Sum = true
		columns = append(columns, col)
	}
	return takeAlong(s, w, r, listBook[store.RewardAccount]{
		title: text.T(ctx, text.RewardStatementBook, "Dates", text.DateRange(ctx, p.From, p.To)), list: "reward_statements", action: access.RewardView, filters: filtersOf(r.URL.Query()),
		rows: all, total: true, columns: columns,
		row: func(a store.RewardAccount) []any {
			row := []any{g.Short(a.Village.Township()), g.Short(a.Village)}
			for _, c := range accountColumns {
				row = append(row, text.Fen(c.of(&a)))
			}
			return row
		},
	})
}

// statementExcel answers with one village's statement as a workbook.
func (s *Server) statementExcel(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	village, err := pathDivision(r, "village")
	if err != nil {
		return err
	}
	st, err := s.Ledger.Statement(ctx, actorOf(r), village, s.statementPeriod(readQuery(r)))
	if err != nil {
		return err
	}
	g, err := s.gazetteerOn(ctx, st.To)
	if err != nil {
		return err
	}
	first := ledger.Movement{Day: st.From, Balance: st.Opening}
	last := ledger.Movement{Day: st.To, Balance: st.Closing()}
	rows := append(append([]ledger.Movement{first}, st.Moves...), last)
	at := 0
	return takeAlong(s, w, r, listBook[ledger.Movement]{
		title: text.T(ctx, text.RewardStatementOf, "Place", g.Full(village)), list: "reward_statement", action: access.RewardView, filters: filtersOf(r.URL.Query()), rows: rows,
		columns: []workbook.Column{head(ctx, text.RewardStatementDay, 0), head(ctx, text.RewardStatementWhat, wideText), head(ctx, text.RewardPerson, 0), head(ctx, text.RewardStatementAdds, 0),
			head(ctx, text.RewardStatementTakes, 0), head(ctx, text.RewardStatementBalance, 0)},
		row: func(m ledger.Movement) []any {
			at++
			return movementCells(ctx, &m, at == 1)
		},
	})
}

// movementCells is a line of a statement in a workbook; opening tells the first from the last of those that are no movement.
func movementCells(ctx context.Context, m *ledger.Movement, opening bool) []any {
	row := []any{m.Day, "", "", nil, nil, text.Fen(m.Balance)}
	switch {
	case m.Entry == nil && m.Payment == nil && opening:
		row[1] = text.T(ctx, text.RewardStatementOpening)
		return row
	case m.Entry == nil && m.Payment == nil:
		row[1] = text.T(ctx, text.RewardStatementClosing)
		return row
	case m.Entry != nil:
		row[2] = rewardPerson(ctx, m.Entry)
	}
	row[1] = movementWords(ctx, m)
	if m.Fen < 0 {
		row[4] = text.Fen(-m.Fen)
	} else {
		row[3] = text.Fen(m.Fen)
	}
	return row
}

// statementPaper issues a village's statement as a paper of the municipal office.
func (s *Server) statementPaper(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	village, err := pathDivision(r, "village")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	key := f.Key()
	if err := f.Err(); err != nil {
		return err
	}
	p := s.statementPeriod(readQuery(r))
	st, err := s.Ledger.Statement(ctx, actor, village, p)
	if err != nil {
		return err
	}
	g, err := s.gazetteerOn(ctx, p.To)
	if err != nil {
		return err
	}
	var to store.Unit
	err = s.Store.Read(ctx, actor, func(tx *store.Tx) error {
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		to, err = tx.UnitAt(ctx, rules.Successor(village, s.Clock.Today())) // of a village that is no more: who answers for it now
		return err
	})
	if err != nil {
		return err
	}
	kept, err := s.Papers.IssueOffice(ctx, actor, oversight.Paper{ID: key, Kind: string(document.RewardStatementKind), Issuer: actor.Unit, About: key, Division: village, Recipient: to.ID, Day: s.Clock.Today(),
		Content: statementContent(g.Full(village), &st)})
	if err != nil {
		return err
	}
	return s.done(w, r, officePaperPath(kept.ID), text.RewardStatementIssued)
}

// statementContent is what the paper says: of the entries phase and amount, nobody's name.
func statementContent(place string, st *ledger.Statement) document.RewardStatement {
	c := document.RewardStatement{Village: place, From: st.From, To: st.To, Opening: st.Opening, Accrued: st.Accrued, Reversed: st.Reversed, Paid: st.Paid, Closing: st.Closing(), Held: st.Held}
	for _, m := range st.Moves {
		line := document.StatementLine{Day: m.Day, Fen: m.Fen, Balance: m.Balance}
		if m.Payment != nil {
			line.Year, line.Batch, line.Voucher = m.Payment.Year, m.Payment.Number, m.Payment.Voucher
		} else {
			line.Phase = m.Entry.Phase
		}
		c.Lines = append(c.Lines, line)
	}
	return c
}
