import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError, userError } from '../../src/market/problem.ts';
import { madePanel, panelOf } from './panel.ts';
import { estimate } from './estimation.ts';

// npm run bench:risk -- [--panel DIR] [--out DIR] [--names N] [--days T]: INEC-1's estimation over a panel of raw
// files (see panel.ts) or over a made-up one; milliseconds a day by stage. With --out, what the regression found:
// facret.f64 [T×39: market, styles, industries] and resid.f64 [T×N], NaN where there is none.
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

function count(option: string, text: string): number {
  const n = Number(text);
  if (Number.isSafeInteger(n) && n > 0) return n;
  throw userError(
    'wrong-usage',
    `--${option}`,
    `${JSON.stringify(text)} is not a count.`,
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
  const panel = values.panel === undefined ? madePanel(names, days) : panelOf(values.panel, names, days);
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
    writeWhole(files.factors, factorReturns);
    writeWhole(files.residuals, residuals);
  });
  panel.close();
  if (files) Object.values(files).forEach((fd) => closeSync(fd));

  const all = times.regression.map((ms, t) => ms + times.covariance[t]! + times.specificRisk[t]!);
  print(
    `${names} names, ${days} days, ${values.panel === undefined ? 'made up' : 'from the panel'}; one thread`,
  );
  print(`ms/day                   minimum    median`);
  report('regression', times.regression);
  report('factor covariance', times.covariance);
  report('specific risk', times.specificRisk);
  report('all three', all);
  print(`all days together: ${(all.reduce((sum, ms) => sum + ms, 0) / 1000).toFixed(2)} s`);
  for (const [code, days] of problems) print(`${code} on ${days} days`);
}

function report(stage: string, ms: Float64Array): void {
  const sorted = ms.slice().sort();
  const median = sorted[sorted.length >> 1]!;
  print(`${stage.padEnd(24)} ${sorted[0]!.toFixed(4)}    ${median.toFixed(4)}`);
}

function writeWhole(fd: number, values: Float64Array): void {
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
