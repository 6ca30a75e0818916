// Package apitest calls every exported function and method of the public packages with zero values, nil and extreme
// numbers. None may panic or take long, but for Must functions, and for a nil receiver of a method of plain data, such as a
// Factor or an error. Its test fails if a function or a type is missing in its registry.
package apitest
