import { advanceRiskModel, newRiskModel, riskModelWorkspace } from '../../../src/risk/model.ts';
import { DEFAULT_RISK_RULES } from '../../../src/risk/risk-rules.ts';
import { smallExchange } from '../small-exchange.fixture.ts';

test('daily returns and returns after a long suspension compound to the stock’s total-return index', () => {
  const { issuers, slices } = smallExchange({ names: 40, sessions: 160, seed: 3 });
  const model = newRiskModel(issuers, DEFAULT_RISK_RULES);
  const room = riskModelWorkspace(issuers.length);
  const wealth = issuers.map(() => 1);
  const [last, owed, rest] = [issuers.map(() => NaN), issuers.map(() => 0), issuers.map(() => 0)];
  const expected = issuers.map(() => 1);
  let resumed = 0;
  for (const slice of slices) {
    const day = advanceRiskModel(model, slice, room);
    for (let i = 0; i < issuers.length; i++) {
      const [one, other] = [day.returns[i]!, day.resumed[i]!];
      expect(Number.isNaN(one) || Number.isNaN(other)).toBe(true);
      wealth[i]! *= 1 + (one || other || 0);
      // Computed from prices: the wealth of a holder since the first close.
      last[i]! *= slice.adjustment[i]!;
      owed[i] = owed[i]! * slice.adjustment[i]! + slice.dividend[i]!;
      rest[i]!++;
      const close = slice.close[i]!;
      if (Number.isNaN(close)) continue;
      if (!Number.isNaN(last[i]!)) expected[i]! *= (close + owed[i]!) / last[i]!;
      if (!Number.isNaN(other)) {
        resumed++;
        expect(rest[i]).toBeGreaterThan(DEFAULT_RISK_RULES.exposures.longestGap);
      }
      [last[i], owed[i], rest[i]] = [close, 0, 0];
    }
  }
  expect(resumed).toBeGreaterThan(3);
  wealth.forEach((w, i) => expect(w / expected[i]!).toBeCloseTo(1, 10));
});
