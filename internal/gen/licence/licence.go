// Package licence recognises the licences of the modules that are linked, by the whole text of their LICENSE files. A
// text that holds anything else, such as a further condition, is an error.
package licence

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// known is a licence by its SPDX identifier. In its text, NAME stands for whoever it protects.
type known struct{ id, text string }

var licences = []known{
	{"MIT", `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom
the Software is furnished to do so, subject to the following conditions:
The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`},
	{"BSD-3-Clause", bsd + endorsement + disclaimer("THE COPYRIGHT OWNER")},
	{"BSD-3-Clause", bsd + endorsement + disclaimer("THE COPYRIGHT HOLDER")},
	{"BSD-3-Clause", bsd + `The names of its contributors may not be used to endorse or promote products derived from this software
without specific prior written permission.` + disclaimer("THE COPYRIGHT HOLDER")},
	{"ISC", `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted, provided that the above copyright notice and this permission notice appear in all copies.
THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`},
	{"Apache-2.0", `Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on an "AS IS"
BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the specific language
governing permissions and limitations under the License.`},
	{"BSD-3-Clause", bsd + endorsement + strings.Replace(disclaimer("COPYRIGHT HOLDER"), " OR CONTRIBUTORS BE LIABLE", " BE LIABLE", 1)},
	{"BSD-3-Clause", bsd + `Neither the names of the authors nor the names of the contributors may be used to endorse or promote products
derived from this software without specific prior written permission.` + disclaimer("THE COPYRIGHT OWNER")},
	{"BSD-3-Clause", numbered.Replace(bsd+endorsement) + disclaimer("THE COPYRIGHT HOLDER")},
	{"BSD-3-Clause", bsd + strings.Replace(endorsement, "its contributors", "its authors and contributors", 1) + disclaimer("THE COPYRIGHT HOLDER")},
}

const bsd = `Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:
Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer
in the documentation and/or other materials provided with the distribution.
`

const endorsement = `Neither the name of NAME nor the names of its contributors may be used to endorse or promote products
derived from this software without specific prior written permission.`

// numbered numbers the conditions of a text.
var numbered = strings.NewReplacer("Redistributions of", "1. Redistributions of", "Redistributions in", "2. Redistributions in", "Neither", "3. Neither")

func disclaimer(owner string) string {
	return `
THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING,
BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT
SHALL ` + owner + ` OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR
PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR
TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
POSSIBILITY OF SUCH DAMAGE.`
}

// apache is the digest of the words of the Apache License, Version 2.0, as a whole.
const apache = "e87dea5078ce2faaea46d3475af18d30a5c0ac0f09425b60b3e0c6569f72f8d2"

