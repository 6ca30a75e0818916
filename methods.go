package ghg

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/ghgkit/ghg/internal/input"
)

// data/methods.csv has one row for every result that a method of the module can have. It is generated from the methods'
// declarations, so that a result can be checked here, without the methods. No row of a released version is removed.
//
// data/renamed.csv has the names that methods had when receipts were of version 1.

//go:embed data/methods.csv
var methodsCSV string

//go:embed data/renamed.csv
var renamedCSV string

// declaredMethod is what the declaration of a method says about its results.
type declaredMethod struct {
	scope      Scope
	categories []Category
	origin     Origin
	primary    string // "always", "never", "by inputs", or "PCAF" and the worst score of primary data
	results    []declaredResult
}

// declaredResult is one of the results of a method.
type declaredResult struct {
	part       string // a "*" stands for a name of the activity
	accounting Accounting
	stage      Stage
	memo       MemoKind
}

type methodTable struct {
	methods map[Method]*declaredMethod
	renamed map[Method]Method // names of version 1 and what they are now
}

var declaredMethods = sync.OnceValues(loadMethods)

func loadMethods() (methodTable, error) {
	t := methodTable{methods: map[Method]*declaredMethod{}, renamed: map[Method]Method{}}
	rows, err := csv.NewReader(strings.NewReader(methodsCSV)).ReadAll()
	if err != nil {
		return t, fmt.Errorf("embedded methods: %w", err)
	}
	for _, row := range rows[1:] {
		if err := t.add(row); err != nil {
			return t, fmt.Errorf("embedded methods: %s: %w", row[0], err)
		}
	}
	names, err := csv.NewReader(strings.NewReader(renamedCSV)).ReadAll()
	if err != nil {
		return t, fmt.Errorf("embedded names of methods: %w", err)
	}
	for _, row := range names[1:] {
		t.renamed[Method(row[0])] = Method(row[1])
	}
	return t, nil
}

// add adds a row: method, scope, categories, origin, primary, part, accounting, stage, memo.
func (t methodTable) add(row []string) error {
	m := t.methods[Method(row[0])]
	if m == nil {
		m = &declaredMethod{primary: row[4]}
		t.methods[Method(row[0])] = m
	}
	m.categories = nil
	for number := range strings.FieldsSeq(row[2]) {
		n, err := strconv.Atoi(number)
		if err != nil {
			return err
		}
		m.categories = append(m.categories, Category(n))
	}
	r := declaredResult{part: row[5]}
	for _, of := range []struct {
		text string
		into interface{ UnmarshalText([]byte) error }
	}{{row[1], &m.scope}, {row[3], &m.origin}, {row[6], &r.accounting}, {row[7], &r.stage}, {row[8], &r.memo}} {
		if of.text != "" {
			if err := of.into.UnmarshalText([]byte(of.text)); err != nil {
				return err
			}
		}
	}
	m.results = append(m.results, r)
	return nil
}

// Reserved reports whether a name is for methods of the module: it begins with "scope" and a digit. A method of your own
// has another name.
func (m Method) Reserved() bool {
	rest, found := strings.CutPrefix(string(m), "scope")
	return found && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// checkMethod returns an error unless the method of the result, if it is one of the module's, can have such a result.
func (r *Result) checkMethod(version int) error {
	if !r.Method.Reserved() {
		return nil
	}
	t, err := declaredMethods()
	if err != nil {
		return err
	}
	name, early := r.Method, version == 1
	if now, renamed := t.renamed[name]; renamed {
		name, early = now, true
	}
	m := t.methods[name]
	refuse := func(what, has, want string) error {
		return tampered("result %q: %s %s is not that of %s: want %s", r.ID, what, has, string(r.Method), want)
	}
	switch {
	case m == nil:
		return tampered("result %q: %w", r.ID, &FieldError{
			Field: "method", Value: input.Shorten(string(r.Method)), Want: "a method of this version of the module, since its name begins with scope and a digit", Err: ErrUnknown,
		})
	case r.Scope != m.scope:
		return refuse("scope", r.Scope.String(), m.scope.String())
	case !slices.Contains(m.categories, r.Category) && (len(m.categories) > 0 || r.Category != 0):
		return refuse("category", strconv.Itoa(int(r.Category)), fmt.Sprintf("one of %v", m.categories))
	case r.Origin != m.origin:
		return refuse("origin", r.Origin.String(), m.origin.String())
	case (len(r.Claims) > 0 || len(r.Covers) > 0) && r.Accounting != MarketBased:
		return refuse("accounting", r.Accounting.String(), "market-based, since it has claims or covers")
	case !slices.ContainsFunc(m.results, func(d declaredResult) bool { return d.allows(r, early) }):
		return refuse("part, accounting, stage or memo item", r.identity(), "one of the results of the method")
	case !early && !m.allowsPrimary(r):
		return refuse("primary data", strconv.FormatBool(r.Primary)+" with the PCAF score "+strconv.Itoa(r.Quality.PCAF)+" and the outstanding amount "+strconv.Quote(r.Outstanding.String()), m.primary)
	}
	return nil
}

// identity returns what tells the results of an activity apart.
func (r *Result) identity() string {
	parts := []string{strconv.Quote(input.Shorten(r.Part))}
	if r.Accounting != 0 {
		parts = append(parts, r.Accounting.String())
	}
	if r.Stage != 0 {
		parts = append(parts, r.Stage.String())
	}
	if r.Memo.Kind != 0 {
		parts = append(parts, r.Memo.Kind.String())
	}
	return strings.Join(parts, ", ")
}

// allows reports whether a result is the declared one. An early result, of version 1, has no stage.
func (d declaredResult) allows(r *Result, early bool) bool {
	before, after, open := strings.Cut(d.part, "*")
	named := d.part == r.Part
	if open {
		named = len(r.Part) > len(before)+len(after) && strings.HasPrefix(r.Part, before) && strings.HasSuffix(r.Part, after)
	}
	return named && d.accounting == r.Accounting && (d.stage == r.Stage || early && r.Stage == 0) && d.allowsMemo(r)
}

// allowsMemo reports whether a result may be the memo item that it is, or count. Of a memo item, version 1 does not say
// which kind it is; and an inventory makes memo items of the estimates that a supplier's own figure replaced.
func (d declaredResult) allowsMemo(r *Result) bool {
	switch kind := r.Memo.Kind; {
	case kind == d.memo:
		return true
	case d.memo != 0:
		return kind == MemoOther
	default:
		return kind == MemoReplaced && r.Purchase.ID != "" && r.Origin == Calculated && !r.Primary
	}
}

// allowsPrimary reports whether a result may be from primary data, or not, and have its score of PCAF and outstanding
// amount.
func (m *declaredMethod) allowsPrimary(r *Result) bool {
	if score, financed := strings.CutPrefix(m.primary, "PCAF "); financed {
		worst, _ := strconv.Atoi(score) // the generated table has numbers
		return r.Quality.PCAF > 0 && r.Primary == (r.Quality.PCAF <= worst) && r.Outstanding.Given()
	}
	allowed := m.primary == "by inputs" || r.Primary == (m.primary == "always")
	return allowed && !r.Outstanding.Given()
}
