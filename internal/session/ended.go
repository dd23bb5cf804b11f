package session

import (
	"context"
	"slices"
	"time"

	"xinsheng/internal/store"
)

// Names of what is known in a browser of the session that ended there.
const (
	keyWasAccount = "was"
	keyWasPosting = "was_posting"
)

// Was returns the account and posting whose session has ended in this browser, 0 for nobody: what a form sent too late is kept for them.
func (k *Keeper) Was(ctx context.Context) (account, posting int64) {
	return k.scs.GetInt64(ctx, keyWasAccount), k.scs.GetInt64(ctx, keyWasPosting)
}

// end destroys a session that is over and notes whose it was.
func (k *Keeper) end(ctx context.Context) error {
	account, posting := k.scs.GetInt64(ctx, keyAccount), k.scs.GetInt64(ctx, keyPosting)
	if err := k.scs.Destroy(ctx); err != nil {
		return err
	}
	k.scs.Put(ctx, keyWasAccount, account)
	k.scs.Put(ctx, keyWasPosting, posting)
	k.scs.SetDeadline(ctx, time.Now().Add(visitLifetime))
	return nil
}

// resumed returns the posting under which the account goes on: the one under which its session ended in this browser, if it still has it, else its first.
func (k *Keeper) resumed(ctx context.Context, account int64, all []store.Standing) int64 {
	was, posting := k.Was(ctx)
	if was == account && slices.ContainsFunc(all, func(s store.Standing) bool { return s.Posting == posting }) {
		return posting
	}
	if len(all) > 0 {
		return all[0].Posting
	}
	return 0
}
