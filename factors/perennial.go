package factors

import (
	"slices"
	"strings"
)

// listed are the beginnings of those parts of an activity's name that tell only which entry of a supplier's list is
// meant: "menu-a" is the first menu that a supplier publishes for a year, "area-2" its second area.
var listed = []string{"menu-", "area-"}

// Perennial reports whether the name of an activity means the same in every year. The menus and areas of a supplier
// (…/supplier/NAME/menu-a, …/supplier-basic/NAME/area-2) do not: they are lettered and numbered anew for every list, and
// menu A of one year may be another product than menu A of the next. A policy does not take such a factor for another
// year.
func Perennial(activity string) bool {
	parts := strings.Split(activity, "/")
	supplier := slices.IndexFunc(parts, func(part string) bool { return part == "supplier" || part == "supplier-basic" })
	if supplier < 0 {
		return true
	}
	return !slices.ContainsFunc(parts[supplier+1:], func(part string) bool {
		return slices.ContainsFunc(listed, func(beginning string) bool { return strings.HasPrefix(part, beginning) })
	})
}
