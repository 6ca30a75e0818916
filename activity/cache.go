package activity

// cache holds values by key, up to a bound: the values of the last generation, and those of the one before it. What is
// asked for stays.
type cache[V any] struct {
	now, before map[string]V
}

// generation is the number of keys of a generation.
const generation = 10_000

func (c *cache[V]) get(key []byte) (V, bool) {
	if v, ok := c.now[string(key)]; ok {
		return v, true
	}
	v, ok := c.before[string(key)]
	if ok {
		c.put(key, v)
	}
	return v, ok
}

func (c *cache[V]) put(key []byte, v V) {
	if c.now == nil || len(c.now) >= generation {
		c.now, c.before = make(map[string]V), c.now
	}
	c.now[string(key)] = v
}