// wholes are files that were read by eye, by the digest of their words, with the licences of what a program links of them. A
// file that changes must be read again.
var wholes = map[string][]string{
	apache: {"Apache-2.0"},
	// The same without its appendix, which tells how to apply it: github.com/santhosh-tekuri/jsonschema/v6.
	"37599287c15c2f2ec060c3c3b55bdf69e3bc7a8aeeb9cd57e18800088789538a": {"Apache-2.0"},
	// modernc.org/libc, LICENSE-3RD-PARTY.md: Go, musl libc and what is in it, go-netdb, nixpkgs.
	"cee66d3d58e1afb665455b6839cec5c686873b8d00a3ca3bcc6c199307971863": {"BSD-2-Clause", "BSD-3-Clause", "MIT"},
	// modernc.org/sqlite, LICENSE-3RD-PARTY.md: its section 1, of what is linked. Sections 2 to 4 are of tests, of modules that
	// are compiled into nothing, and of files outside any build.
	"59626dc5a6881113bd252e115d3eb730690023fd680456965c411ecd5b082093": {"BSD-3-Clause", "MIT", "public domain"},
	// modernc.org/sqlite, LICENSE-SQLITE.
	"93523447ecebd6250d44a2ecff14d6f39470ed27cf48e5e54d21a238afaa3996": {"public domain"},
	// github.com/parquet-go/parquet-go: the same with its notice, and that of the file of Apache Parquet from which
	// its metadata is generated, under the same licence.
	"ef06c28e2bcbb053d96960a3074a16fcbe985cf7411bfe29941823075e73e1dd": {"Apache-2.0"},
	// github.com/parquet-go/parquet-go, bloom/xxhash.
	"a296afd7452f692c2b03753f4d6015025fccde3c08658cd76992ab155e62a847": {"MIT"},
	// github.com/klauspost/compress: its own terms and those of snappy. Its gzhttp (Apache-2.0) and the commands of s2 (MIT) are
	// linked by nothing here.
	"ff93da6e29b4d9642c795dc562ddf43205fd4d1eebc1e42d1784f93c17725da0": {"BSD-3-Clause"},
	// github.com/twpayne/go-geom.
	"957c3854a3d72e069e7f5e48857ad9ab76135f14c70d60fa9ec6ef9a928d45dd": {"BSD-2-Clause"},
	// github.com/russross/blackfriday: its notice and the conditions of two clauses.
	"447eb0144c76ed0e6f04e3c1cf1ac9725d775190655bc0b180c829d54e7eeace": {"BSD-2-Clause"},
	// modernc.org/memory, LICENSE-LOGO: the address of its logo, which no program links.
	"ed524f6159618ddc4e3b2eab44cb6c458d818a5f5164f779731a97e3774d13d8": {},
}

// remarks are the texts between licences that grant and demand nothing: titles, and what a file says of its parts.
var remarks = []string{
	// github.com/shopspring/decimal
	"Based on https://github.com/oguzbilgic/fpd, which has the following license:",
	// go.yaml.in/yaml
	"This project is covered by two different licenses: MIT and Apache.",
	`The following files were ported to Go from C files of libyaml, and thus are still covered by their original MIT license,
with the additional copyright staring in 2011 when the project was ported over:
apic.go emitterc.go parserc.go readerc.go scannerc.go writerc.go yamlh.go yamlprivateh.go`,
	"All the remaining project files are covered by the Apache license:",
	// github.com/pelletier/go-toml, beside the title
	"go-toml v2",
	// of github.com/dustin, beside the title
	"<http://www.opensource.org/licenses/mit-license.php>",
	// titles, after the texts that hold them
	"The MIT License (MIT)", "MIT License", "BSD 3-Clause License", "ISC License", "Apache License", "All rights reserved.",
}

// Read returns the SPDX identifiers of the licences of a LICENSE file, in the order of the list above.
func Read(text string) ([]string, error) {
	rest := words(text)
	sum := sha256.Sum256([]byte(rest))
	if ids, ok := wholes[hex.EncodeToString(sum[:])]; ok {
		return slices.Clone(ids), nil
	}
	var ids []string
	for _, l := range licences {
		pattern := regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(words(l.text)), " name of name nor ", " name of .{1,60}? nor "))
		if pattern.MatchString(rest) {
			ids = append(ids, l.id)
			rest = pattern.ReplaceAllString(rest, "|")
		}
	}
	for _, remark := range remarks {
		rest = strings.ReplaceAll(rest, words(remark), "|")
	}
	if rest = strings.Trim(strings.ReplaceAll(rest, "|", " "), " "); rest != "" {
		return nil, fmt.Errorf("unknown terms %q", rest[:min(len(rest), 80)])
	}
	if len(ids) == 0 {
		return nil, errors.New("no licence: want MIT, BSD-3-Clause, ISC or Apache-2.0")
	}
	return ids, nil
}

var (
	notices    = regexp.MustCompile(`(?m)^\s*Copyright\b.*$`)
	separators = regexp.MustCompile(`[^a-z0-9]+`)
)

// words returns the words of a text in lower case, without the lines of copyright notices.
func words(text string) string {
	return strings.TrimSpace(separators.ReplaceAllString(strings.ToLower(notices.ReplaceAllString(text, "")), " "))
}
