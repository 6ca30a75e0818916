package main

// origin is the origin of a fuel's carbon; it decides the columns of its CO2 and CH4.
type origin int

const (
	fossil  origin = iota // CO2, CH4-combustion
	biomass               // CO2-biogenic, CH4-biogenic
	mixed                 // as fossil: of both origins, or of an origin that EPA does not state
)

func (o origin) co2() string {
	if o == biomass {
		return "CO2-biogenic"
	}
	return "CO2"
}

func (o origin) ch4() string {
	if o == biomass {
		return "CH4-biogenic"
	}
	return "CH4-combustion"
}

type fuel struct {
	activity string
	origin   origin
	caveat   string // "kind: detail"
}

// bothOrigins is the caveat of fuels whose CO2 EPA does not part.
const bothOrigins = "carbon-origin: EPA prints one CO2 factor for carbon of fossil and biogenic origin; all of it is counted"

// stationaryFuels are the items of table 1, in the spelling of every edition.
var stationaryFuels = map[string]fuel{
	"Anthracite Coal":                 {activity: "fuel/coal/anthracite"},
	"Anthracite":                      {activity: "fuel/coal/anthracite"},
	"Bituminous Coal":                 {activity: "fuel/coal/bituminous"},
	"Bituminous":                      {activity: "fuel/coal/bituminous"},
	"Sub-bituminous Coal":             {activity: "fuel/coal/sub-bituminous"},
	"Sub-bituminous":                  {activity: "fuel/coal/sub-bituminous"},
	"Lignite Coal":                    {activity: "fuel/coal/lignite"},
	"Lignite":                         {activity: "fuel/coal/lignite"},
	"Mixed (Commercial Sector)":       {activity: "fuel/coal/commercial"},
	"Mixed (Electric Power Sector)":   {activity: "fuel/coal/electricity-generation"},
	"Mixed (Industrial Coking)":       {activity: "fuel/coal/coking"},
	"Mixed (Industrial Sector)":       {activity: "fuel/coal/industrial"},
	"Coal Coke":                       {activity: "fuel/coal-coke"},
	"Municipal Solid Waste":           {"fuel/municipal-solid-waste", mixed, bothOrigins},
	"Petroleum Coke (Solid)":          {activity: "fuel/petroleum-coke"},
	"Plastics":                        {activity: "fuel/plastics"},
	"Tires":                           {"fuel/tires", mixed, bothOrigins},
	"Agricultural Byproducts":         {activity: "fuel/agricultural-byproducts", origin: biomass},
	"Peat":                            {"fuel/peat", biomass, "carbon-origin: EPA lists peat with biomass, so its CO2 is not counted; the IPCC 2006 Guidelines count it as fossil"},
	"Solid Byproducts":                {activity: "fuel/solid-byproducts", origin: biomass},
	"Wood and Wood Residuals":         {activity: "fuel/wood", origin: biomass},
	"Natural Gas":                     {activity: "fuel/natural-gas"},
	"Blast Furnace Gas":               {activity: "fuel/blast-furnace-gas"},
	"Coke Oven Gas":                   {activity: "fuel/coke-oven-gas"},
	"Fuel Gas":                        {activity: "fuel/fuel-gas"},
	"Propane Gas":                     {activity: "fuel/propane-gas"},
	"Landfill Gas":                    {activity: "fuel/landfill-gas", origin: biomass},
	"Other Biomass Gases":             {activity: "fuel/other-biomass-gases", origin: biomass},
	"Asphalt and Road Oil":            {activity: "fuel/asphalt-and-road-oil"},
	"Aviation Gasoline":               {activity: "fuel/aviation-gasoline"},
	"Butane":                          {activity: "fuel/butane"},
	"Butylene":                        {activity: "fuel/butylene"},
	"Crude Oil":                       {activity: "fuel/crude-oil"},
	"Distillate Fuel Oil No. 1":       {activity: "fuel/distillate-fuel-oil/no-1"},
	"Distillate Fuel Oil No. 2":       {activity: "fuel/distillate-fuel-oil/no-2"},
	"Distillate Fuel Oil No. 4":       {activity: "fuel/distillate-fuel-oil/no-4"},
	"Ethane":                          {activity: "fuel/ethane"},
	"Ethylene":                        {activity: "fuel/ethylene"},
	"Heavy Gas Oils":                  {activity: "fuel/heavy-gas-oils"},
	"Isobutane":                       {activity: "fuel/isobutane"},
	"Isobutylene":                     {activity: "fuel/isobutylene"},
	"Kerosene":                        {activity: "fuel/kerosene"},
	"Kerosene-Type Jet Fuel":          {activity: "fuel/jet-fuel"},
	"Liquefied Petroleum Gases (LPG)": {activity: "fuel/lpg"},
	"Lubricants":                      {activity: "fuel/lubricants"},
	"Motor Gasoline":                  {activity: "fuel/gasoline"},
	"Naphtha (<401 deg F)":            {activity: "fuel/naphtha"},
	"Natural Gasoline":                {activity: "fuel/natural-gasoline"},
	"Other Oil (>401 deg F)":          {activity: "fuel/other-oil"},
	"Pentanes Plus":                   {activity: "fuel/pentanes-plus"},
	"Petrochemical Feedstocks":        {activity: "fuel/petrochemical-feedstocks"},
	"Propane":                         {activity: "fuel/propane"},
	"Propylene":                       {activity: "fuel/propylene"},
	"Residual Fuel Oil No. 5":         {activity: "fuel/residual-fuel-oil/no-5"},
	"Residual Fuel Oil No. 6":         {activity: "fuel/residual-fuel-oil/no-6"},
	"Special Naphtha":                 {activity: "fuel/special-naphtha"},
	"Unfinished Oils":                 {activity: "fuel/unfinished-oils"},
	"Used Oil":                        {activity: "fuel/waste-oil"},
	"Biodiesel (100%)":                {activity: "fuel/biodiesel", origin: biomass},
	"Ethanol (100%)":                  {activity: "fuel/bioethanol", origin: biomass},
	"Rendered Animal Fat":             {activity: "fuel/rendered-animal-fat", origin: biomass},
	"Vegetable Oil":                   {activity: "fuel/vegetable-oil", origin: biomass},
	"North American Softwood":         {activity: "fuel/kraft-pulping-liquor/north-american-softwood", origin: biomass},
	"North American Hardwood":         {activity: "fuel/kraft-pulping-liquor/north-american-hardwood", origin: biomass},
	"Bagasse":                         {activity: "fuel/kraft-pulping-liquor/bagasse", origin: biomass},
	"Bamboo":                          {activity: "fuel/kraft-pulping-liquor/bamboo", origin: biomass},
	"Straw":                           {activity: "fuel/kraft-pulping-liquor/straw", origin: biomass},
}

