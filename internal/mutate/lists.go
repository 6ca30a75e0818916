package main

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
)

// plan is what packages.txt says: the packages to mutate, and for each the further packages whose tests count.
type plan struct {
	packages []string
	further  map[string][]string
}

// lines calls yield for each line of a file that is neither blank nor a comment.
func lines(name string, yield func(line string) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	scanner := bufio.NewScanner(file)
	for number := 1; scanner.Scan(); number++ {
		line := scanner.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := yield(line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, number, err)
		}
	}
	return scanner.Err()
}

// readPlan reads packages.txt: a package on each line, then the further packages whose tests count.
func readPlan(name string) (plan, error) {
	p := plan{further: map[string][]string{}}
	err := lines(name, func(line string) error {
		words := strings.Fields(line)
		if _, twice := p.further[words[0]]; twice {
			return fmt.Errorf("%s appears twice", words[0])
		}
		p.packages = append(p.packages, words[0])
		p.further[words[0]] = words[1:]
		return nil
	})
	return p, err
}

// readEquivalents reads equivalent.txt: a mutant as it is printed, without line and column, and the reason on the next
// line, indented. It returns the reasons by mutant.
func readEquivalents(name string) (map[string]string, error) {
	reasons, last := map[string]string{}, ""
	err := lines(name, func(line string) error {
		text := strings.TrimSpace(line)
		if text != line && line[0] != ' ' && line[0] != '\t' {
			return errors.New("the line ends in blanks")
		}
		if text != line {
			if last == "" || reasons[last] != "" {
				return fmt.Errorf("reason %q follows no mutant", text)
			}
			reasons[last] = text
			return nil
		}
		if last != "" && reasons[last] == "" {
			return fmt.Errorf("no reason for %q", last)
		}
		if _, twice := reasons[text]; twice {
			return fmt.Errorf("%q appears twice", text)
		}
		reasons[text], last = "", text
		return nil
	})
	if err == nil && last != "" && reasons[last] == "" {
		err = fmt.Errorf("%s: no reason for %q", name, last)
	}
	return reasons, err
}

// choose returns the mutants of a package to run: those that compile, are not equivalent and match, or a sample of them.
// An equivalent mutant that no longer exists is an error.
func (o options) choose(s *source, equivalents map[string]string) ([]mutant, error) {
	all := s.mutants()
	known := map[string]bool{}
	var open []mutant
	for _, m := range all {
		known[m.name()] = true
		if _, same := equivalents[m.name()]; !same && o.match.MatchString(m.String()) {
			open = append(open, m)
		}
	}
	for name := range equivalents {
		file, _, _ := strings.Cut(name, ":")
		if s.holds(file) && !known[name] {
			return nil, fmt.Errorf("equivalent.txt: there is no mutant %q", name)
		}
	}
	if o.sample > 0 {
		rand.New(rand.NewPCG(o.seed, 0)).Shuffle(len(open), func(i, j int) { open[i], open[j] = open[j], open[i] })
	}
	var chosen []mutant
	for _, m := range open {
		if o.sample > 0 && len(chosen) == o.sample {
			break
		}
		if s.compiles(m) {
			chosen = append(chosen, m)
		}
	}
	return chosen, nil
}
