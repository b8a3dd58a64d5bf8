import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError, userError } from '../../src/market/problem.ts';
import { numpyBlockSolve } from './numpy.ts';
import { simulatedPanel, panelFromFiles } from './panel.ts';
import { estimate } from './estimation.ts';

// npm run bench:risk -- [--panel DIR] [--out DIR] [--names N] [--days T]: times INEC-1's estimation on a panel of raw
// files (see panel.ts) or on a simulated one, in milliseconds per day by stage. --out writes the regression results:
// facret.f64 [T×39: market, styles, industries] and resid.f64 [T×N]; NaN is missing.
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

function count(option: string, text: string): number {
  const n = Number(text);
  if (Number.isSafeInteger(n) && n > 0) return n;
  throw userError(
    'wrong-usage',
    `--${option}`,
    `${JSON.stringify(text)} is not a positive integer.`,
    'Give a whole number above 0.',
  );
}

function main(): void {
  const { values } = parseArgs({
    options: {
      panel: { type: 'string' },
      out: { type: 'string' },
      names: { type: 'string', default: '1250' },
      days: { type: 'string', default: '1000' },
    },
  });
  const names = count('names', values.names);
  const days = count('days', values.days);
  const panel =
    values.panel === undefined ? simulatedPanel(names, days) : panelFromFiles(values.panel, names, days);
  if (values.out !== undefined) mkdirSync(values.out, { recursive: true });
  const files =
    values.out === undefined
      ? null
      : {
          factors: openSync(join(values.out, 'facret.f64'), 'w'),
          residuals: openSync(join(values.out, 'resid.f64'), 'w'),
        };
  const problems = new Map<string, number>();
  const times = estimate(panel, ({ factorReturns, residuals, problem }) => {
    if (problem) problems.set(problem.code, (problems.get(problem.code) ?? 0) + 1);
    if (!files) return;
    writeAll(files.factors, factorReturns);
    writeAll(files.residuals, residuals);
  });
  panel.close();
  if (files) Object.values(files).forEach((fd) => closeSync(fd));

  const numpy = numpyBlockSolve(names, Math.min(days, 600));
  const all = times.regression.map((ms, t) => ms + times.covariance[t]! + times.specificRisk[t]!);
  print(
    `${names} stocks, ${days} days, ${values.panel === undefined ? 'simulated panel' : `panel ${values.panel}`}; one thread`,
  );
  print(`ms/day                   minimum    median`);
  report('regression', times.regression);
  report('factor covariance', times.covariance);
  print('  (with estimation error, renewed every 21 days)');
  report('specific risk', times.specificRisk);
  report('total', all);
  report('forming a covariance', times.forming);
  report('  with its eigenfactors', times.simulating);
  print(
    numpy
      ? `regression in numpy      ${numpy.minimum.toFixed(4)}    ${numpy.median.toFixed(4)}: ${(numpy.median / median(times.regression)).toFixed(2)} times the time of this one (medians)`
      : 'regression in numpy      skipped: python3 with numpy was not found',
  );
  print(`total of all days: ${(all.reduce((sum, ms) => sum + ms, 0) / 1000).toFixed(2)} s`);
  for (const [code, days] of problems) print(`${code} on ${days} days`);
}

function report(stage: string, ms: Float64Array): void {
  if (ms.length === 0) return;
  print(`${stage.padEnd(24)} ${Math.min(...ms).toFixed(4)}    ${median(ms).toFixed(4)}`);
}

const median = (ms: Float64Array): number => ms.toSorted()[ms.length >> 1]!;

function writeAll(fd: number, values: Float64Array): void {
  for (let written = 0; written < values.byteLength;)
    written += writeSync(fd, values, written, values.byteLength - written);
}

try {
  main();
} catch (error) {
  const usage =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof UserError) && !usage) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = usage ? 2 : 1;
}
