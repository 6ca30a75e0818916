package page

import (
	"strings"
)

// token is a colour with its value in light and in dark.
type token struct{ name, light, dark string }

var tokens = []token{
	{"bg", "#fbfaf6", "#14171a"},
	{"ink", "#1b1e23", "#eceae4"},
	{"muted", "#5c6169", "#a3a7ad"},
	{"rule", "#dcd8cd", "#363b41"},
	{"tint", "#efece3", "#20252a"},
	{"s1", "#a66200", "#d9963a"},
	{"s2", "#2f78c4", "#5b9be0"},
	{"s3", "#0b4a4f", "#a5ded6"},
	{"on", "#ffffff", "#10151a"},
	{"up", "#b4532a", "#e39a72"},
	{"down", "#3d7f8f", "#7fb9c7"},
	{"ok", "#0a6b4f", "#63c9a4"},
	{"behind", "#a8321f", "#f0917c"},
	{"loc", "#8a8f98", "#8a9099"},
}

// colours returns the rules that set the tokens: light, dark where the reader asks for it, and light on paper.
func colours() string {
	var light, dark strings.Builder
	for _, t := range tokens {
		light.WriteString("--" + t.name + ":" + t.light + ";")
		dark.WriteString("--" + t.name + ":" + t.dark + ";")
	}
	return ":root{" + light.String() + "color-scheme:light dark}\n@media screen and (prefers-color-scheme:dark){:root{" + dark.String() + "}}\n"
}

// lit puts the light colours into the rules of the charts, for a picture that stands alone.
func lit(css string) string {
	for _, t := range tokens {
		css = strings.ReplaceAll(css, "var(--"+t.name+")", t.light)
	}
	return css
}
