import { callMonth } from '../../../regimes/model/call.ts';
import { callHistory } from '../../../regimes/model/history.ts';
import { historyRow } from '../../../regimes/model/history-row.ts';
import { haveSameEvaluations, relabelHistory } from '../../../regimes/model/relabel.ts';
import { day } from '../../../src/market/day.ts';
import { DEFAULT_RULE_BOOK, type RuleBook, signalsOf } from '../../../src/rulebook/rule-book.ts';
import { withRules } from '../../../src/rulebook/change.ts';
import { marketOf, smallMarket } from '../market.fixture.ts';

const market = marketOf(smallMarket(7));
const asOf = day('2022-12-30');
const BOOK = withRules(DEFAULT_RULE_BOOK, [
  { path: 'signals.us-vix.minObservations', value: 60 },
  { path: 'signals.india-vix.minObservations', value: 60 },
  { path: 'signals.nifty-valuation.minObservations', value: 60 },
  { path: 'signals.gsec-yields.minObservations', value: 60 },
]);
const called = callMonth(market, asOf, signalsOf(BOOK), BOOK.regimes);
const rows = (book: RuleBook, history = callHistory(market, asOf, signalsOf(book), book.regimes)) =>
  history.map((m) => historyRow(m, book.regimes));

describe('a history called again', () => {
  test.each([
    ['other thresholds', [{ path: 'regimes.enterBullish', value: 0.45 }]],
    [
      'other weights',
      [
        { path: 'signals.us-vix.weight', value: 0.6 },
        { path: 'signals.nifty-regression.weight', value: 0.05 },
      ],
    ],
    [
      'another vote threshold and quorum',
      [
        { path: 'regimes.quorum', value: 5 },
        { path: 'regimes.enterBearish', value: -0.35 },
      ],
    ],
  ])('under %s gives the calls of a new walk through the market', (_, settings) => {
    const book = withRules(BOOK, settings);
    expect(haveSameEvaluations(BOOK.signals, book.signals)).toBe(true);
    const relabelled = rows(book, relabelHistory(called.history, signalsOf(book), book.regimes));
    expect(relabelled).toEqual(rows(book));
    expect(relabelled.map((r) => r.regime)).not.toEqual(rows(BOOK).map((r) => r.regime));
  });

  test('is not enough where a signal measures or scores otherwise', () => {
    const book = withRules(BOOK, [{ path: 'signals.us-vix.halfRange', value: 0.3 }]);
    expect(haveSameEvaluations(BOOK.signals, book.signals)).toBe(false);
  });
});
