// Command ghg calculates greenhouse-gas inventories from sheets.
//
//	ghg init DIR    writes a small working project
//	ghg run DIR     calculates it
//	ghg help        lists all commands
package main

import (
	"context"
	"os"
	"os/signal"

	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := cli.Main(ctx, os.Args[1:], cli.Standard())
	stop()
	os.Exit(status)
}
