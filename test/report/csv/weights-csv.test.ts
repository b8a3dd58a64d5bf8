import { weightsCsv } from '../../../src/report/csv/weights-csv.ts';
import { decision } from '../decision/march-2020.fixture.ts';

const rowsOf = (csv: string) => {
  const [header, ...rows] = csv
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return new Map(rows.map((row) => [row[0]!, Object.fromEntries(header!.map((name, i) => [name, row[i]!]))]));
};

describe('weights.csv', () => {
  test('has opening, target and final weights with at most six decimals', () => {
    const rows = rowsOf(weightsCsv({ ...decision.allocation, opening: { momentum: 1 / 3 } }));
    expect(rows.get('momentum')).toEqual({
      position: 'momentum',
      instrument: 'INDEX OF MOMENTUM',
      opening: '0.333333',
      target: '0.05',
      final: '0.05',
      trade: 'sell',
      trade_weight: '0.45',
      trade_inr: '555555551',
    });
  });

  test('names the instrument of every sleeve that is held: its index, or its stocks', () => {
    expect(rowsOf(weightsCsv(decision.allocation)).get('contrarian')!.instrument).toBe('');
    const [first] = decision.allocation.sleeves;
    const sleeves = [{ ...first!, instrument: { kind: 'stocks', stocks: 30 } as const }];
    expect(rowsOf(weightsCsv({ ...decision.allocation, sleeves })).get(first!.id)!.instrument).toBe(
      '30 stocks',
    );
  });

  test('leaves opening weights empty where nothing is held', () => {
    const rows = rowsOf(weightsCsv({ ...decision.allocation, openingSource: { kind: 'none' } }));
    expect(rows.get('momentum')!.opening).toBe('');
  });
});
