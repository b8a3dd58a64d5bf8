import { evidenceText } from '../../../../src/cli/text/validation/evidence.ts';
import { validationOver } from '../../../report/validation/result.fixture.ts';

describe('the validation in the terminal', () => {
  const lines = evidenceText(validationOver(240)).split('\n');

  test('fits 80 columns', () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test('gives lags their unit and premia their t statistic below them', () => {
    expect(lines.join('\n')).toMatch(/Entry lag, +Exit lag,/);
    expect(lines.join('\n')).toContain('% a year (t statistic; months)');
  });
});
