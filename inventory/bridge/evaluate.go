package bridge

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// kinds is what all lines of one kind of A have in common with their counterparts of one kind of B.
type kinds struct {
	reason string // why they cannot be compared; "" if they can
	fixed  []player
	// Of lines with one amount: for each set of the fixed players, the derivation with their numbers of B, and its CO2e per
	// unit of the amount.
	amount  ghg.Input
	sign    int // of the amount in the derivations
	derived []ghg.Derivation
	slopes  []decimal.Decimal
}

// player is an input, or several, whose numbers change.
type player struct {
	term    Term
	changes []ghg.Counterpart
}

func (p *player) part(kg ghg.CO2e) Part {
	part := Part{Term: p.term, CO2e: kg}
	switch len(p.changes) {
	case 0:
		part.Reason = "of the whole entity"
	case 1:
		part.Input, part.From, part.To = p.changes[0].Input, p.changes[0].From, p.changes[0].To
	default:
		part.Reason = strconv.Itoa(len(p.changes)) + " inputs"
	}
	return part
}

// kindsOf returns what the kinds of two lines have in common.
func (c *comparison) kindsOf(from, to side) (*kinds, error) {
	key := [2]kindKey{{from.book, from.entry().kind}, {to.book, to.entry().kind}}
	if k, is := c.compared[key]; is {
		return k, nil
	}
	k := &kinds{}
	c.compared[key] = k
	d, list, reason, err := compare(*from.head(), *to.head())
	if err != nil || reason != "" {
		k.reason = reason
		return k, err
	}
	amounts := 0
	for _, in := range list {
		if in.Input.Kind == ghg.InputAmount {
			k.amount, k.sign, amounts = in.Input, in.From.Sign(), amounts+1
		} else if !in.From.Equal(in.To) {
			term, err := c.o.termOf(in.Input)
			if err != nil {
				return k, err
			}
			k.fixed = append(k.fixed, player{term, []ghg.Counterpart{in}})
		}
	}
	if amounts == 1 && len(k.fixed) < MostPermuted {
		return k, k.derive(d)
	}
	return k, nil
}

// compare matches the inputs of two results, or returns the reason for which they cannot be compared.
func compare(from, to ghg.Result) (d ghg.Derivation, list []ghg.Counterpart, reason string, err error) {
	if d, err = from.Derivation(); err != nil {
		return d, nil, "", err
	}
	e, err := to.Derivation()
	if err != nil {
		return d, nil, "", err
	}
	list, err = d.Counterparts(e)
	if err != nil {
		return d, nil, err.Error(), nil //nolint:nilerr // the reason is the error
	}
	return d, list, "", nil
}

func (o Options) termOf(in ghg.Input) (Term, error) {
	term := Term(0)
	if o.TermOf != nil {
		term = o.TermOf(in)
	}
	term = cmp.Or(term, TermOf(in))
	if err := terms.Check(term); err != nil {
		return term, err
	}
	if term == Reclassification || term == GWP || term > Activity {
		return term, &ghg.FieldError{Field: "term of " + in.String(), Value: term.String(), Want: "boundary, restatement, method or the term of a kind of input", Err: ghg.ErrMixed}
	}
	return term, nil
}

// derive makes the derivation for each set of the other inputs that changed, and differentiates it by the amount.
func (k *kinds) derive(d ghg.Derivation) error {
	sets := 1 << len(k.fixed)
	derived, list := make([]ghg.Derivation, sets), make([]decimal.Decimal, sets)
	for set := range derived {
		r, err := d.With(changes(k.fixed, uint(set))...) //nolint:gosec // at most 2^MostPermuted
		if err != nil {
			return nil //nolint:nilerr // such lines are compared one by one, and say why they cannot be
		}
		if derived[set], err = r.Derivation(); err != nil {
			return err
		}
		slopes, err := derived[set].Sensitivity()
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(slopes, func(s ghg.Slope) bool { return s.Input == k.amount }); i >= 0 {
			list[set] = slopes[i].CO2e
		}
	}
	k.derived, k.slopes = derived, list
	return nil
}

