package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// finder collects the mutants of one file.
type finder struct {
	*source
	file  *token.File
	found []mutant
	in    string
}

// operators are the operators that take the place of others. Those that order have two: one moves the boundary.
var operators = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL, token.REM: token.MUL,
	token.SHL: token.SHR, token.SHR: token.SHL, token.AND: token.OR, token.OR: token.AND, token.AND_NOT: token.AND,
	token.LAND: token.LOR, token.LOR: token.LAND,
	token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN, token.MUL_ASSIGN: token.QUO_ASSIGN, token.QUO_ASSIGN: token.MUL_ASSIGN,
	token.INC: token.DEC, token.DEC: token.INC,
}

// partners are the functions, methods, fields and constants that are easily taken for each other. Those that do not fit
// do not compile.
var partners = both(map[string]string{
	"Add": "Sub", "Times": "Per", "TimesRate": "PerRate", "timesRate": "perRate", "Apply": "ApplyInverse", "Sum": "Less", "Mul": "Add",
	"Min": "Max", "min": "max", "Floor": "Ceil", "LessThan": "LessThanOrEqual", "GreaterThan": "GreaterThanOrEqual",
	"IsPositive": "IsNegative", "Before": "After", "AddYears": "AddDays", "Kg": "Tonnes",
	"HasPrefix": "HasSuffix", "TrimPrefix": "TrimSuffix", "CutPrefix": "CutSuffix", "Index": "LastIndex", "IndexByte": "LastIndexByte",
	"ToLower": "ToUpper", "Start": "End", "Num": "Den", "LocationBased": "MarketBased",
})

// both adds the way back of each pair, except where the way back is already another pair's way there.
func both(pairs map[string]string) map[string]string {
	all := map[string]string{}
	for a, b := range pairs {
		all[a] = b
	}
	for a, b := range pairs {
		if _, taken := pairs[b]; !taken {
			all[b] = a
		}
	}
	return all
}

// visit finds the mutants at a node. It reports whether to go on inside it.
func (f *finder) visit(n ast.Node, stack []ast.Node) bool {
	if len(stack) <= 2 {
		f.enter(n)
	}
	switch n := n.(type) {
	case *ast.ImportSpec, *ast.ArrayType, *ast.StructType, *ast.InterfaceType, *ast.FuncType:
		return false
	case ast.Stmt:
		f.statement(n)
	case *ast.BinaryExpr:
		f.operator(n.OpPos, n.Op)
	case *ast.UnaryExpr:
		if n.Op == token.NOT || n.Op == token.SUB {
			f.add(n.OpPos, n.X.Pos(), "", n.Op.String()+" dropped")
		}
	case *ast.CompositeLit:
		f.fields(n)
	case *ast.BasicLit:
		f.literal(n, stack)
	case *ast.Ident:
		f.ident(n)
	case *ast.CallExpr:
		f.drop(n, stack)
	}
	return true
}

// statement finds the mutants of a statement as a whole.
func (f *finder) statement(n ast.Stmt) {
	switch n := n.(type) {
	case *ast.IncDecStmt:
		f.operator(n.TokPos, n.Tok)
	case *ast.AssignStmt:
		f.operator(n.TokPos, n.Tok)
	case *ast.IfStmt:
		f.negate(n.Cond)
	case *ast.ForStmt:
		f.negate(n.Cond)
	case *ast.ReturnStmt:
		for _, e := range n.Results {
			f.negate(e)
		}
	case *ast.SwitchStmt:
		f.cases(n)
	case *ast.BlockStmt:
		f.removeEach(n.List)
	case *ast.CaseClause:
		f.removeEach(n.Body)
	case *ast.CommClause:
		f.removeEach(n.Body)
	}
}

