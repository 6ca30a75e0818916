package main

// Example runs the program that README shows.
func Example() {
	main()
	// Output:
	// location-based: 41.09 t CO2e
	// market-based: 36.53 t CO2e
	// boiler: 22.8625 t CO2e in 2024 by scope 1 stationary combustion (AR5), from 125 MWh(HHV) fuel by desnz/fuel/natural-gas/GB/2024/kWh(HHV)
	// office: 16.564 t CO2e in 2024 by scope 2 electricity, location-based (AR5), from 80 MWh electricity by desnz/electricity/grid/GB/2024/kWh
	// office: 12 t CO2e in 2024 by scope 2 electricity, market-based (AR5), from 80 MWh electricity by supplied/electricity/supplier/stated-rate/GB/2024/kWh; 2 caveats
	// skip: 1.66506944 t CO2e in 2024 by scope 3 waste type specific (AR5), from 3.2 t waste by desnz/waste/commercial-and-industrial/landfill/GB/2024/t
}