// changes returns those of a set of players.
func changes(players []player, set uint) []ghg.Change {
	var list []ghg.Change
	for i := range players {
		if set&(1<<i) == 0 {
			continue
		}
		for _, c := range players[i].changes {
			list = append(list, ghg.Change{Input: c.Input, Value: c.To, Source: source})
		}
	}
	return list
}

// evaluation computes the CO2e of one line for any set of changed inputs.
type evaluation struct {
	players []player
	of      func(set uint) (decimal.Decimal, error)
	to      decimal.Decimal // of all
	amounts uint            // the players that hold amounts
}

// evaluation returns that of a line: from the slopes of its kind, or from its derivation.
func (c *comparison) evaluation(k *kinds, from, to side) (*evaluation, error) {
	if k.shared(from.entry(), to.entry()) {
		return k.evaluation(c, from.entry(), to.entry())
	}
	d, list, reason, err := compare(c.result(from), c.result(to))
	if err != nil {
		return nil, err
	}
	if reason != "" {
		return nil, &ghg.FieldError{Field: "steps", Value: reason, Want: "those of A", Err: ghg.ErrOtherDerivation}
	}
	e := &evaluation{to: to.entry().co2e.Kg()}
	for _, in := range list {
		if in.From.Equal(in.To) {
			continue
		}
		term, err := c.o.termOf(in.Input)
		if err != nil {
			return nil, err
		}
		e.players = append(e.players, player{term, []ghg.Counterpart{in}})
	}
	players := e.players
	e.of = func(set uint) (decimal.Decimal, error) {
		r, err := d.With(changes(players, set)...)
		return r.CO2e.Kg(), err
	}
	return e, nil
}

// shared reports whether a line is computed from the derivations of its kind.
func (k *kinds) shared(a, b *entry) bool {
	return k.derived != nil && a.single && b.single && (a.amount.Sign() == k.sign && b.amount.Sign() == k.sign || k.proportional(a, b))
}

// proportional reports whether the CO2e of a line is the slope of its kind × its amount, in A and in B.
func (k *kinds) proportional(a, b *entry) bool {
	return k.slopes[0].Mul(a.amount).Equal(a.co2e.Kg()) && k.slopes[len(k.slopes)-1].Mul(b.amount).Equal(b.co2e.Kg())
}

// evaluation computes the CO2e of a line with one amount, which is the last player if it changed.
func (k *kinds) evaluation(c *comparison, a, b *entry) (*evaluation, error) {
	e := &evaluation{players: slices.Clone(k.fixed), to: b.co2e.Kg()}
	if !a.amount.Equal(b.amount) {
		term, err := c.o.termOf(k.amount)
		if err != nil {
			return nil, err
		}
		e.players = append(e.players, player{term, []ghg.Counterpart{{Input: k.amount, From: a.amount, To: b.amount}}})
	}
	proportional, fixed := k.proportional(a, b), uint(len(k.slopes)-1)
	e.of = func(set uint) (decimal.Decimal, error) {
		amount := a.amount
		if set&^fixed != 0 {
			amount = b.amount
		}
		if proportional {
			return dec.Mul(k.slopes[set&fixed], amount)
		}
		r, err := k.derived[set&fixed].With(ghg.Change{Input: k.amount, Value: amount, Source: source})
		return r.CO2e.Kg(), err
	}
	return e, nil
}

// source is where the numbers of a changed line come from.
const source = "the other inventory"

