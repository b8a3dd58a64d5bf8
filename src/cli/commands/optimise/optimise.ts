import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Period } from '../../../optimiser/file/period.ts';
import type { Method } from '../../../optimiser/method.ts';
import type { Problem } from '../../../market/problem.ts';
import { type Io, json } from '../../shared/io.ts';
import { problemText } from '../../text/layout/problem.ts';
import { type OptimiseOptions, withOptimiseOptions } from './options.ts';

export function addOptimise(program: Command, io: Io): void {
  const command = program
    .command('optimise')
    .description(
      'optimise the weights of a list of assets, from returns, prices, or expected returns and covariance',
    )
    .argument('<file>', 'CSV of returns, prices or moments (see docs/how-to/optimise-a-list.md)');
  withOptimiseOptions(command).action(async (file: string, options: OptimiseOptions) => {
    const { readInputs } = await import('./inputs.ts');
    const { applyMethod } = await import('../../../optimiser/method.ts');
    const { constraintsOf } = await import('../../../optimiser/constraint-set.ts');
    const { methodOf } = await import('../../../optimiser/method-options.ts');
    const { unusedOptions } = await import('./unused-options.ts');
    const { noSolution } = await import('../../../optimiser/no-solution.ts');
    const { assets, constraints: set, period, problems } = readInputs(file, options);
    const constraints = constraintsOf(assets.names, set);
    const { budget = [], ...rest } = options;
    const method = methodOf({ ...rest, budgets: Object.fromEntries(budget) }, assets, file);
    const unused = unusedOptions(options, (key) => command.getOptionValueSource(key) === 'cli');
    for (const p of [...problems, ...unused, ...perPeriodWarning(method, period, file)])
      io.err(`${problemText(p)}\n`);
    const found = await applyMethod(assets, constraints, method);
    if (found.kind !== 'optimal' && found.kind !== 'frontier')
      throw noSolution(found, file, isStatedPerYear(method) ? perPeriodHint(period) : '');

    if (options.out !== undefined) {
      const { frontierPage } = await import('./page.ts');
      const { publishFile } = await import('../../../decision/publish/publish-file.ts');
      const page = await frontierPage(assets, constraints, found, {
        method: options.method,
        file: basename(file),
        period,
      });
      await publishFile(options.out, page);
      io.err(`Written: ${options.out}\n`);
    }
    if (options.json) {
      const { resultJson } = await import('./result-json.ts');
      return io.out(json(resultJson(assets, constraints, period, found, options.method)));
    }
    const { optimisedText } = await import('../../text/optimise.ts');
    return io.out(optimisedText(assets, constraints, period, found));
  });
}

/** Whether the method has a rate or target, which people state for a year. */
const isStatedPerYear = (method: Method): boolean =>
  (method.kind === 'mean-variance' && method.preference.kind !== 'risk-aversion') ||
  (method.kind === 'maximum-sharpe' && method.riskFreeRate !== 0) ||
  (method.kind === 'minimum-cvar' && method.atLeast !== null) ||
  (method.kind === 'frontier' && method.riskFreeRate !== null);

/** What to do where figures are per period of a file with regular dates; empty otherwise. */
const perPeriodHint = ({ name, perYear }: Period): string =>
  perYear === null
    ? ''
    : `The dates are ${name} apart and all figures are those of ${name}: for rates and targets of a year, give --per-year ${perYear}.`;

function perPeriodWarning(method: Method, period: Period, about: string): Problem[] {
  if (!isStatedPerYear(method) || period.perYear === null) return [];
  return [
    {
      severity: 'warning',
      code: 'not-annualised',
      about,
      message: `the rate or target given was taken as that of ${period.name}.`,
      remedy: perPeriodHint(period),
    },
  ];
}
