package cli

import (
	"context"
	"log/slog"

	"github.com/google/uuid"

	"xinsheng/internal/jobs"
	"xinsheng/internal/jobs/work"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/store"
	"xinsheng/web"
)

// openPress prepares the press. Without Chromium everything works but the PDFs. One that was set and is not there is not replaced by another, and does not
// keep the program from starting: an update of the machine must not close a whole city's case work for want of PDFs.
func (g *program) openPress(log *slog.Logger) {
	path, err := press.Find(g.config.Chromium)
	if err != nil {
		log.Warn("there is no Chromium: papers can be printed from their pages, but no PDFs are made", "set", g.config.Chromium, "error", err)
	}
	g.press = press.New(press.Options{Chromium: path, Assets: web.Static(), Log: log})
}

// orderPDF orders the PDF of a paper in the transaction that issues it.
func orderPDF(ctx context.Context, tx *store.Tx, paper uuid.UUID) error {
	return jobs.Put(ctx, tx, jobs.PrintPaper{Paper: paper})
}

func paperFonts() (f document.Fonts) {
	f.Regular, f.Bold = web.PaperFonts()
	return f
}

// beginJobs starts the work in the background.
func (g *program) beginJobs(ctx context.Context, log *slog.Logger) (*work.Crew, error) {
	return work.Start(ctx, work.Deps{Store: g.store, Press: g.press, Papers: g.papers, Exports: g.exports, WhatIfs: g.oversee, Recompute: g.work.Recompute, Log: log})
}

// endJobs ends it; what is not done is done by the next program.
func endJobs(crew *work.Crew) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	return crew.Stop(ctx)
}
