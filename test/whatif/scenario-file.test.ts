import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseScenarioFile, readSavedScenarios, saveScenarios } from '../../src/whatif/scenario-file.ts';
import type { ScenarioText } from '../../src/whatif/scenario-query.ts';

const CRASH: ScenarioText = {
  id: 'a',
  name: 'Crash </script>',
  settings: ['us-vix=45', 'nifty=-20%', 'regime=bearish', 'regimes.enterBullish=0.25'],
};
const REPLAY: ScenarioText = { id: 'b', name: '', settings: ['replay=2008-10'] };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-scenarios-'));
  file = join(folder, 'scenarios.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('Saved scenarios', () => {
  test('are read back as they were on the page', async () => {
    await saveScenarios(file, [CRASH, REPLAY]);
    expect(parseScenarioFile(readFileSync(file, 'utf8'), file)).toEqual([CRASH, REPLAY]);
    expect(readSavedScenarios(file)).toMatchObject([
      { id: 'a', name: 'Crash </script>', forced: 'bearish', movesOf: null, rules: [{ value: 0.25 }] },
      { id: 'b', name: '', shocks: [], movesOf: '2008-10' },
    ]);
    expect(readdirSync(folder)).toEqual(['scenarios.json']);
  });

  test('that could not be read again are not written', async () => {
    await expect(saveScenarios(file, [{ ...CRASH, settings: ['us-vix=-3'] }])).rejects.toThrow(
      'scenarios.0, us-vix: -3 is not above 0.',
    );
    await expect(saveScenarios(file, [{ ...CRASH, name: 'x'.repeat(61) }])).rejects.toThrow(
      'scenarios.0.name: longer than 60 characters',
    );
    expect(existsSync(file)).toBe(false);
  });

  const fileOf = (...scenarios: object[]) => JSON.stringify({ schema: 'trrm-scenarios/1', scenarios });
  test.each([
    ['a file cut short', '{"schema":"trrm-scenarios/1","scenarios":[', 'cannot be read as saved scenarios'],
    [
      'another schema',
      '{"schema":"trrm-scenarios/2","scenarios":[]}',
      'schema: Invalid input: expected "trrm-scenarios/1"',
    ],
    [
      'seven scenarios',
      fileOf(...Array.from({ length: 7 }, () => ({ name: '', settings: [] }))),
      'scenarios: Too big',
    ],
    [
      'an unknown level',
      fileOf({ name: '', settings: [] }, { name: 'B', settings: ['gold=+3%'] }),
      'scenarios.1, gold: There is no level gold.',
    ],
  ])('%s is refused with its place', (_, text, message) => {
    writeFileSync(file, text);
    expect(() => readSavedScenarios(file)).toThrow(message);
  });
});
