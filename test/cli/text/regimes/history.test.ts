import { historyText } from '../../../../src/cli/text/regimes/history.ts';
import { DEFAULT_RULE_BOOK } from '../../../../src/rulebook/rule-book.ts';
import type { HistoryRow } from '../../../../regimes/model/history-row.ts';

const row: HistoryRow = {
  monthEnd: '2021-12-31',
  regime: 'consolidation',
  modelRegime: 'consolidation',
  score: -0.0404,
  status: 'ok',
  scores: {
    'us-vix': -0.92,
    'india-vix': -0.58,
    'nifty-regression': 1,
    'nifty-valuation': -0.33005,
    'gsec-yields': -0.56,
    'fii-flows': 0.15,
    'nifty-futures': 0.88,
  },
  statuses: {},
  features: {},
};
const { regimes: rules, signals } = DEFAULT_RULE_BOOK;
const weights = Object.fromEntries(Object.entries(signals).map(([id, { weight }]) => [id, weight]));
const text = (rows: readonly HistoryRow[]) => historyText(rows, { simulated: false, rules, weights });

describe('the history in the terminal', () => {
  test('fits 80 columns, a month a line, with the signals that have a weight', () => {
    const carried = { ...row, monthEnd: '2022-01-31', score: null, status: 'insufficient' } as const;
    const lines = text([row, carried]).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines[2]).toMatch(/sion +tion/);
    expect(lines[4]).toMatch(
      /^31 Dec 2021 +consolidation +−0\.04 +−0\.92 +−0\.58 +\+1\.00 +−0\.3301 +−0\.56$/,
    );
  });

  test('says which months carry a regime forward, and which signals are left out', () => {
    const carried = text([{ ...row, score: null, status: 'insufficient' }]);
    expect(carried).toMatch(/consolidation \* +–/);
    expect(carried).toContain('* too few signals have a score');
    expect(carried.replaceAll('\n', ' ')).toContain(
      'not shown: FII flows, Nifty futures; --csv has their scores.',
    );
    expect(text([row])).not.toContain('carried forward');
  });
});
