import { basename, dirname } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_POINTS, METHOD_NAMES, type MethodOptions } from './optimise-method.ts';
import type { Io } from '../../shared/io.ts';
import { json } from '../../json.ts';
import { readText } from '../../shared/options.ts';

interface Options extends MethodOptions {
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
      'the weights of any list of assets by a method, from returns or from expected returns and covariance',
    )
    .argument('<file>', 'CSV of returns or of moments (docs/optimise.md)')
    .addOption(new Option('--method <name>', 'what to choose by').choices(METHOD_NAMES).makeOptionMandatory())
    .option('--target-return <r>', 'mean-variance: the return to reach, as a fraction', figure)
    .option('--risk-aversion <λ>', 'mean-variance: greatest return − λ/2 · variance', above(0))
    .option('--riskless <r>', 'maximum-sharpe: the riskless rate, as a fraction', figure, 0)
    .option('--points <n>', 'frontier: how many portfolios', points, DEFAULT_POINTS)
    .option('--per-year <n>', 'periods in a year, to annualise a file of returns', above(0), 1)
    .option('--min <w>', 'least weight of an asset', figure, 0)
    .option('--max <w>', 'greatest weight of an asset', figure, 1)
    .option('--bound <asset=low:high>', 'bounds of one asset; may be given again for others', bound, [])
    .option('--out <file>', 'an HTML file with the frontier drawn and the weights')
    .option('--json', 'machine-readable result on standard output, and nothing else there')
    .action(async (file: string, options: Options) => {
      const { readAssets } = await import('../../../optimiser/file/read-assets.ts');
      const { optimise } = await import('../../../optimiser/optimise.ts');
      const { boundsOn, methodOf, refused } = await import('./optimise-method.ts');
      const { assets, problems } = readAssets(readText(file, 'a table of assets'), file, options.perYear);
      for (const p of problems) io.err(`${p.severity}: ${p.about}: ${p.message} ${p.remedy}\n`);
      const limits = boundsOn(assets, options.min, options.max, options.bound, file);
      const found = await optimise(assets, limits, methodOf(options, assets, file));
      if (found.kind !== 'chosen' && found.kind !== 'frontier') throw refused(found, file);

      if (options.out !== undefined) {
        const { frontierPage } = await import('./optimise-page.ts');
        const { publishFiles } = await import('../../shared/publish-files.ts');
        const page = await frontierPage(assets, limits, found, {
          method: options.method,
          file: basename(file),
        });
        await publishFiles(dirname(options.out), { [basename(options.out)]: page }, async () => {});
        io.err(`The frontier is drawn in ${options.out}\n`);
      }
      if (options.json) {
        const { optimisedJson } = await import('./optimise-json.ts');
        return io.out(json(optimisedJson(assets, found, options.method)));
      }
      const { optimisedText } = await import('../../text/optimise.ts');
      return io.out(optimisedText(assets, found));
    });
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
    throw new InvalidArgumentError('Give it like GOLD=0.05:0.15.');
  return [...before, { asset, low: figure(low), high: figure(high) }];
}
