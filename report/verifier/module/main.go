//go:build js && wasm

// Command module is the verifier as a WebAssembly module. It offers its functions as the object ghgModule, and runs until the
// page is left. Each takes bytes (Uint8Array) and texts and returns JSON, as package answer has it.
package main

import (
	"encoding/json"
	"fmt"
	"syscall/js"

	"github.com/ghgkit/ghg/report/verifier/internal/answer"
)

func main() {
	js.Global().Set("ghgModule", map[string]any{
		"verify": function(1, func(args []js.Value) any { return answer.Verify(bytesOf(args[0])) }),
		"inputs": function(1, func(args []js.Value) any { return answer.InputsOf(bytesOf(args[0])) }),
		"prove": function(3, func(args []js.Value) any {
			return answer.Prove(bytesOf(args[0]), bytesOf(args[1]), textOf(args[2]))
		}),
		"whatIf": function(1, func(args []js.Value) any { return answer.WhatIf(questionOf(args[0])) }),
	})
	select {}
}

// function returns a function for JavaScript that answers in JSON. Nothing that is passed ends the program.
func function(want int, f func(args []js.Value) any) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) (out any) {
		defer func() {
			if err := recover(); err != nil {
				out = text(answer.Receipt{Error: fmt.Sprint("not understood: ", err)})
			}
		}()
		if len(args) != want {
			return text(answer.Receipt{Error: fmt.Sprintf("%d arguments: want %d", len(args), want)})
		}
		return text(f(args))
	})
}

func text(a any) string {
	b, err := json.Marshal(a)
	if err != nil {
		return `{"ok":false,"error":"no answer"}`
	}
	return string(b)
}

// bytesOf returns the bytes of a Uint8Array or a text, or none.
func bytesOf(v js.Value) []byte {
	switch v.Type() {
	case js.TypeString:
		return []byte(v.String())
	case js.TypeObject:
		b := make([]byte, v.Length())
		js.CopyBytesToGo(b, v)
		return b
	default:
		return nil
	}
}

// textOf returns a text, or "" for anything else.
func textOf(v js.Value) string {
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

// questionOf reads the object of a question.
func questionOf(v js.Value) answer.Question {
	q := answer.Question{Marks: map[string]string{}}
	for i := range lengthOf(v.Get("receipts")) {
		q.Receipts = append(q.Receipts, bytesOf(v.Get("receipts").Index(i)))
	}
	for i := range lengthOf(v.Get("changes")) {
		c := v.Get("changes").Index(i)
		q.Changes = append(q.Changes, answer.Change{Receipt: c.Get("receipt").Int(), Input: c.Get("input").Int(), Value: textOf(c.Get("value")), Source: textOf(c.Get("source"))})
	}
	if totals := v.Get("totals"); totals.Truthy() {
		q.Totals = [2]string{textOf(totals.Get("location")), textOf(totals.Get("market"))}
	}
	if marks := v.Get("marks"); marks.Truthy() {
		ids := js.Global().Get("Object").Call("keys", marks)
		for i := range ids.Length() {
			q.Marks[ids.Index(i).String()] = textOf(marks.Get(ids.Index(i).String()))
		}
	}
	return q
}

func lengthOf(v js.Value) int {
	if !v.Truthy() {
		return 0
	}
	return v.Length()
}
