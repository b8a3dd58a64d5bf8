import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulateEquities } from '../fixtures/equities/equity-market.ts';
import { writeSimulatedEquities } from '../fixtures/equities/write.ts';
import { simulateMarket } from '../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../fixtures/write.ts';
import { trrm } from './cli/command-line.ts';

/** Indices only, by default from 2012: market files, store and the decision of the last month, named as those of `npm start`. */
export async function smallDemo(folder: string, from = '2012-04-01'): Promise<void> {
  const files = await writeSimulatedMarket(simulateMarket({ from }), join(folder, 'files'));
  const on = ['--store', join(folder, 'market.duckdb'), '--quiet'];
  await mustRun('import', ...files, ...on);
  await mustRun('run', '--out', folder, ...on);
}

/** Eighteen months of 120 stocks and their indices: market files, store, risk model and sleeves, named as those of `npm start`. */
export async function smallStockDemo(folder: string): Promise<void> {
  const at = (name: string): string => join(folder, name);
  const files = [
    ...(await writeSimulatedMarket(simulateMarket({ from: '2022-10-01' }), at('files'))),
    ...(await writeSimulatedEquities(
      simulateEquities({ issuers: 120, from: '2023-10-02', to: '2025-03-31' }),
      at('stocks'),
    )),
  ];
  // A small market is estimated on all of itself: a quarter of it would be fewer stocks than factors.
  writeFileSync(at('rules.yaml'), 'risk: { universe: { size: { kind: fraction, of: 1 } } }\n');
  const on = ['--store', at('market.duckdb'), '--quiet'];
  const rules = ['--rulebook', at('rules.yaml')];
  await mustRun('import', ...files, ...on);
  // One run builds both in one pass over the sessions.
  await mustRun('run', '--out', folder, ...on, ...rules);
}

async function mustRun(...argv: readonly string[]): Promise<void> {
  const { code, err } = await trrm(...argv);
  if (code !== 0) throw new Error(err);
}
