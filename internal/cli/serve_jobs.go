package cli

import (
	"context"
	"log/slog"

	"xinsheng/internal/config"
	"xinsheng/internal/jobs/work"
	"xinsheng/internal/paper/press"
	"xinsheng/web"
)

// openPress prepares the press. Without Chromium everything works but the PDFs; one that was set and is not there is refused.
func (g *program) openPress(log *slog.Logger) error {
	path, err := press.Find(g.config.Chromium)
	switch {
	case err != nil && g.config.Chromium != "":
		return inputf("%s is no program: %v", config.VarChromium, err)
	case err != nil:
		log.Warn("there is no Chromium: papers can be printed from their pages, but no PDFs are made")
	}
	g.press = press.New(press.Options{Chromium: path, Assets: web.Static(), Log: log})
	return nil
}

// beginJobs starts the work in the background.
func (g *program) beginJobs(ctx context.Context, log *slog.Logger) (*work.Crew, error) {
	return work.Start(ctx, work.Deps{Store: g.store, Press: g.press, Exports: g.exports, Log: log})
}

// endJobs ends it; what is not done is done by the next program.
func endJobs(crew *work.Crew) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	return crew.Stop(ctx)
}
