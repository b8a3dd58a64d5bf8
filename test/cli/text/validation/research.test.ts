import { researchText } from '../../../../src/cli/text/validation/research.ts';
import { validation, researchedIndex } from '../../../report/factor-research/result.fixture.ts';

const text = (factors: typeof validation.factors): string => researchText({ ...validation, factors });

test('factor validation names the benchmark of each alpha, and says that only alphas against the same one are comparable', () => {
  const [sleeve] = validation.factors;
  expect(text(validation.factors)).toContain(
    `\nAgainst all stocks of the store by market value, both with dividends: Momentum.
Against Nifty 50, both without dividends: AN INDEX.
Only alphas against the same benchmark are comparable.\n`,
  );
  expect(text([sleeve!])).not.toContain('comparable');
  expect(text([researchedIndex, { ...researchedIndex, title: 'ANOTHER' }])).toContain(
    'Against Nifty 50, both without dividends: AN INDEX, ANOTHER.\n',
  );
});
