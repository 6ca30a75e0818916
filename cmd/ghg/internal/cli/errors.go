package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	sheets "github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/problem"
	"github.com/ghgkit/ghg/units"
)

// mistake is one thing that is wrong, as it is shown.
type mistake struct {
	file         string   // as it can be opened; "" if the mistake is in no file
	line, column int      // counted from 1, the column in characters; 0 if it is not known
	text         string   // what is wrong
	cure         string   // what to do; "" if the text says it
	source       string   // the line of the file; "" if it cannot be shown
	from, length int      // of the mark in the line, in characters; no mark if length is 0
	missing      []string // the columns that a header lacks, if that is the mistake
}

// report writes an error for people: what is wrong with its place, the line with a mark under the cell, and the cure. It
// shows the first hundred of several, and the number of the rest.
func (a *app) report(err error) {
	list, more := a.mistakes(err)
	located := false
	for i := range list {
		located = located || list[i].file != ""
		a.show(&list[i])
	}
	total := len(list) + more
	switch {
	case more > 0:
		fmt.Fprintln(a.Err, a.say(fmt.Sprintf("ghg: %d errors; the first %d are shown", total, len(list)), fmt.Sprintf("ghg: エラー %d 件（最初の %d 件を表示）", total, len(list))))
	case located:
		fmt.Fprintln(a.Err, a.say("ghg: "+counted(total, "error"), fmt.Sprintf("ghg: エラー %d 件", total)))
	}
}

// say returns the text in the language of the messages.
func (a *app) say(english, japanese string) string {
	if a.lang == "ja" {
		return japanese
	}
	return english
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// mistakes takes an error apart.
func (a *app) mistakes(err error) (list []mistake, more int) {
	var at where
	var folder *project.FolderError
	if errors.As(err, &folder) {
		at.dir = folder.Dir
	}
	errors.As(err, &at.named)
	var config *project.ConfigError
	if errors.As(err, &config) {
		return a.configMistakes(at.dir, err)
	}
	items, more := problem.All(err)
	if len(items) == 1 && items[0].File == "" {
		return []mistake{{text: a.translated(&items[0], err.Error())}}, more
	}
	var files sources
	for i := range items {
		if item := &items[i]; item.File != "" {
			files.want(at.file(item), item.Line)
			if line, _, ok := quoteAt(item.Err()); ok {
				files.want(at.file(item), line)
			}
		}
	}
	for i := range items {
		m := a.mistake(&files, at, &items[i])
		if last := len(list) - 1; last >= 0 && len(m.missing) > 0 && len(list[last].missing) > 0 && list[last].file == m.file {
			list[last].missing = append(list[last].missing, m.missing...)
			list[last].text = a.columnsMissing(list[last].missing)
			continue
		}
		list = append(list, m)
	}
	return list, more
}

// columnsMissing says which columns a header lacks.
func (a *app) columnsMissing(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = input.Quote(name)
	}
	return a.say("columns "+andList(quoted)+" are missing", "必須の列「"+strings.Join(names, "」「")+"」がありません。")
}

// where says where the files of an error are.
type where struct {
	dir   string
	named *namedError
}

// file returns the file that an item is in, as it can be opened.
func (w where) file(item *problem.Item) string {
	if w.named != nil && w.named.name == item.File {
		return w.named.file
	}
	return filepath.Join(w.dir, filepath.FromSlash(item.File))
}

// namedError is an error about a file that it calls by another name.
type namedError struct {
	name, file string
	err        error
}

func (e *namedError) Error() string { return e.err.Error() }

func (e *namedError) Unwrap() error { return e.err }

