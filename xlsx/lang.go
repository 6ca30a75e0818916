package xlsx

// The languages.
const english, japanese = "en", "ja"
