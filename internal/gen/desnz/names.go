package main

// fuelNames are the sheets "Fuels" and "WTT- fuels".
var fuelNames = map[string]string{
	"Butane":                               "butane",
	"CNG":                                  "cng",
	"LNG":                                  "lng",
	"LPG":                                  "lpg",
	"Natural gas":                          "natural-gas",
	"Natural gas (100% mineral blend)":     "natural-gas/mineral",
	"Other petroleum gas":                  "other-petroleum-gas",
	"Propane":                              "propane",
	"Aviation spirit":                      "aviation-gasoline",
	"Aviation turbine fuel":                "jet-fuel",
	"Burning oil":                          "burning-oil",
	"Diesel (average biofuel blend)":       "diesel/average-biofuel-blend",
	"Diesel (100% mineral diesel)":         "diesel/mineral",
	"Fuel oil":                             "fuel-oil",
	"Gas oil":                              "gas-oil",
	"Lubricants":                           "lubricants",
	"Naphtha":                              "naphtha",
	"Petrol (average biofuel blend)":       "gasoline/average-biofuel-blend",
	"Petrol (100% mineral petrol)":         "gasoline/mineral",
	"Processed fuel oils - residual oil":   "processed-fuel-oil/residual",
	"Processed fuel oils - distillate oil": "processed-fuel-oil/distillate",
	"Refinery miscellaneous":               "refinery-miscellaneous",
	"Waste oils":                           "waste-oil",
	"Marine gas oil":                       "marine-gas-oil",
	"Marine fuel oil":                      "marine-fuel-oil",
	"Coal (industrial)":                    "coal/industrial",
	"Coal (electricity generation)":        "coal/electricity-generation",
	"Coal (electricity generation - home produced coal only)": "coal/electricity-generation-home-produced",
	"Coal (domestic)": "coal/domestic",
	"Coking coal":     "coal/coking",
	"Petroleum coke":  "petroleum-coke",
}

// biofuelNames are the sheets "Bioenergy", "WTT- bioenergy" and "Outside of scopes".
var biofuelNames = map[string]string{
	"Bioethanol":                           "bioethanol",
	"Biodiesel ME":                         "biodiesel",
	"Biomethane (compressed)":              "biomethane/compressed",
	"Biomethane (liquified)":               "biomethane/liquefied",
	"Biodiesel ME (from used cooking oil)": "biodiesel/used-cooking-oil",
	"Biodiesel ME (from tallow)":           "biodiesel/tallow",
	"Biodiesel ME (from Tallow)":           "biodiesel/tallow",
	"Biodiesel HVO":                        "biodiesel/hvo",
	"Off road biodiesel":                   "biodiesel/off-road",
	"Biopropane":                           "biopropane",
	"Development diesel":                   "development-diesel",
	"Development petrol":                   "development-gasoline",
	"Bio Petrol":                           "bio-gasoline",
	"Renewable petrol":                     "renewable-gasoline",
	"Methanol (bio)":                       "biomethanol",
	"Avtur (renewable)":                    "jet-fuel/renewable",
	"Wood logs":                            "wood-logs",
	"Wood chips":                           "wood-chips",
	"Wood pellets":                         "wood-pellets",
	"Grass/straw":                          "grass-straw",
	"Biogas":                               "biogas",
	"Landfill gas":                         "landfill-gas",
}

// propertyNames are the fuels of the sheet "Fuel properties" whose spelling differs from the other sheets.
var propertyNames = map[string]string{
	"Aviation Spirit": "aviation-gasoline", "Aviation Turbine Fuel": "jet-fuel", "Burning Oil": "burning-oil",
	"Coking Coal": "coal/coking", "Fuel Oil": "fuel-oil", "Gas Oil": "gas-oil", "Natural Gas": "natural-gas",
	"Natural Gas (100% mineral blend)": "natural-gas/mineral", "Biodiesel (ME)": "biodiesel",
	"Biodiesel (BtL or HVO)": "biodiesel/hvo", "BioETBE": "bio-etbe", "Biomethane": "biomethane",
	"Grasses/Straw": "grass-straw", "Landfill Gas": "landfill-gas", "Wood Chips": "wood-chips", "Wood Logs": "wood-logs",
	"Wood Pellets": "wood-pellets", "Methane (CH4)": "methane",
}

