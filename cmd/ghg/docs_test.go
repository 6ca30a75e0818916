package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the outputs in README.md and docs/*.md")

// root is the folder of the repository.
const root = "../.."

// pages returns README.md and the pages of docs.
func pages(t *testing.T) []*page {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	require.NoError(t, err)
	list := []*page{}
	for _, name := range append([]string{filepath.Join(root, "README.md")}, names...) {
		p, err := readPage(root, strings.TrimPrefix(filepath.ToSlash(name), root+"/"))
		require.NoError(t, err)
		list = append(list, p)
	}
	return list
}

// TestCommandsOfPages runs the commands of every page in a new folder, in order, and compares what they print with the page. -update
// rewrites the pages. What is not run is listed in testdata/not_run.txt.
func TestCommandsOfPages(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands of the pages are for a Unix shell")
	}
	for _, p := range pages(t) {
		t.Run(strings.TrimSuffix(filepath.Base(p.name), ".md"), func(t *testing.T) {
			t.Parallel()
			s := &session{page: p, dir: t.TempDir(), update: *update}
			ran := 0
			for i := range p.blocks {
				n, err := s.play(&p.blocks[i])
				require.NoError(t, err, "%s:%d", p.name, p.blocks[i].at+1)
				ran += n
			}
			assert.Zero(t, s.status, "%s: the last command failed, and no %q follows it", p.name, "$ echo $?")
			if s.changed && *update {
				require.NoError(t, p.rewrite())
			}
			t.Logf("%s: %d commands", p.name, ran)
		})
	}
}

// session is a reader who does what a page says.
type session struct {
	page    *page
	dir     string
	update  bool
	status  int // of the command before
	changed bool
}

// play does what a block asks for, and returns the number of commands that it ran.
func (s *session) play(b *block) (ran int, err error) {
	verb, rest, _ := strings.Cut(b.marker, " ")
	switch {
	case verb == "write":
		return 0, s.write(rest, []byte(strings.Join(b.body, "\n")+"\n"))
	case verb == "append":
		old, err := os.ReadFile(filepath.Join(s.dir, rest))
		if err != nil {
			return 0, err
		}
		return 0, s.write(rest, append(append(old, '\n'), strings.Join(b.body, "\n")+"\n"...))
	case verb == "edit":
		return 0, s.edit(b, rest)
	case b.info != "console" || strings.HasPrefix(b.marker, "not run: "):
		return 0, nil
	case b.marker != "":
		return 0, fmt.Errorf("unknown marker %q", b.marker)
	}
	list, err := b.commands()
	if err != nil {
		return 0, err
	}
	var body []string
	for i := range list {
		got, err := s.run(&list[i])
		if err != nil {
			return ran, err
		}
		body = append(append(body, list[i].lines...), got...)
		ran++
	}
	s.changed = s.changed || !slices.Equal(body, b.body)
	b.body = body
	return ran, nil
}

// write writes a file that the page shows.
func (s *session) write(name string, text []byte) error {
	if !filepath.IsLocal(name) {
		return fmt.Errorf("%q is not below the folder", name)
	}
	name = filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}

// edit replaces what the text below the marker names.
func (s *session) edit(b *block, marker string) error {
	name, change, _ := strings.Cut(marker, ": ")
	from, to, found := strings.Cut(change, " => ")
	if !found {
		return errors.New("want <!-- edit FILE: OLD => NEW -->")
	}
	text := strings.Join(s.page.lines[b.at+1:min(len(s.page.lines), b.at+5)], " ")
	for _, said := range []string{filepath.Base(name), from, to} {
		if !strings.Contains(text, "`"+said+"`") {
			return fmt.Errorf("the text below the marker does not say `%s`", said)
		}
	}
	old, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		return err
	}
	if n := bytes.Count(old, []byte(from)); n != 1 {
		return fmt.Errorf("%s has %q %d times, want once", name, from, n)
	}
	return s.write(name, bytes.Replace(old, []byte(from), []byte(to), 1))
}

// run runs a command and returns the lines that the page has to show. With -update, these are the ones printed.
func (s *session) run(c *command) ([]string, error) {
	shows := strings.HasPrefix(c.text(), "echo $?")
	if s.status != 0 && !shows {
		return nil, fmt.Errorf("the command before %q ended with status %d, and no %q follows it", c.text(), s.status, "$ echo $?")
	}
	cmd := exec.Command("sh", "-c", fmt.Sprintf("(exit %d); %s", s.status, c.text()))
	cmd.Dir = s.dir
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err == nil:
		s.status = 0
	case errors.As(err, &exit):
		s.status = exit.ExitCode()
	default:
		return nil, err
	}
	got := stable(string(out), s.dir)
	want := strings.Split(strings.TrimRight(strings.Join(c.want, "\n"), "\n"), "\n")
	if len(c.want) == 0 {
		want = nil
	}
	switch {
	case matches(want, got):
		return c.want, nil
	case s.update:
		return got, nil
	}
	return nil, fmt.Errorf("$ %s\nprints\n%s\nthe page has\n%s", c.text(), strings.Join(got, "\n"), strings.Join(want, "\n"))
}

// rewrite writes the page with what its commands printed.
func (p *page) rewrite() error {
	var out []string
	next := 0
	for _, b := range p.blocks {
		if b.info != "console" {
			continue
		}
		out = append(append(out, p.lines[next:b.at+1]...), b.body...)
		for next = b.at + 1; p.lines[next] != fence; {
			next++
		}
	}
	out = append(out, p.lines[next:]...)
	return os.WriteFile(filepath.Join(root, p.name), []byte(strings.Join(out, "\n")), 0o644)
}

// TestPagesNotRun holds the list of commands that are not run, each with the reason on its page.
func TestPagesNotRun(t *testing.T) {
	var got strings.Builder
	n := 0
	for _, p := range pages(t) {
		for i := range p.blocks {
			reason, found := strings.CutPrefix(p.blocks[i].marker, "not run: ")
			if !found {
				continue
			}
			list, err := p.blocks[i].commands()
			require.NoError(t, err, "%s:%d", p.name, p.blocks[i].at+1)
			for _, c := range list {
				fmt.Fprintf(&got, "%s: %s (%s)\n", p.name, c.text(), reason)
				n++
			}
		}
	}
	t.Logf("%d commands are not run:\n%s", n, got.String())
	name := filepath.Join("testdata", "not_run.txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(name, []byte(got.String()), 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, string(want), got.String())
}

// TestPageBlocks checks that every block says what it is in, so that no command hides in one that is not run.
func TestPageBlocks(t *testing.T) {
	known := []string{"", "console", "csv", "go", "json", "text", "toml"}
	for _, p := range pages(t) {
		for _, b := range p.blocks {
			at := fmt.Sprintf("%s:%d", p.name, b.at+1)
			isEdit := strings.HasPrefix(b.marker, "edit ")
			assert.True(t, slices.Contains(known, b.info) && (b.info != "" || isEdit), "%s: %q is none of %q", at, b.info, known)
			if b.info != "console" {
				for _, line := range b.body {
					assert.NotRegexp(t, `^(\$ )?(ghg|go|curl|sudo|apt-get) [a-z]`, line, at)
				}
			}
		}
	}
}

// TestPageGo checks that every Go block is code that is compiled and tested: a declaration of a file of the repository, or
// the whole file. The fragments of README are of the examples beside them, and are marked.
func TestPageGo(t *testing.T) {
	n := 0
	for _, p := range pages(t) {
		for _, b := range p.blocks {
			if b.info != "go" || b.marker == "fragment" {
				continue
			}
			at := fmt.Sprintf("%s:%d", p.name, b.at+1)
			if file, whole := strings.CutPrefix(b.marker, "quickstart: the text of "); whole {
				text, err := os.ReadFile(filepath.Join(root, file))
				require.NoError(t, err, at)
				assert.Equal(t, strings.TrimRight(string(text), "\n"), strings.Join(b.body, "\n"), at)
				n++
				continue
			}
			from, found := strings.CutPrefix(b.marker, "from ")
			file, name, named := strings.Cut(from, ": ")
			require.True(t, found && named, "%s: want <!-- from FILE: NAME -->", at)
			text, err := declaration(filepath.Join(root, file), name)
			require.NoError(t, err, at)
			assert.Equal(t, text, strings.Join(b.body, "\n"), at)
			n++
		}
	}
	assert.Positive(t, n)
}

// declaration returns the text of a function of a file, with its comment.
func declaration(file, name string) (string, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, src, parser.ParseComments)
	if err != nil {
		return "", err
	}
	for _, d := range parsed.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != name {
			continue
		}
		from := f.Pos()
		if f.Doc != nil {
			from = f.Doc.Pos()
		}
		return string(src[fset.Position(from).Offset:fset.Position(f.End()).Offset]), nil
	}
	return "", fmt.Errorf("%s has no function %s", file, name)
}

// TestPageLinks checks that every relative link leads to a file and, with #, to a heading of it.
func TestPageLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	for _, p := range pages(t) {
		inside := false
		for i, line := range p.lines {
			if strings.HasPrefix(line, fence) {
				inside = !inside
			}
			if inside {
				continue
			}
			for _, m := range link.FindAllStringSubmatch(line, -1) {
				if strings.Contains(m[1], "://") {
					continue
				}
				file, heading, _ := strings.Cut(m[1], "#")
				target := filepath.Join(root, filepath.Dir(p.name), file)
				if file == "" {
					target = filepath.Join(root, p.name)
				}
				_, err := os.Stat(target)
				assert.NoError(t, err, "%s:%d", p.name, i+1)
				if heading != "" && err == nil {
					assert.Contains(t, headings(t, target), heading, "%s:%d", p.name, i+1)
				}
			}
		}
	}
}

// headings returns the anchors of a page, as GitHub makes them.
func headings(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	gone := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	var list []string
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			title := strings.ToLower(strings.TrimSpace(strings.TrimLeft(line, "#")))
			list = append(list, strings.ReplaceAll(gone.ReplaceAllString(title, ""), " ", "-"))
		}
	}
	return list
}

// TestSession checks that the tests of the pages fail when they should.
func TestSession(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands of the pages are for a Unix shell")
	}
	for name, c := range map[string]struct {
		blocks []block
		want   string
	}{
		"another output":     {[]block{{info: "console", body: []string{"$ echo a", "b"}}}, "$ echo a\nprints\na\nthe page has\nb"},
		"more output":        {[]block{{info: "console", body: []string{"$ echo a"}}}, "the page has\n"},
		"a status":           {[]block{{info: "console", body: []string{"$ false", "$ echo a", "a"}}}, "ended with status 1"},
		"no command":         {[]block{{info: "console", body: []string{"a"}}}, "want a command"},
		"a file elsewhere":   {[]block{{info: "csv", marker: "write ../a", body: []string{"b"}}}, "is not below the folder"},
		"an edit of nothing": {[]block{{marker: "write a", body: []string{"c"}}, {marker: "edit a: b => c"}}, `a has "b" 0 times, want once`},
		"an unsaid edit":     {[]block{{marker: "write a", body: []string{"b"}}, {marker: "edit a: b => d"}}, "does not say `d`"},
		"an unread marker":   {[]block{{info: "console", marker: "not run", body: []string{"$ true"}}}, `unknown marker "not run"`},
	} {
		t.Run(name, func(t *testing.T) {
			s := &session{page: &page{lines: []string{"", "`a`: change `b` to `c`"}}, dir: t.TempDir()}
			var err error
			for i := range c.blocks {
				if _, err = s.play(&c.blocks[i]); err != nil {
					break
				}
			}
			require.ErrorContains(t, err, c.want)
		})
	}
}

// TestMatches checks the comparison itself.
func TestMatches(t *testing.T) {
	for _, c := range []struct {
		want, got string
		ok        bool
	}{
		{"a", "a", true},
		{"a", "b", false},
		{"a", "a\nb", false},
		{"a\nb", "a", false},
		{"...", "a\nb", true},
		{"a\n...\nd", "a\nb\nc\nd", true},
		{"a\n...\nd", "a\nd", true},
		{"a\n...\nd", "a\nb\nd\nc", false},
	} {
		assert.Equal(t, c.ok, matches(strings.Split(c.want, "\n"), strings.Split(c.got, "\n")), "%q of %q", c.want, c.got)
	}
}
