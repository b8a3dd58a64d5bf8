import { logScale } from '../../math/performance/linked-effects.ts';
import { copyOf, type DocumentAt, type DocumentRule, formulaOf, listAt, sumOf } from './document-rule.ts';

/** Rules of the effects of a ladder of notional funds at a pointer, in a back-test's document or a pack's. */
export const effectRules = (prefix: string): readonly DocumentRule[] => [
  formulaOf(
    `${prefix}/log/*`,
    'number',
    'The log effect over the whole span: the sum of the effects of the periods.',
    (at) => listAt(at, `${prefix}/byPeriod`).map((_, k) => `${prefix}/byPeriod/${k}/log/${at.keys[0]}`),
    sumOf,
    'Σₜ eₜ',
  ),
  formulaOf(
    `${prefix}/arithmetic/*`,
    'fraction',
    'The part of the difference of compound returns that this decision added: its log effect over the logarithmic scale of the whole span (Cariño 1999).',
    (at) => [`${prefix}/log/${at.keys[0]}`, `${prefix}/record`, `${prefix}/benchmark`],
    ([log, record, benchmark]) => (log as number) / logScale(record as number, benchmark as number),
    'e ÷ ((ln(1 + r) − ln(1 + b)) ÷ (r − b))',
  ),
  formulaOf(
    `${prefix}/residual`,
    'number',
    'The sum of the effects less the difference of record and benchmark: rounding only.',
    (at) => [
      `${prefix}/record`,
      `${prefix}/benchmark`,
      ...listAt(at, `${prefix}/arithmetic`).map((_, j) => `${prefix}/arithmetic/${j}`),
    ],
    ([record, benchmark, ...parts]) => sumOf(parts) - ((record as number) - (benchmark as number)),
  ),
];

/** Rules of the same effects that need the returns of the notional funds, which only a back-test's document has. */
export const LADDER_RULES: readonly DocumentRule[] = [
  formulaOf(
    '/summary/effects/byPeriod/*/log/*',
    'number',
    'The log effect of one decision in one period: between the notional fund with it and the fund below.',
    ({ keys: [period, effect] }) => [
      `/ladder/periods/${period}/funds/${Number(effect) + 1}`,
      `/ladder/periods/${period}/funds/${effect}`,
    ],
    ([fund, below]) => Math.log1p(fund as number) - Math.log1p(below as number),
    'ln(1 + Fⱼ) − ln(1 + Fⱼ₋₁)',
  ),
  copyOf(
    '/months/*/effects/*',
    'number',
    'The log effect of this decision in the month, as the summary has it by period.',
    (at) => `/summary/effects/byPeriod/${at.keys[0]}/log/${placeOf(at, at.keys[1]!)}`,
  ),
  formulaOf(
    '/summary/effects/(benchmark|record)',
    'fraction',
    'The compound return over all periods of the lowest (benchmark) or highest (record) fund of the ladder.',
    (at) => {
      const last = listAt(at, '/ladder/rungs').length - 1;
      const fund = at.keys[0] === 'benchmark' ? 0 : last;
      return listAt(at, '/ladder/periods').map((_, k) => `/ladder/periods/${k}/funds/${fund}`);
    },
    (funds) => Math.expm1(sumOf((funds as readonly number[]).map((f) => Math.log1p(f)))),
    'Πₜ (1 + Fₜ) − 1',
  ),
];

const placeOf = (at: DocumentAt, effect: string): number =>
  listAt(at, '/summary/effects/effects').indexOf(effect);
