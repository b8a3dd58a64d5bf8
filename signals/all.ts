import { type AnySignalRule, eraseTypes } from './evaluate.ts';
import { fiiFlows } from './fii-flows.ts';
import { gsecYields } from './gsec-yields.ts';
import { indiaVix } from './india-vix.ts';
import { niftyFutures } from './nifty-futures.ts';
import { niftyRegression } from './nifty-regression.ts';
import { niftyValuation } from './nifty-valuation.ts';
import { usVix } from './us-vix.ts';

/** All signals, in reading order. To add one, write its file and list it here. */
export const SIGNAL_RULES: readonly AnySignalRule[] = [
  eraseTypes(usVix),
  eraseTypes(indiaVix),
  eraseTypes(niftyRegression),
  eraseTypes(niftyValuation),
  eraseTypes(gsecYields),
  eraseTypes(fiiFlows),
  eraseTypes(niftyFutures),
];
