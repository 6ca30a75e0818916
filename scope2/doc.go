// Package scope2 calculates the indirect emissions of purchased electricity, steam, heat and cooling, by location and
// by market (GHG Protocol Scope 2 Guidance, 2015).
//
// The mistake it prevents is the one figure that is a mixture of both methods: every purchase gives two results, they
// are never added, and a total names its method. Green power is a rate that somebody states, never a factor that was
// forgotten; each step down in the order of the Guidance is a caveat on the result; what is left of a certificate
// reduces nothing.
package scope2