// mistake returns what is shown of an item.
func (a *app) mistake(files *sources, at where, item *problem.Item) mistake {
	m := mistake{}
	if item.File == "" {
		m.text, m.cure = split(item.Text)
		if text, ok := inJapanese(item); ok && a.lang == "ja" {
			m.text, m.cure = text, ""
		}
		return m
	}
	m.file, m.line = at.file(item), item.Line
	m.text, m.cure = split(message(item))
	if text, ok := inJapanese(item); ok && a.lang == "ja" {
		m.text, m.cure = text, ""
	} else if len(item.Near) > 0 && m.cure == "" && !strings.Contains(m.text, "did you mean") && !strings.Contains(m.text, "near it") {
		m.cure = "near it: " + strings.Join(item.Near, ", ")
	}
	if s, ok := files.open(m.file); ok && m.line > 0 {
		s.mark(&m, item)
	}
	var header *sheets.HeaderError
	if errors.As(item.Err(), &header) && len(header.Unknown)+len(header.Repeated) == 0 && header.Hint == "" {
		m.missing = header.Missing
	}
	return m
}

// message returns the text of an item without its place.
func message(item *problem.Item) string {
	text := item.Err().Error()
	var number *dec.SyntaxError
	var unit *units.UnknownUnitError
	var of *sheets.CellError
	switch { // the mark shows the cell
	case item.Column == "":
	case errors.As(item.Err(), &number):
		return number.Error()
	case errors.As(item.Err(), &unit):
		return unit.Error()
	case errors.As(item.Err(), &of) && of.Want == "" && of.Err != nil:
		text = of.Err.Error()
	}
	text = strings.TrimPrefix(text, fmt.Sprintf("%s:%d: ", item.File, item.Line))
	text = strings.TrimPrefix(text, "header: ")
	text = strings.TrimSuffix(text, "; ExplainAbsence tells more")
	return strings.ReplaceAll(text, "\n", "; ")
}

// split divides a message into what is wrong and what to do.
func split(text string) (wrong, cure string) {
	for _, sep := range []string{": want ", "; want "} {
		if before, after, found := strings.Cut(text, sep); found {
			return before, "want " + after
		}
	}
	if before, after, found := strings.Cut(text, "; it has "); found {
		return before, "there is " + after
	}
	return text, ""
}

// translated returns the Japanese text of an item, if messages are in Japanese and there is one.
func (a *app) translated(item *problem.Item, english string) string {
	if text, ok := inJapanese(item); ok && a.lang == "ja" {
		return text
	}
	return english
}

// configMistakes returns the mistakes of a configuration.
func (a *app) configMistakes(dir string, err error) (list []mistake, more int) {
	parts := []error{err}
	var joined *ghg.JoinedError
	if errors.As(err, &joined) {
		parts, more = joined.First, joined.More
	}
	var files sources
	for _, part := range parts {
		var of *project.ConfigError
		if errors.As(part, &of) {
			files.want(filepath.Join(dir, of.File), of.Line)
		}
	}
	for _, part := range parts {
		var of *project.ConfigError
		if !errors.As(part, &of) {
			list = append(list, mistake{text: part.Error()})
			continue
		}
		m := mistake{file: filepath.Join(dir, of.File), line: of.Line, column: of.Column}
		m.text, m.cure = split(of.Err.Error())
		if of.Key != "" {
			m.text = of.Key + ": " + m.text
		}
		items, _ := problem.All(of.Err)
		if len(items) == 1 && a.lang == "ja" {
			if text, ok := inJapanese(&items[0]); ok {
				m.text, m.cure = text, ""
			}
		}
		if s, ok := files.open(m.file); ok && m.line > 0 {
			s.markToken(&m)
		}
		list = append(list, m)
	}
	return list, more
}

// forCommand gives the library's words for what would help the names that ghg.toml and the flags have.
var forCommand = strings.NewReplacer(
	"; ExplainAbsence tells more", "",
	"Policy.OlderYears ", "policy older_years = ", "Policy.NewerYears ", "policy newer_years = ",
	"Policy.MostOfPeriod", "policy most_of_period", "Policy.WiderRegion", "policy wider_region",
	"Policy.FuelProperties", "policy fuel_properties", "Policy.GridAverageAsResidual", "policy grid_average_as_residual",
	"Policy.LifeCycleAsGridAverage", "policy life_cycle_as_grid_average",
)