// mobileFuels are the items of table 2: CO2 of fuels burned by vehicles, whose CH4 and N2O are in tables 3 to 5.
var mobileFuels = map[string]fuel{
	"Aviation Gasoline":               {activity: "fuel/aviation-gasoline/mobile"},
	"Biodiesel (100%)":                {activity: "fuel/biodiesel/mobile", origin: biomass},
	"Compressed Natural Gas (CNG)":    {activity: "fuel/cng/mobile"},
	"Diesel Fuel":                     {activity: "fuel/diesel/mobile"},
	"Ethanol (100%)":                  {activity: "fuel/bioethanol/mobile", origin: biomass},
	"Kerosene-Type Jet Fuel":          {activity: "fuel/jet-fuel/mobile"},
	"Liquefied Natural Gas (LNG)":     {activity: "fuel/lng/mobile"},
	"Liquefied Petroleum Gases (LPG)": {activity: "fuel/lpg/mobile"},
	"Motor Gasoline":                  {activity: "fuel/gasoline/mobile"},
	"Residual Fuel Oil":               {activity: "fuel/residual-fuel-oil/mobile"},
}

// vehicleFuels are the fuels of vehicles in tables 4 and 5.
var vehicleFuels = map[string]fuel{
	"Diesel":              {activity: "diesel"},
	"Diesel Equipment":    {activity: "diesel"},
	"Gasoline":            {activity: "gasoline"},
	"Gasoline (2 stroke)": {activity: "gasoline-2-stroke"},
	"Gasoline (4 stroke)": {activity: "gasoline-4-stroke"},
	"LPG":                 {activity: "lpg"},
	"CNG":                 {activity: "cng"},
	"LNG":                 {activity: "lng"},
	"Residual Fuel Oil":   {activity: "residual-fuel-oil"},
	"Jet Fuel":            {activity: "jet-fuel"},
	"Aviation Gasoline":   {activity: "aviation-gasoline"},
	"Methanol":            {activity: "methanol", origin: mixed},
	"Ethanol":             {activity: "bioethanol", origin: biomass},
	"Biodiesel":           {activity: "biodiesel", origin: biomass},
	// Off-road trucks have their own line in 2021 and are a kind of equipment from 2023; see offRoadTruck.
	"Gasoline Off-Road Trucks": {activity: "gasoline"},
	"Diesel Off-Road Trucks":   {activity: "diesel"},
}
