import type { AlternativeRecord, BacktestRun } from './backtest-run.ts';

/**
 * The record as it stands above its alternatives: after costs and, where it has a hedge or a performance fee, once more before
 * both, which is what the alternatives that hold the same positions are compared with.
 */
export function recordRows({ nav, hedge }: Pick<BacktestRun, 'nav' | 'hedge'>): AlternativeRecord[] {
  const record = { id: 'record', title: 'This back-test, after costs', chosenAfterwards: false };
  const net = { ...record, values: nav.map((row) => row.net) };
  if (nav[0]?.beforeHedgeAndFee === undefined) return [net];
  return [
    net,
    {
      ...record,
      id: 'record-before-hedge-and-fee',
      title: hedge ? 'The same before hedge and performance fee' : 'The same before performance fee',
      values: nav.map((row) => row.beforeHedgeAndFee!),
    },
  ];
}

/** How the alternatives are compared, in a sentence; null where the record has neither a hedge nor a performance fee. */
export const comparisonNote = ({ nav }: Pick<BacktestRun, 'nav'>): string | null =>
  nav[0]?.beforeHedgeAndFee === undefined
    ? null
    : 'Alternatives that hold positions have no hedge and pay no performance fee: they are compared with the back-test before both. Indices, T-bills and the best single sleeve are compared with the back-test after both.';