// show writes a mistake.
func (a *app) show(m *mistake) {
	m.text, m.cure = visible(forCommand.Replace(m.text)), visible(forCommand.Replace(m.cure))
	if m.file == "" {
		fmt.Fprintln(a.Err, "ghg:", m.text+a.cure(m.cure))
		return
	}
	place := m.file
	if m.line > 0 {
		place += fmt.Sprintf(":%d", m.line)
	}
	if m.column > 0 {
		place += fmt.Sprintf(":%d", m.column)
	}
	fmt.Fprintf(a.Err, "%s: %s\n", a.paint(bold, visible(place)), m.text)
	if m.source != "" {
		a.excerpt(a.Err, m)
	}
	if m.cure != "" {
		fmt.Fprintf(a.Err, "  %s\n", m.cure)
	}
}

// visible returns a text for people: what a terminal would obey, such as a colour or another direction of writing, is replaced, but
// for the ends of lines and tabs.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return visibleRune(r)
	}, text)
}

// people is the output of texts for people: see [visible].
func (a *app) people() io.Writer { return visibleWriter{a.Out} }

type visibleWriter struct{ to io.Writer }

// Write writes a text that ends where a character does.
func (w visibleWriter) Write(text []byte) (int, error) {
	if _, err := io.WriteString(w.to, visible(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}

func visibleRune(r rune) rune {
	const (
		embedding, override = '\u202a', '\u202e' // the first and the last that turn what follows around
		isolate, end        = '\u2066', '\u2069'
	)
	if unicode.IsControl(r) || embedding <= r && r <= override || isolate <= r && r <= end {
		return unicode.ReplacementChar
	}
	return r
}

// cure returns what to do, behind what is wrong.
func (a *app) cure(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

// Colours of a terminal.
const (
	bold = "\x1b[1m"
	red  = "\x1b[1;31m"
)

// paint colours a text on a terminal.
func (a *app) paint(colour, text string) string {
	if !a.Terminal || a.NoColor {
		return text
	}
	return colour + text + "\x1b[0m"
}

// excerpt writes the line, and the mark under it.
func (a *app) excerpt(w io.Writer, m *mistake) {
	line, from, length := window([]rune(m.source), m.from, m.length, a.Width)
	number := strconv.Itoa(m.line)
	fmt.Fprintf(w, "  %s | %s\n", number, string(line))
	if length == 0 {
		return
	}
	blank := strings.Repeat(" ", displayWidth(string(line[:from])))
	under := strings.Repeat("^", max(1, displayWidth(string(line[from:min(len(line), from+length)]))))
	fmt.Fprintf(w, "  %s | %s%s\n", strings.Repeat(" ", len(number)), blank, a.paint(red, under))
}

// window returns the part of a long line around the mark.
func window(line []rune, from, length, columns int) ([]rune, int, int) {
	for i, r := range line {
		if r == '\t' {
			line[i] = ' '
		} else {
			line[i] = visibleRune(r)
		}
	}
	if columns <= 0 {
		columns = 120
	}
	most := max(40, columns-12)
	if len(line) <= most {
		return line, from, length
	}
	start := max(0, min(from-most/3, len(line)-most))
	end := min(len(line), start+most)
	part := append([]rune{}, line[start:end]...)
	if start > 0 {
		part[0] = '…'
	}
	if end < len(line) {
		part[len(part)-1] = '…'
	}
	return part, max(0, from-start), max(1, min(length, end-from))
}

// quoteAt returns the place of a misplaced quotation mark.
func quoteAt(err error) (line, column int, ok bool) {
	var q *sheets.QuoteError
	if !errors.As(err, &q) {
		return 0, 0, false
	}
	return q.At, q.Column, true
}
