package main

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"ghg": func() { os.Exit(cli.Main(context.Background(), os.Args[1:], cli.Standard())) },
	})
}

// TestScripts runs the command as its users do. -update writes the golden files of the scripts anew.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "internal/cli/testdata/script",
		UpdateScripts:       os.Getenv("GHG_UPDATE") != "",
		RequireExplicitExec: true,
	})
}