// enter notes the declaration that the following nodes belong to.
func (f *finder) enter(n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		f.in = n.Name.Name
		if n.Recv != nil {
			f.in = receiver(n.Recv.List[0].Type) + "." + f.in
		}
	case *ast.ValueSpec:
		f.in = n.Names[0].Name
	case *ast.TypeSpec:
		f.in = n.Name.Name
	}
}

// receiver returns the name of a receiver's type without star and parameters.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "?"
}

// add records the mutant that replaces a piece of the file.
func (f *finder) add(from, to token.Pos, text, change string) {
	f.found = append(f.found, mutant{
		source: f.source, file: f.file.Name(), start: f.file.Offset(from), end: f.file.Offset(to), text: text, in: f.in, change: change,
	})
}

// code returns the source of a node.
func (f *finder) code(n ast.Node) string {
	return string(f.texts[f.file.Name()][f.file.Offset(n.Pos()):f.file.Offset(n.End())])
}

// operator swaps an operator for its partner.
func (f *finder) operator(at token.Pos, op token.Token) {
	if other, ok := operators[op]; ok {
		f.add(at, at+token.Pos(len(op.String())), other.String(), op.String()+" → "+other.String())
	}
}

// negate negates a condition, unless swapping or dropping its operator does so.
func (f *finder) negate(e ast.Expr) {
	if e == nil || !isBool(f.typeOf(e)) {
		return
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.EQL || e.Op == token.NEQ {
			return
		}
	case *ast.UnaryExpr:
		return
	case *ast.Ident:
		if e.Name == "true" || e.Name == "false" {
			return
		}
	}
	f.add(e.Pos(), e.End(), "!("+f.code(e)+")", "condition negated")
}