var heatNames = map[string]string{"Onsite heat and steam": "onsite", "District heat and steam": "district"}

var homeworking = map[string]string{
	"Office Equipment": "office-equipment", "Heating": "heating", "Homeworking (office equipment + heating)": "total",
}

// countries of hotel stays, ISO 3166-1.
var countries = map[string]string{
	"UK": "GB", "UK (London)": "GB", "Australia": "AU", "Belgium": "BE", "Brazil": "BR", "Canada": "CA", "Chile": "CL",
	"China": "CN", "Colombia": "CO", "Costa Rica": "CR", "Egypt": "EG", "France": "FR", "Germany": "DE",
	"Hong Kong, China": "HK", "India": "IN", "Indonesia": "ID", "Italy": "IT", "Japan": "JP", "Jordan": "JO",
	"Korea": "KR", "Malaysia": "MY", "Maldives": "MV", "Mexico": "MX", "Netherlands": "NL", "Oman": "OM",
	"Philippines": "PH", "Portugal": "PT", "Qatar": "QA", "Russian Federation": "RU", "Saudi Arabia": "SA",
	"Singapore": "SG", "South Africa": "ZA", "Spain": "ES", "Switzerland": "CH", "Thailand": "TH", "Turkey": "TR",
	"United Arab Emirates": "AE", "United States": "US", "Vietnam": "VN",
}

// origins of materials and treatments of waste are columns of their sheets.
var (
	origins    = map[string]string{"Primary material production": "primary", "Re-used": "reused", "Closed-loop source": "closed-loop"}
	treatments = map[string]string{
		"Open-loop": "recycling-open-loop", "Closed-loop": "recycling-closed-loop", "Landfill": "landfill",
		"Combustion": "incineration", "Composting": "composting", "Anaerobic digestion": "anaerobic-digestion",
		"Incineration with Energy Recovery": "incineration-energy-recovery",
	}
)

// materialNames are the materials whose name is not the publisher's word, by sheet section where needed.
var materialNames = map[string]string{
	"Construction/Metals":                            "construction-metals",
	"Construction/Wood":                              "construction-wood",
	"Electrical items - fridges and freezers":        "fridges-and-freezers",
	"Electrical items - large":                       "large-electrical-items",
	"Electrical items - IT":                          "it-equipment",
	"Electrical items - small":                       "small-electrical-items",
	"WEEE - fridges and freezers":                    "fridges-and-freezers",
	"WEEE - large":                                   "large-electrical-items",
	"WEEE - mixed":                                   "mixed-electrical-items",
	"WEEE - small":                                   "small-electrical-items",
	"Metal: aluminium cans and foil (excl. forming)": "aluminum-cans-and-foil", //nolint:misspell // names are in American spelling
	"Tyres":                                      "tires",
	"Metal: mixed cans":                          "mixed-cans",
	"Metal: scrap metal":                         "scrap-metal",
	"Metal: steel cans":                          "steel-cans",
	"Plastics: average plastics":                 "average-plastics",
	"Plastics: average plastic film":             "average-plastic-film",
	"Plastics: average plastic rigid":            "average-plastic-rigid",
	"Plastics: HDPE (incl. forming)":             "hdpe",
	"Plastics: LDPE and LLDPE (incl. forming)":   "ldpe-and-lldpe",
	"Plastics: PET (incl. forming)":              "pet",
	"Plastics: PP (incl. forming)":               "pp",
	"Plastics: PS (incl. forming)":               "ps",
	"Plastics: PVC (incl. forming)":              "pvc",
	"Paper and board: board":                     "board",
	"Paper and board: mixed":                     "mixed-paper-and-board",
	"Paper and board: paper":                     "paper",
	"Household residual waste":                   "household-residual",
	"Organic: food and drink waste":              "food-and-drink",
	"Organic: garden waste":                      "garden",
	"Organic: mixed food and garden waste":       "mixed-food-and-garden",
	"Commercial and industrial waste":            "commercial-and-industrial",
	"Compost derived from garden waste":          "compost/garden",
	"Compost derived from food and garden waste": "compost/food-and-garden",
}
