import fc from 'fast-check';
import type { EvaluatedSignal } from '../../regimes/model/history.ts';
import { LEVELS, type LevelKey } from '../../signals/levels.ts';
import { addDays, day } from '../../src/market/day.ts';
import { checkAgainstHistory, levelHistory } from '../../src/whatif/level-history.ts';

const FIRST = day('2001-01-01');

/** A signal that observed these values of a level, session by session; null where it had none. */
const signalOf = (key: LevelKey, values: readonly (number | null)[]) =>
  ({
    aligned: {
      observe: (s: number) =>
        values[s] === null
          ? { status: 'missing', observedOn: null, reason: 'none' }
          : { status: 'ok', observedOn: addDays(FIRST, s), levels: { [key]: values[s] } },
    },
  }) as unknown as EvaluatedSignal;

describe('the history of a level', () => {
  test('runs up to the session and not beyond it, over the signals that observe the level', () => {
    const signals = [signalOf('india-vix', [99, 99, 99, 99]), signalOf('pe', [null, 12, 20, 40])];
    expect(levelHistory(signals, 2, 'pe')).toMatchObject({ min: 12, max: 20, since: addDays(FIRST, 1) });
    expect(levelHistory(signals, 2, 'gsec')).toBeNull();
  });

  const history = { min: 10, max: 30, since: FIRST };
  const check = (key: LevelKey, level: number) => checkAgainstHistory(`--set ${key}`, key, level, history);

  test('warns of a level outside it, with its bounds', () => {
    expect(check('pe', 30)).toBeNull();
    expect(check('pe', 45)).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining(
        'Nifty 50 P/E at 45.00 is outside its own history, 10.00 to 30.00 since 01 Jan 2001',
      ),
    });
  });

  test('refuses a level beyond four times its highest or below a quarter of its lowest value', () => {
    expect(() => check('pe', 99_999_999)).toThrow(
      /too far outside.*Choose a level between 2\.50 and 120\.00/,
    );
    expect(() => check('pe', 2.4)).toThrow(/too far outside/);
    expect(check('pe', 120)).not.toBeNull();
  });

  test('measures a level that can be negative by its largest size', () => {
    const flows = { min: -5000, max: 2000, since: FIRST };
    expect(checkAgainstHistory('x', 'fii-flow', -20_000, flows)).not.toBeNull();
    expect(() => checkAgainstHistory('x', 'fii-flow', 20_001, flows)).toThrow(/between −20,000 and 20,000/);
  });

  test('accepts, warns or refuses every level, never anything else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          ...(Object.keys(LEVELS) as LevelKey[]).filter((key) => key !== 'fii-flow' && key !== 'nifty-basis'),
        ),
        fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        (key, level) => {
          if (level < 2.5 || level > 120) expect(() => check(key, level)).toThrow(/too far outside/);
          else expect(check(key, level) === null).toBe(level >= 10 && level <= 30);
        },
      ),
    );
  });
});
