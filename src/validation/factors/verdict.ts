import { BARS, type Findings, percent, type Test, testsOf } from './verdict-tests.ts';

export interface Verdict {
  readonly kind: 'supported' | 'weak' | 'not supported' | 'too short';
  readonly tests: readonly Test[];
  /** In a sentence, with the figures. */
  readonly words: string;
}

/** What every factor is asked. The rest concerns some only, and is asked where it does. */
const ASKED_OF_ALL: ReadonlySet<Test['id']> = new Set([
  'strength',
  'consistency',
  'sub-periods',
  'costs',
  'search',
]);

/** Supported is what met all that it was asked, where all that every factor is asked could be asked of it. */
export function judge(f: Findings): Verdict {
  const tests = testsOf(f);
  const { alpha, net } = f;
  if (f.months < BARS.months || !alpha) {
    const words =
      f.months < BARS.months
        ? `${f.months} months, of ${BARS.months} that one needs`
        : 'alpha has no measure';
    return { kind: 'too short', tests, words: `No verdict: ${words}.` };
  }
  const unmet = tests.filter((t) => t.passed === false || (t.passed === null && ASKED_OF_ALL.has(t.id)));
  const kind =
    unmet.length === 0
      ? 'supported'
      : alpha.t >= BARS.weakT && (net === null || net.annual > 0)
        ? 'weak'
        : 'not supported';
  const head = { supported: 'Supported by the record', weak: 'Weak', 'not supported': 'Not supported' }[kind];
  const strength = tests.find((t) => t.id === 'strength');
  const against = unmet
    .filter((t) => t.id !== 'strength')
    .map((t) => `; ${t.found} (asked: ${t.asked})`)
    .join('');
  return {
    kind,
    tests,
    words: `${head}: alpha ${percent(alpha.annual)} a year over ${alpha.n} months, ${strength!.found} (asked: ${strength!.asked})${against}.`,
  };
}