// typeOf returns the type of an expression, or the invalid type.
func (f *finder) typeOf(e ast.Expr) types.Type {
	if t := f.info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// cases negates the conditions of a switch without a tag, and changes the strings of one with a tag.
func (f *finder) cases(n *ast.SwitchStmt) {
	for _, clause := range n.Body.List {
		for _, e := range clause.(*ast.CaseClause).List {
			if n.Tag == nil {
				f.negate(e)
			} else if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING && !number.MatchString(lit.Value) {
				f.add(lit.End()-1, lit.End()-1, "~", lit.Value+" changed")
			}
		}
	}
}

// number matches the literal of a string that is a decimal number.
var number = regexp.MustCompile("^[\"`]-?[0-9]+(\\.[0-9]+)?[\"`]$")

// literal changes a number: an integer by 1, the last digit of a number in a string. Lengths and capacities that only
// reserve memory stay.
func (f *finder) literal(n *ast.BasicLit, stack []ast.Node) {
	if len(stack) > 0 && reserves(stack[len(stack)-1], n) {
		return
	}
	text := n.Value
	switch {
	case n.Kind == token.INT:
		i, ok := new(big.Int).SetString(text, 0)
		if !ok {
			return
		}
		text = i.Add(i, big.NewInt(1)).String()
	case n.Kind == token.FLOAT:
		text = "(" + text + " + 1)"
	case n.Kind == token.STRING && number.MatchString(text):
		last := len(text) - 2
		text = text[:last] + strconv.Itoa((int(text[last]-'0')+1)%10) + text[last+1:]
	default:
		return
	}
	f.add(n.Pos(), n.End(), text, n.Value+" → "+text)
}

// reserves reports whether an argument only says how much memory to reserve.
func reserves(parent ast.Node, n ast.Expr) bool {
	call, ok := parent.(*ast.CallExpr)
	if !ok {
		return false
	}
	name := called(call)
	i := slices.Index(call.Args, n)
	_, isMap := call.Args[0].(*ast.MapType)
	return name == "Grow" || name == "make" && (i == 2 || isMap)
}

// called returns the name of the function that is called, without package or receiver.
func called(call *ast.CallExpr) string {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// ident swaps a name for its partner and flips booleans.
func (f *finder) ident(n *ast.Ident) {
	used := f.info.Uses[n]
	if used == nil {
		return
	}
	if used == types.Universe.Lookup("true") || used == types.Universe.Lookup("false") {
		other := strconv.FormatBool(n.Name == "false")
		f.add(n.Pos(), n.End(), other, n.Name+" → "+other)
		return
	}
	if other, ok := partners[n.Name]; ok {
		f.add(n.Pos(), n.End(), other, n.Name+" → "+other)
	}
}

// fields drops a field of a struct literal. Plain strings stay: they are words for people.
func (f *finder) fields(n *ast.CompositeLit) {
	if _, ok := f.typeOf(n).Underlying().(*types.Struct); !ok {
		return
	}
	for i, e := range n.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok || types.Identical(types.Default(f.typeOf(pair.Value)), types.Typ[types.String]) {
			continue
		}
		from, to := pair.Pos(), pair.End()
		switch {
		case i < len(n.Elts)-1:
			to = n.Elts[i+1].Pos()
		case i > 0:
			from = n.Elts[i-1].End()
		default:
			from, to = n.Lbrace+1, n.Rbrace
		}
		f.add(from, to, "", "field "+f.code(pair.Key)+" dropped")
	}
}

// drop replaces a call by its receiver or first argument, if it is of the type of the result: a factor not applied, a
// copy not made, blanks not trimmed. Messages and capacities stay.
func (f *finder) drop(n *ast.CallExpr, stack []ast.Node) {
	result := f.typeOf(n)
	if f.info.Types[n.Fun].IsType() || slices.Contains([]string{"Sprintf", "Sprint", "Errorf", "Clip", "Grow", "min", "max"}, called(n)) {
		return
	}
	if s, ok := stack[len(stack)-1].(*ast.AssignStmt); ok && s.Tok == token.ASSIGN && called(n) == "append" {
		return // removing the statement is the same
	}
	if sel, ok := n.Fun.(*ast.SelectorExpr); ok && f.info.Types[sel.X].IsValue() && types.Identical(f.typeOf(sel.X), result) {
		f.add(n.Pos(), n.End(), f.code(sel.X), called(n)+" dropped")
		return
	}
	if len(n.Args) > 0 && types.Identical(f.typeOf(n.Args[0]), result) && called(n) != "" {
		f.add(n.Pos(), n.End(), f.code(n.Args[0]), called(n)+" dropped")
	}
}

// removeEach removes each statement of a block that can be left out: calls, assignments, jumps and returns.
func (f *finder) removeEach(list []ast.Stmt) {
	for _, stmt := range list {
		switch s := stmt.(type) {
		case *ast.ExprStmt, *ast.ReturnStmt:
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE || isBlank(s.Lhs) {
				continue
			}
		case *ast.BranchStmt:
			if s.Tok == token.GOTO || s.Tok == token.FALLTHROUGH {
				continue
			}
		default:
			continue
		}
		f.add(stmt.Pos(), stmt.End(), f.mention(stmt), "statement removed")
	}
}

// isBlank reports whether values are assigned to nothing.
func isBlank(list []ast.Expr) bool {
	return !slices.ContainsFunc(list, func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		return !ok || id.Name != "_"
	})
}

// mention returns a statement that does nothing but use the local variables of another, so that the rest compiles
// without it.
func (f *finder) mention(stmt ast.Stmt) string {
	var names []string
	ast.Inspect(stmt, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v, ok := f.info.Uses[id].(*types.Var)
		if !ok || v.IsField() || v.Pkg() == nil || v.Parent() == v.Pkg().Scope() {
			return true
		}
		if inside := stmt.Pos() <= v.Pos() && v.Pos() < stmt.End(); !inside && !slices.Contains(names, v.Name()) {
			names = append(names, v.Name())
		}
		return true
	})
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("%s = %s", strings.TrimSuffix(strings.Repeat("_, ", len(names)), ", "), strings.Join(names, ", "))
}
