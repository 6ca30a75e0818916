package bridge

import "github.com/ghgkit/ghg"

// pair is a line of A and one of B; −1 if there is none.
type pair struct{ a, b int }

// lineKey is what lines of one activity have in common.
type lineKey struct {
	entity, site, part string
	id                 string
	placeKey
	activityKey
}

// activityKey stands for the id of a line that has no counterpart with its id.
type activityKey struct {
	method ghg.Method
	stage  ghg.Stage
	about  string
	months int
}

// match pairs the lines of two inventories: by id and place, by id, then by activity. The pairs are in the order of the lines
// of B; those of A alone come last.
func match(a, b *book) []pair {
	of, taken := make([]int, len(b.lines)), make([]bool, len(a.lines))
	for i := range of {
		of[i] = -1
	}
	for _, key := range []func(*book, int) lineKey{keyOfPlace, keyOfID, keyOfActivity} {
		from := unique(a, key, func(i int) bool { return !taken[i] })
		to := unique(b, key, func(i int) bool { return of[i] < 0 })
		for k, j := range to {
			if i, is := from[k]; is && i >= 0 && j >= 0 {
				of[j], taken[i] = i, true
			}
		}
	}
	pairs := make([]pair, 0, len(b.lines))
	for j, i := range of {
		pairs = append(pairs, pair{i, j})
	}
	for i := range a.lines {
		if !taken[i] {
			pairs = append(pairs, pair{i, -1})
		}
	}
	return pairs
}

// unique returns the lines that are free by their keys, −1 for a key that several have.
func unique(b *book, key func(*book, int) lineKey, free func(int) bool) map[lineKey]int {
	list := map[lineKey]int{}
	for i := range b.lines {
		if !free(i) {
			continue
		}
		k := key(b, i)
		if _, twice := list[k]; twice {
			list[k] = -1
		} else {
			list[k] = i
		}
	}
	return list
}

func keyOfID(b *book, i int) lineKey {
	e := &b.lines[i]
	return lineKey{entity: e.entity, site: e.site, part: e.part, id: e.id}
}

func keyOfPlace(b *book, i int) lineKey {
	k, r := keyOfID(b, i), b.head(i)
	k.placeKey = placeKey{r.Scope, r.Category}
	return k
}

func keyOfActivity(b *book, i int) lineKey {
	k, r := keyOfPlace(b, i), b.head(i)
	k.id, k.activityKey = "", activityKey{r.Method, r.Stage, b.kinds[b.lines[i].kind].about, b.lines[i].months}
	return k
}
