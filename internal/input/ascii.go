package input

// ASCII reports whether all bytes of the texts are ASCII. It looks at many bytes at a time, at some of them twice.
func ASCII(texts ...string) bool {
	const high = 0x8080808080808080
	var bits uint64
	for _, text := range texts {
		switch n := len(text); {
		case n >= 8:
			last := Eight(text[n-8:])
			for ; len(text) > 8; text = text[8:] {
				bits |= Eight(text)
			}
			bits |= last
		case n >= 4:
			bits |= uint64(four(text) | four(text[n-4:]))
		case n > 0:
			bits |= uint64(text[0] | text[n/2] | text[n-1])
		}
	}
	return bits&high == 0
}

// Eight returns the first eight bytes of a text as a word.
func Eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// four returns the first four bytes of a text as a word.
func four(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// Plain reports whether a text, which is not empty, surely is UTF-8, without blanks at its ends and not too long. A text of
// which it does not say so may be all of that too.
func Plain(s string) bool {
	return s != "" && s[0] > ' ' && s[len(s)-1] > ' ' && len(s) <= MaxText && ASCII(s)
}
