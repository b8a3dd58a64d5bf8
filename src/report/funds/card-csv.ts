import type { FundCard } from '../../funds/fund-card.ts';
import { METRICS } from '../../funds/metrics.ts';
import { iso } from '../../market/day.ts';
import { toCsv } from '../csv/csv.ts';

/** A card as a table: a line a fund, a column a measure; an undefined measure is blank. */
export const cardCsv = (card: FundCard): string =>
  toCsv(
    [
      'code',
      'name',
      'house',
      'score',
      'rank',
      'quartile',
      'rating',
      'coverage',
      ...METRICS.map(({ id }) => id),
      'ter',
      'aum-crore',
      'flags',
    ],
    card.funds.map((fund) => [
      fund.code,
      fund.scheme.name,
      fund.scheme.house,
      fund.score,
      fund.rank,
      fund.quartile,
      fund.rating,
      fund.coverage,
      ...METRICS.map(({ id }) => fund.measures[id].value),
      fund.facts.ter,
      fund.facts.aum,
      fund.flags.map(({ id }) => id).join(' '),
    ]),
    { 'as-of': iso(card.asOf), through: iso(card.through), benchmark: card.benchmark },
  );
