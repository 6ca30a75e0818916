package ghg

// unsealedVersion1 is unsealed for version 1. With an error, it returns the version that the receipt names, if any. White space, the order of keys and the
// order of lists are free; any other departure from the canonical form of that version is refused. The result holds what
// that version held: its notes contain what version 2 has in fields, its memo item is of kind [MemoOther], and a term that
// refers to neither a step nor a factor is an input.
func unsealedVersion1(receipt string) (r Result, version int, err error) {
	in := &canonReader{s: receipt, free: true, out: make([]byte, 0, len(receipt)+1)}
	claimed := ""
	in.object(func(key string) {
		switch key {
		case "sha256":
			if claimed != "" {
				in.fail("the key \"sha256\" is repeated")
			}
			claimed = in.given()
			in.drop = true // the sum is that of the rest
		case "version":
			version = in.count()
		default:
			in.fieldVersion1(&r, key)
		}
	}, "co2e_kg", "emissions", "gwp", "id", "method", "non_kyoto_co2e_kg", "origin", "period", "scope", "steps", "version", "weights")
	if in.peek(); in.err == nil && in.i != len(receipt) {
		in.fail("text after the end")
	}
	if in.err == nil && version != 1 {
		in.fail("another version")
	}
	if in.err != nil {
		return Result{}, version, tampered("receipt: %w", in.err)
	}
	if sum := sumOf(append(in.out, '\n')); sum != claimed {
		return Result{}, version, tampered("receipt of %q: its SHA-256 is %s, but it claims %s", r.ID, sum, claimed)
	}
	return r, version, nil
}

// fieldVersion1 reads the value of a key of a result. The keys are part of the format.
func (in *canonReader) fieldVersion1(r *Result, key string) {
	switch key {
	case "accounting", "category", "co2e_kg", "entity", "gwp", "id", "method", "non_kyoto_co2e_kg", "origin", "part", "period", "primary",
		"quality", "scope", "site", "caveats", "emissions", "factors", "weights":
		in.field(r, key)
	case "apart":
		r.Memo = Memo{MemoOther, in.given()}
	case "facts":
		r.Notes = some(in, nil, (*canonReader).note)
	case "steps":
		r.Steps = items(in, nil, (*canonReader).stepVersion1)
	default:
		in.unknown(key)
	}
}

func (in *canonReader) stepVersion1(s *Step) {
	in.object(func(key string) {
		switch key {
		case "gas", "gwp", "label", "unit", "value":
			in.stepField(s, key)
		case "op":
			in.word((*opVersion1)(&s.Op))
		case "terms":
			s.Terms = items(in, &in.terms, (*canonReader).termVersion1)
		default:
			in.unknown(key)
		}
	}, "label", "op", "terms", "unit", "value")
	for i := range s.Terms {
		if t := &s.Terms[i]; t.Divides && s.Op == Sum {
			t.Divides, t.Subtracts = false, true
		}
	}
}

func (in *canonReader) termVersion1(t *Term) {
	t.Kind = TermInput
	in.object(func(key string) {
		switch key {
		case "factor":
			t.Kind, t.Ref = TermFactor, in.given()
		case "inverse":
			t.Divides = in.flag()
		case "label", "source", "step", "unit", "value":
			in.termField(t, key)
		default:
			in.unknown(key)
		}
	}, "label", "unit", "value")
	if t.Step != 0 && t.Kind == TermInput {
		t.Kind = TermStep
	}
}

// opVersion1 is an operation under its name in version 1.
type opVersion1 Op

func (o opVersion1) MarshalText() ([]byte, error) {
	switch Op(o) {
	case Min:
		return []byte("least"), nil
	case Max:
		return []byte("most"), nil
	}
	return Op(o).MarshalText()
}

func (o *opVersion1) UnmarshalText(text []byte) error {
	switch string(text) {
	case "least":
		*o = opVersion1(Min)
		return nil
	case "most":
		*o = opVersion1(Max)
		return nil
	case "min", "max":
		return refuseEnum("operation", string(text), "one of product, sum, least, most", nil)
	}
	return (*Op)(o).UnmarshalText(text)
}
