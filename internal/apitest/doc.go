// Package apitest calls every exported function and method of the public packages with zero values, nil and extreme
// numbers, and requires that none panics or takes long. Its test fails if a function or a type is missing in its
// registry.
package apitest
