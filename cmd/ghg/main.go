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
	"syscall"

	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), interrupts()...)
	status := cli.Main(ctx, os.Args[1:], cli.Standard())
	stop()
	os.Exit(status)
}

// interrupts returns the signals that ask a command to end. One that ignores the end of its terminal, under nohup, goes on.
func interrupts() []os.Signal {
	list := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		list = append(list, syscall.SIGHUP)
	}
	return list
}
