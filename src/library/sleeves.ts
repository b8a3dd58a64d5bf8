/**
 * `trrm/sleeves`: rules-based factor indices of stocks, defined as data.
 *
 * @module trrm/sleeves
 */
export {
  buildSleeve,
  type BuildSleeveOptions,
  type BuiltSleeve,
  type SleeveDefinitionInput,
  type SleeveStock,
} from '../decision/stocks/build-sleeve.ts';
export { buildSleeves, type SleeveBuildRequest } from '../decision/stocks/build-sleeves.ts';
export { compareSleeves, type SleevesCompared } from '../sleeves/compare.ts';
export type { SleeveDefinition } from '../sleeves/definition.ts';
export { NINE_SLEEVES } from '../sleeves/definitions/nine-sleeves.ts';
export { type BuiltSleeves, type Factsheet, factsheetOf } from '../sleeves/factsheet.ts';
export { sleeveHoldings, type SleeveHoldings } from '../sleeves/holdings-on-day.ts';
export { lookThrough, type StockWeight } from '../sleeves/look-through.ts';
export type { SleeveHistory, SleeveHolding } from '../sleeves/sleeve-history.ts';
export { DEFAULT_SLEEVE_RULES, type SleeveRules } from '../sleeves/sleeve-rules.ts';
export { readSleeveStore, type SleeveStore, writeSleeveStore } from '../sleeves/sleeve-store.ts';
