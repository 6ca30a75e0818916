package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// page is a page of the documentation, line by line.
type page struct {
	name   string // below the repository: "docs/tutorial.md"
	lines  []string
	blocks []block
}

// block is a fenced block of a page, or an edit of a file that its text asks for.
type block struct {
	at     int    // line of the opening fence, or of the marker of an edit, counted from 0
	info   string // "console", "go", ...; "" for an edit
	marker string // text of the comment on the line before
	body   []string
}

// Markers are comments, which readers do not see, on the line before what they are about:
//
//	<!-- write FILE -->              the block is written to FILE
//	<!-- append FILE -->             the block is added to the end of FILE
//	<!-- edit FILE: OLD => NEW -->   the text below asks the reader to replace OLD by NEW in FILE
//	<!-- not run: REASON -->         the commands of the block are not run
//	<!-- from FILE: NAME -->         the Go block is the declaration NAME of FILE, below the repository
//	<!-- fragment -->                the Go block is a part of a program, and is not compiled
var marker = regexp.MustCompile(`^<!-- (.*) -->$`)

const fence = "```"

// readPage reads a page and takes its blocks apart.
func readPage(root, name string) (*page, error) {
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		return nil, err
	}
	p := &page{name: name, lines: strings.Split(string(text), "\n")}
	for i := 0; i < len(p.lines); i++ {
		if m := marker.FindStringSubmatch(p.lines[i]); m != nil && strings.HasPrefix(m[1], "edit ") {
			p.blocks = append(p.blocks, block{at: i, marker: m[1]})
		}
		if !strings.HasPrefix(p.lines[i], fence) {
			continue
		}
		b := block{at: i, info: strings.TrimPrefix(p.lines[i], fence)}
		if i > 0 {
			if m := marker.FindStringSubmatch(p.lines[i-1]); m != nil {
				b.marker = m[1]
			}
		}
		for i++; i < len(p.lines) && p.lines[i] != fence; i++ {
			b.body = append(b.body, p.lines[i])
		}
		if i == len(p.lines) {
			return nil, fmt.Errorf("%s:%d: the block does not end", name, b.at+1)
		}
		p.blocks = append(p.blocks, b)
	}
	return p, nil
}

// command is a command of a console block, and what the page says it prints.
type command struct {
	lines []string // with "$ " before the first
	want  []string
}

// text is what the shell is given.
func (c *command) text() string { return strings.TrimPrefix(strings.Join(c.lines, "\n"), "$ ") }

// commands takes a console block apart. A command goes on after a backslash at the end of its line.
func (b *block) commands() ([]command, error) {
	var list []command
	for i := 0; i < len(b.body); i++ {
		if !strings.HasPrefix(b.body[i], "$ ") {
			if len(list) == 0 {
				return nil, fmt.Errorf("line %d: want a command, which begins with a dollar sign and a blank", b.at+2+i)
			}
			list[len(list)-1].want = append(list[len(list)-1].want, b.body[i])
			continue
		}
		c := command{lines: []string{b.body[i]}}
		for strings.HasSuffix(b.body[i], `\`) && i+1 < len(b.body) {
			i++
			c.lines = append(c.lines, b.body[i])
		}
		list = append(list, c)
	}
	return list, nil
}

// matches reports whether an output is the one wanted, where a line "..." stands for any lines.
func matches(want, got []string) bool {
	if len(want) == 0 {
		return len(got) == 0
	}
	if want[0] == "..." {
		for i := range len(got) + 1 {
			if matches(want[1:], got[i:]) {
				return true
			}
		}
		return false
	}
	return len(got) > 0 && want[0] == got[0] && matches(want[1:], got[1:])
}

// What differs from run to run, in the form that pages have.
var unstable = []struct {
	pattern *regexp.Regexp
	text    string
}{
	{regexp.MustCompile(`\b(example\.[a-z]+)\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}`), "$1+12345678+PUBLIC/KEY"},
	{regexp.MustCompile(`(— example\.[a-z]+) [A-Za-z0-9+/=]{92,96}`), "$1 SIGNATURE"},
}

// stable returns the lines of an output, with what differs from run to run replaced.
func stable(out, dir string) []string {
	out = strings.ReplaceAll(out, dir, "/home/you")
	for _, u := range unstable {
		out = u.pattern.ReplaceAllString(out, u.text)
	}
	if out = strings.TrimRight(out, "\n"); out == "" {
		return nil
	}
	lines := strings.Split(out, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}
