import { researchText } from '../../../src/cli/text/research.ts';
import { record, researchedIndex } from '../../report/factor-research/result.fixture.ts';

const text = (factors: typeof record.factors): string => researchText({ ...record, factors });

test('research says which market each alpha is against, and that only those against the same compare', () => {
  const [sleeve] = record.factors;
  expect(text(record.factors)).toContain(
    `\nAgainst all shares of the store by market value, both with dividends: Momentum.
Against Nifty 50, both without dividends: AN INDEX.
Only alphas against the same can be set side by side.\n`,
  );
  expect(text([sleeve!])).not.toContain('side by side');
  expect(text([researchedIndex, { ...researchedIndex, title: 'ANOTHER' }])).toContain(
    'Against Nifty 50, both without dividends: AN INDEX, ANOTHER.\n',
  );
});
