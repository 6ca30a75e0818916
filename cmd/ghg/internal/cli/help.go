package cli

import "github.com/spf13/cobra"

// topics returns the help topics that are not commands.
func (a *app) topics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "project", Short: "The files of a project folder", Long: projectHelp},
		{Use: "statuses", Short: "The exit statuses of all commands", Long: statusesHelp},
	}
}

const statusesHelp = `Exit statuses of all commands:

  0    the command did what it was asked to do
  1    an input, a file or a calculation is refused; standard error says which, where, and what to do
  2    the command line is wrong: an unknown command or flag, or a wrong number of arguments
  3    a ledger was calculated, and some of its lines were refused
  4    a receipt, a proof or a seal does not hold
  130  the command was interrupted, or asked to end (SIGTERM)

A total that is withheld because a scope is missing is not an error: the status is 0, and the output says what is missing.`

const projectHelp = `A project is a folder: one organisation in one reporting year. "ghg init DIR" writes one.

  ghg.toml              the organisation, its period, its factors and what may be relaxed
  activities/           the sheets: every file of it has a method, or the project is refused
  factors/*.csv         own factors, in the columns of the embedded sets (optional)
  instruments.csv       contractual instruments, each with the purchase it covers (optional)
  targets.csv           targets (optional), and history.csv the years already reported
  published.csv         the figures that were published, of this year and earlier ones, for reports (optional)
  factors.lock          the factors of an earlier run, written by "ghg factors lock" (optional): if it is there, a run uses
                        its factors and no others

Sheets

  METHOD.csv, METHOD.anything.csv   a CSV file in UTF-8, such as scope1.stationary-combustion.boilers.csv
  anything.xlsx                     a workbook: every sheet is named by its method without the scope, "electricity", with or
                                    without a blank and anything behind it
  anything.json, anything.jsonl     activities with their method in "method", for methods that have no sheet

"ghg methods" lists the methods, and "ghg template METHOD" writes a sheet. A [[sheets]] entry names the method of any other
file. Files whose names begin with a point or with ~$ are not read. Sheets are calculated in the order of their names.

Keys of ghg.toml. A key that is not among these is an error.

  name        the organisation
  approach    "operational control", "financial control" or "equity share"
  period      "2024", "2023-04-01..2024-03-31" or "2023-04-01/2024-04-01", with or without a label: "2024 FY2024"
  gwp         the set of global warming potentials: "SAR", "TAR", "AR4", "AR5", "AR5-UNFCCC" or "AR6"
  factors     the factor sets, ranked: ["own", "desnz-2024"]; "own" stands for the files of factors/, in order of name
  rates       "worldbank": exchange rates and price indices for spend (optional)
  names       "common": common names of activities are taken too, such as petrol for gasoline (optional)
  entities    the names that the column "entity" may hold (optional; without it, any)
  [years]     the reporting years of entities whose year is another: "Example KK" = "2023-04-01..2024-03-31"
  [category3_by]     lines of category 3 that count by one method of scope 2: "line id" = "market-based"
  [policy]    what may be relaxed where there is no exact factor: most_of_period, older_years, newer_years, wider_region,
              fuel_properties, grid_average_as_residual, life_cycle_as_grid_average; and [[policy.exceptions]] with
              activity, region or set, and a policy of their own
  [[sheets]]         file (a pattern below activities, or "book.xlsx!Sheet"), and method with encoding ("utf-8" or
                     "shift_jis"), or skip with the reason for leaving the file out
  [[exclusions]]     scope ("scope 3"), category, entity, what, reason, estimate ("12 t CO2e") with method, likelihood,
                     approved, id
  [[not_applicable]] category and reason
  [upstream]  rules = "desnz": category 3 is derived from the fuel and the energy of scopes 1 and 2
  [targets]   year: the year of targets.csv that the period is
  [report]    for "ghg report": base, the label of the base year; [report.stated], what the organisation states in words;
              [report.revenue]: used, other, statement, unit, source and approach; [[report.per]], other things that emissions
              are divided by: name, unit, value, source, approach. Numbers are texts: used = "3477.3".
              What is stated beside the emissions: [[report.energy]] line, source, mwh, document; [[report.production]]
              renewable, mwh, document; [[report.credits]] co2e, kind, standard, eu, adjusted, planned, source;
              [report.verified] and [report.cloud] ids, source: the lines with verified inputs, and those of category 1 for
              cloud services; [[report.sites]] name, latitude, longitude, source; [[report.figures]], targets for other
              figures: kind, name, metric, unit, base_year, base, year, target, reported_year, reported (or withheld), source.
              A list that is left out is not stated; an empty one, credits = [], states that there are none

Targets

  targets.csv   one line per milestone: name, covers ("1+2", "1+2+3.1+3.11"), accounting ("market-based"; empty if scope 2 is
                not covered), base_year, base ("327 kt CO2e"), year, reduction (a share: 0.5 for half)
  history.csv   one line per target and reported year: name, year, emissions, source (optional)

Published figures

  published.csv   one line per figure: period ("2022-04-01/2023-04-01 FY2022"), covers ("1", "2", "3", "3.11" or "total"),
                  accounting (of scope 2 and of the total), emissions ("54 kt CO2e"), text (as printed: "54"), source;
                  of a figure that was published otherwise before: restated_from ("52 kt CO2e") and restated_why`
