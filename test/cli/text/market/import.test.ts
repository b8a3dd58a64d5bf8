import { importText } from '../../../../src/cli/text/market/import.ts';
import type { FileReport } from '../../../../src/market/import/reporting/import-report.ts';
import { NO_ROWS } from '../../../../src/market/import/reporting/import-report.ts';

const file = (path: string, other: Partial<FileReport> = {}): FileReport => ({
  ...NO_ROWS,
  path,
  outcome: 'imported',
  format: 'nav-csv',
  container: 'text',
  simulated: false,
  series: [],
  inferred: null,
  revised: 0,
  reasons: [],
  rejections: [],
  problems: [],
  ...other,
});
const problems = [
  { severity: 'error', code: 'no-series', about: 'x', message: 'names no scheme.', remedy: 'Name it.' },
] as const;
const text = (...files: FileReport[]) => importText({ ...NO_ROWS, files, problems: [] });

describe('the outcome of an import in the terminal', () => {
  test('prints the folder of all files once, and files with the same remarks together', () => {
    const shown = text(
      file('/data/nav/A.csv', { outcome: 'refused', problems }),
      file('/data/nav/B.csv', { outcome: 'refused', problems }),
      file('/data/c.csv'),
    );
    expect(shown).toMatch(/^In \/data\/\n/);
    expect(shown).toContain('nav/A.csv\nnav/B.csv\n  error: names no scheme. Name it.\n');
    expect(shown.match(/\/data/g)).toHaveLength(1);
  });

  test.each([
    [['/data/a/x.csv', '/data/ab/y.csv'], 'In /data/'],
    [['/a/x.csv', '/b/y.csv'], 'In /'],
    [['here/x.csv', '/b/y.csv'], null],
    [['x.csv', 'y.csv'], null],
    [['/data/x.csv'], null],
  ])('of %j names the shared folder %j', (paths, expected) => {
    expect(/^In .*/.exec(text(...paths.map((p) => file(p))))?.[0] ?? null).toBe(expected);
    for (const path of paths) expect(text(...paths.map((p) => file(p)))).toContain(path.split('/').at(-1)!);
  });

  test('of a folder without market files has no empty table', () => {
    const shown = text(
      file('/data/lots.csv', { outcome: 'skipped' }),
      file('/data/notes.txt', { outcome: 'skipped' }),
    );
    expect(shown).toContain('No market file was found.');
    expect(shown).toContain('(name one alone to see why): lots.csv, notes.txt');
    expect(shown).not.toContain('─');
  });
});