// group puts the players in the order of their terms, and those of one kind of input together if they are too many or if
// the amounts hold a share that changed, which adds a player for them if no amount changed.
func (e *evaluation) group(shared bool) {
	original, value := slices.Clone(e.players), e.of
	var players []player
	var sets []uint // of each player, those of the original ones
	at := map[ghg.InputKind]int{}
	for i, p := range original {
		kind := p.changes[0].Input.Kind
		together := len(original) > MostPermuted || shared && kind == ghg.InputAmount
		if j, is := at[kind]; is && together {
			players[j].changes, sets[j] = append(players[j].changes, p.changes...), sets[j]|1<<i
			continue
		}
		at[kind] = len(players)
		players, sets = append(players, player{p.term, slices.Clone(p.changes)}), append(sets, 1<<i)
	}
	if _, is := at[ghg.InputAmount]; shared && !is {
		players, sets = append(players, player{term: Activity}), append(sets, 0)
	}
	order := make([]int, len(players))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(players[i].term, players[j].term) })
	e.players = make([]player, 0, len(players))
	for n, i := range order {
		e.players = append(e.players, players[i])
		if len(players[i].changes) == 0 || players[i].changes[0].Input.Kind == ghg.InputAmount {
			e.amounts |= 1 << n
		}
	}
	e.of = func(set uint) (decimal.Decimal, error) {
		var all uint
		for n, i := range order {
			if set&(1<<n) != 0 {
				all |= sets[i]
			}
		}
		return value(all)
	}
}

// effects returns what each player changes; they sum to rest.
func (e *evaluation) effects(s Shares, rest ghg.CO2e) ([]ghg.CO2e, error) {
	n := len(e.players)
	if n == 1 {
		return []ghg.CO2e{rest}, nil
	}
	all := uint(1)<<n - 1
	values, err := shapley(n, func(set uint) (decimal.Decimal, error) {
		value, err := e.of(set)
		if err != nil {
			return value, err
		}
		if set == all && !value.Equal(e.to) {
			return value, &ghg.FieldError{Field: "CO2e of A with the inputs of B", Value: dec.Text(value), Want: dec.Text(e.to) + " kg", Err: ghg.ErrOtherDerivation}
		}
		return s.scaled(value, bits.OnesCount(set&e.amounts) > 0)
	})
	if err != nil {
		return nil, err
	}
	list, last := make([]ghg.CO2e, n), rest
	for i, kg := range values[:n-1] {
		if list[i], err = ghg.KgCO2e(kg); err != nil {
			return nil, err
		}
		last = last.Sub(list[i])
	}
	list[n-1] = last
	return list, nil
}

// scaled converts the emissions of a line to the mean share, if the share changed: an amount holds the share of its inventory.
func (s Shares) scaled(kg decimal.Decimal, after bool) (decimal.Decimal, error) {
	if s.From.IsZero() {
		return kg, nil
	}
	share := s.From
	if after {
		share = s.To
	}
	return dec.Quo(kg.Mul(s.From.Add(s.To)), share.Mul(two))
}

// fetch keeps the results of the lines that cannot be computed from their kinds.
func (c *comparison) fetch(pairs []pair) error {
	c.full = [2]map[int]ghg.Result{{}, {}}
	for _, p := range pairs {
		from, to := c.sides(p)
		if from.book == nil || to.book == nil {
			continue
		}
		if _, restated := c.restated(p); restated && from.book != c.corrected.book || from.head().Method != to.head().Method || from.head().Origin != ghg.Calculated {
			continue
		}
		k, err := c.kindsOf(from, to)
		if err != nil {
			return err
		}
		if k.reason == "" && !k.shared(from.entry(), to.entry()) {
			c.want(from)
			c.want(to)
		}
	}
	for n, b := range []*book{c.a, c.b} {
		if len(c.full[n]) == 0 {
			continue
		}
		i := 0
		b.each(func(r *ghg.Result) {
			if _, wanted := c.full[n][i]; wanted {
				c.full[n][i] = r.Clone()
			}
			i++
		})
	}
	return nil
}

// want asks for a line with its steps.
func (c *comparison) want(s side) {
	switch s.book {
	case c.a:
		c.full[0][s.i] = ghg.Result{}
	case c.b:
		c.full[1][s.i] = ghg.Result{}
	}
}

// result returns a line with its steps.
func (c *comparison) result(s side) ghg.Result {
	switch s.book {
	case c.a:
		return c.full[0][s.i]
	case c.b:
		return c.full[1][s.i]
	case c.old.book:
		return c.old.full[s.i]
	}
	return c.corrected.full[s.i]
}
