package cli

import (
	"errors"

	"xinsheng/internal/rehab"
)

type trackCmd struct{}

// Run prints the Track of the request on standard input; a request that is refused is an [InputError].
func (trackCmd) Run(env Env) error {
	err := rehab.RunTrack(env.Stdin, env.Stdout)
	if _, refused := errors.AsType[*rehab.InputError](err); refused {
		return &InputError{err}
	}
	return err
}
