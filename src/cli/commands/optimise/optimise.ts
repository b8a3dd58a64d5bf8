import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Assets } from '../../../optimiser/assets.ts';
import type { Frontier } from '../../../optimiser/methods/efficient-frontier.ts';
import type { Method } from '../../../optimiser/method.ts';
import type { OptimalPortfolio } from '../../../optimiser/result.ts';
import { DEFAULT_POINTS, METHOD_NAMES, type MethodOptions } from '../../../optimiser/method-options.ts';
import { type Io, json } from '../../shared/io.ts';
import { ASSET_TABLE, readText } from '../../../market/files/read-text.ts';
import { problemText } from '../../text/problem.ts';

interface Options extends MethodOptions {
  readonly riskFree: number;
  /** The former name of `--risk-free`. */
  readonly riskless?: number;
  readonly perYear: number;
  readonly min: number;
  readonly max: number;
  readonly bound: readonly WeightBound[];
  readonly out?: string;
  readonly json?: boolean;
}

interface WeightBound {
  readonly asset: string;
  readonly low: number;
  readonly high: number;
}

export function addOptimise(program: Command, io: Io): void {
  program
    .command('optimise')
    .description(
      'optimise the weights of a list of assets, from returns or from expected returns and covariance',
    )
    .argument('<file>', 'CSV of returns or of moments (see docs/how-to/optimise-a-list.md)')
    .addOption(
      new Option('--method <name>', 'the optimisation method').choices(METHOD_NAMES).makeOptionMandatory(),
    )
    .option('--target-return <r>', 'mean-variance: required return, as a fraction', figure)
    .option('--risk-aversion <λ>', 'mean-variance: maximise return − λ/2 · variance', above(0))
    .option('--risk-free <r>', 'maximum-sharpe: risk-free rate, as a fraction', figure, 0)
    .addOption(new Option('--riskless <r>').argParser(figure).hideHelp())
    .option('--points <n>', 'frontier: number of portfolios', points, DEFAULT_POINTS)
    .option('--per-year <n>', 'periods a year, to annualise a file of returns', above(0), 1)
    .option('--min <w>', 'minimum weight of an asset', figure, 0)
    .option('--max <w>', 'maximum weight of an asset', figure, 1)
    .option('--bound <asset=low:high>', 'bounds of one asset; repeatable', bound, [])
    .option('--out <file>', 'write an HTML file with the efficient frontier and the weights')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .action(async (file: string, options: Options) => {
      const { readAssets } = await import('../../../optimiser/file/read-assets.ts');
      const { applyMethod } = await import('../../../optimiser/method.ts');
      const { methodOf } = await import('../../../optimiser/method-options.ts');
      const { noSolution } = await import('../../../optimiser/no-solution.ts');
      const { boundsOn } = await import('./bounds.ts');
      const { assets, problems } = readAssets(readText(file, ASSET_TABLE), file, options.perYear);
      for (const p of problems) io.err(`${problemText(p)}\n`);
      const constraints = boundsOn(assets, options.min, options.max, options.bound, file);
      const { riskless: riskFree = options.riskFree } = options;
      const chosen = { ...options, ...(riskFree !== undefined && { riskFree }) };
      const method = methodOf(chosen, assets, file);
      const found = await applyMethod(assets, constraints, method);
      if (found.kind !== 'optimal' && found.kind !== 'frontier') throw noSolution(found, file);

      if (options.out !== undefined) {
        const { frontierPage } = await import('./page.ts');
        const { publishFile } = await import('../../../decision/publish/publish-file.ts');
        const page = await frontierPage(assets, constraints, found, {
          method: options.method,
          file: basename(file),
        });
        await publishFile(options.out, page);
        io.err(`Written: ${options.out}\n`);
      }
      if (options.json) {
        return io.out(json(resultJson(assets, found, options.method)));
      }
      const { optimisedText } = await import('../../text/optimise.ts');
      return io.out(optimisedText(assets, found));
    });
}

/** What `--json` prints: fractions, and weights as a list in the order of the file. */
function resultJson({ names }: Assets, found: OptimalPortfolio | Frontier, method: Method['kind']): object {
  const portfolio = ({ weights, ...rest }: OptimalPortfolio) => ({
    expectedReturn: rest.expectedReturn,
    volatility: rest.volatility,
    weights: names.map((asset, i) => ({ asset, weight: weights[i]! })),
    bindingConstraints: rest.bindingConstraints,
    solver: rest.solver,
    residual: rest.residual,
  });
  return found.kind === 'frontier'
    ? { method, points: found.points.map(portfolio) }
    : { method, ...portfolio(found) };
}

function figure(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError('Give a plain number, such as 0.08.');
  return value;
}

const above =
  (least: number) =>
  (text: string): number => {
    const value = figure(text);
    if (!(value > least)) throw new InvalidArgumentError(`Give a number above ${least}.`);
    return value;
  };

function points(text: string): number {
  const value = figure(text);
  if (!(Number.isInteger(value) && value >= 2 && value <= 1000))
    throw new InvalidArgumentError('Give a whole number from 2 to 1000.');
  return value;
}

function bound(text: string, before: readonly WeightBound[]): readonly WeightBound[] {
  const [, asset, low, high] = /^(.+)=([^:]+):([^:]+)$/.exec(text) ?? [];
  if (asset === undefined || low === undefined || high === undefined)
    throw new InvalidArgumentError('Give bounds like GOLD=0.05:0.15.');
  return [...before, { asset, low: figure(low), high: figure(high) }];
}
