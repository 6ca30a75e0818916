// Command run writes a project of many lines, and measures a command on it: wall time, the processors' time and peak memory.
//
//	go build -o /tmp/ghg ./cmd/ghg
//	go run ./bench/run -write /tmp/project -sheets 200 -lines 5000
//	go run ./bench/run -times 3 /tmp/ghg run /tmp/project
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	p := project{}
	dir := flag.String("write", "", "folder to write a project to")
	flag.IntVar(&p.sheets, "sheets", 200, "sheets of the project")
	flag.IntVar(&p.lines, "lines", 5000, "lines of each sheet")
	flag.IntVar(&p.sites, "sites", 1, "sites of each sheet")
	times := flag.Int("times", 3, "how often to run the command that is given")
	flag.Parse()
	var err error
	switch {
	case *dir != "" && flag.NArg() == 0:
		err = p.write(*dir)
	case *dir == "" && flag.NArg() > 0:
		err = measure(flag.Args(), *times)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// measure runs a command several times and prints what each run took.
func measure(command []string, times int) error {
	for range times {
		c := exec.Command(command[0], command[1:]...) //nolint:gosec,noctx // the user's own command
		c.Stderr = os.Stderr
		start := time.Now() //nolint:forbidigo // a measurement
		if err := c.Run(); err != nil {
			return err
		}
		wall := time.Since(start)
		usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
		if !ok {
			return errors.New("this system does not report the memory of a process")
		}
		const kB, mB = 1000, 1024 // Linux reports kibibytes
		fmt.Printf("wall %.2f s, processors %.2f s, peak %d MB\n", wall.Seconds(),
			(c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(), usage.Maxrss*mB/(kB*kB))
	}
	return nil
}
