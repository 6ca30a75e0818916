//go:build !race

package ghg_test

import "time"

const timeAllowed = 2 * time.Second
