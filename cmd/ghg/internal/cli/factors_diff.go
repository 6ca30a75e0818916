package cli

import (
	"github.com/spf13/cobra"
)

func (a *app) factorsDiff() *cobra.Command { return &cobra.Command{Use: "diff"} }
