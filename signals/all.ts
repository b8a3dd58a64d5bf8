import { type AnyRule, asAnyRule } from './evaluate.ts';
import { fiiFlows } from './fii-flows.ts';
import { gsecYields } from './gsec-yields.ts';
import { indiaVix } from './india-vix.ts';
import { niftyFutures } from './nifty-futures.ts';
import { niftyRegression } from './nifty-regression.ts';
import { niftyValuation } from './nifty-valuation.ts';
import { usVix } from './us-vix.ts';

/** The signals in the order in which a committee reads them. A new signal is a file and a line here. */
export const SIGNAL_RULES: readonly AnyRule[] = [
  asAnyRule(usVix),
  asAnyRule(indiaVix),
  asAnyRule(niftyRegression),
  asAnyRule(niftyValuation),
  asAnyRule(gsecYields),
  asAnyRule(fiiFlows),
  asAnyRule(niftyFutures),
];
