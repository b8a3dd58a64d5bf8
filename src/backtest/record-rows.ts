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

/** How the alternatives are compared, in sentences; null where there is nothing to say beside the same start, fills and costs. */
export function comparisonNote({ nav, plan }: Pick<BacktestRun, 'nav' | 'plan'>): string | null {
  const notes = [
    ...(plan.level === 'shares'
      ? [
          'The sleeves of alternatives pay for the stocks that reviews exchange, but leave a company that stops trading at its last price, which a portfolio cannot.',
        ]
      : []),
    ...(nav[0]?.beforeHedgeAndFee === undefined
      ? []
      : [
          'Alternatives that hold positions have no hedge and pay no performance fee: they are compared with the back-test before both. Indices, T-bills and the best single sleeve are compared with the back-test after both.',
        ]),
  ];
  return notes.length === 0 ? null : notes.join(' ');
}
