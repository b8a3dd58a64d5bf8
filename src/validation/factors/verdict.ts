import { THRESHOLDS, type VerdictInput, percent, type VerdictTest, testsOf } from './verdict-tests.ts';

export interface Verdict {
  readonly kind: 'supported' | 'weak' | 'not supported' | 'too short';
  readonly tests: readonly VerdictTest[];
  /** One sentence with the figures. */
  readonly summary: string;
}

/** Tests required of every factor. The others apply to some factors only. */
const REQUIRED_TESTS: ReadonlySet<VerdictTest['id']> = new Set([
  'strength',
  'consistency',
  'sub-periods',
  'costs',
  'multiple-testing',
]);

/**
 * The verdict on a factor. `supported`: every applicable test passed, and every required test could be evaluated. `weak`: a
 * test failed, but |t| passes a single test at 5 % and alpha net of costs, where known, is positive. `too short`: fewer than
 * 60 months.
 */
export function verdictOn(f: VerdictInput): Verdict {
  const tests = testsOf(f);
  const { alpha, net } = f;
  if (f.months < THRESHOLDS.months || !alpha) {
    const why =
      f.months < THRESHOLDS.months
        ? `${f.months} months of data, ${THRESHOLDS.months} required`
        : 'alpha could not be estimated';
    return { kind: 'too short', tests, summary: `No verdict: ${why}.` };
  }
  const failed = tests.filter((t) => t.passed === false || (t.passed === null && REQUIRED_TESTS.has(t.id)));
  const kind =
    failed.length === 0
      ? 'supported'
      : alpha.t >= THRESHOLDS.weakT && (net === null || net.annual > 0)
        ? 'weak'
        : 'not supported';
  const head = { supported: 'Supported by the data', weak: 'Weak', 'not supported': 'Not supported' }[kind];
  const strength = tests.find((t) => t.id === 'strength');
  const failures = failed
    .filter((t) => t.id !== 'strength')
    .map((t) => `; ${t.result} (required: ${t.required})`)
    .join('');
  return {
    kind,
    tests,
    summary: `${head}: alpha ${percent(alpha.annual)} a year over ${alpha.n} months, ${strength!.result} (required: ${strength!.required})${failures}.`,
  };
}
