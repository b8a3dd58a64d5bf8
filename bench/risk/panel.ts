import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { userError } from '../../src/market/problem.ts';
import { normalQuantile } from '../../src/math/random/normal-quantile.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { INDUSTRY_COUNT, STYLE_COUNT } from '../../src/risk/factors.ts';
import type { CrossSection } from '../../src/risk/regression/cross-section.ts';

/** A risk model's raw input day by day. Each day overwrites the arrays of the previous one. */
export interface Panel {
  readonly stocks: number;
  readonly days: number;
  /** The next day: its returns, with the exposures and capitalisations of the previous close. */
  next(): { readonly returns: Float64Array; readonly section: CrossSection };
  close(): void;
}

/**
 * Reads a panel from a folder of raw little-endian files: `styles.f64` [T×N×12], `ret.f64` [T×N], `mcap.f64` [T×N],
 * `ind.u8` [N].
 *
 * @throws UserError if a file is missing or does not have the size that `stocks` and `days` imply.
 */
export function panelFromFiles(folder: string, stocks: number, days: number): Panel {
  const open = (name: string, bytes: number): number => {
    const file = join(folder, name);
    const size = existsSync(file) ? statSync(file).size : null;
    if (size !== bytes)
      throw userError(
        'panel-size',
        file,
        `${size === null ? 'does not exist' : `has ${size} bytes`}; ${stocks} stocks and ${days} days need ${bytes} bytes.`,
        'Check --panel, --names and --days.',
      );
    return openSync(file, 'r');
  };
  if (endianness() !== 'LE')
    throw userError(
      'panel-endianness',
      folder,
      'has little-endian files, but this machine is big-endian.',
      'Run on a little-endian machine.',
    );
  const industryFile = open('ind.u8', stocks);
  const industry = new Uint8Array(readFileSync(industryFile));
  closeSync(industryFile);
  const unknown = industry.findIndex((g) => g >= INDUSTRY_COUNT);
  if (unknown >= 0)
    throw userError(
      'panel-industry',
      join(folder, 'ind.u8'),
      `has industry code ${industry[unknown]} for stock ${unknown}.`,
      `Use industry codes 0 to ${INDUSTRY_COUNT - 1}.`,
    );
  const day = emptyDay(stocks, industry);
  const files = [
    { fd: open('styles.f64', days * stocks * STYLE_COUNT * 8), to: day.section.styles },
    { fd: open('ret.f64', days * stocks * 8), to: day.returns },
    { fd: open('mcap.f64', days * stocks * 8), to: day.section.marketCap },
  ];
  return {
    stocks,
    days,
    next() {
      for (const { fd, to } of files) {
        for (let read = 0; read < to.byteLength;) {
          const bytes = readSync(fd, to, read, to.byteLength - read, null);
          if (bytes === 0) throw new RangeError(`the panel ends before day ${days}`);
          read += bytes;
        }
      }
      return day;
    },
    close: () => files.forEach(({ fd }) => closeSync(fd)),
  };
}

/**
 * A simulated panel, reproducible by seed: drifting standard normal styles, log-normal capitalisations, 2 % specific
 * risk.
 */
export function simulatedPanel(stocks: number, days: number, seed = 1): Panel {
  const stream = randomStream(seed);
  const normal = (): number => normalQuantile(stream.uniform());
  const day = emptyDay(
    stocks,
    Uint8Array.from({ length: stocks }, () => Math.floor(stream.uniform() * INDUSTRY_COUNT)),
  );
  const { styles, marketCap, industry } = day.section;
  styles.forEach((_, at) => (styles[at] = normal()));
  marketCap.forEach((_, i) => (marketCap[i] = 5000 * Math.exp(1.5 * normal())));
  return {
    stocks,
    days,
    next() {
      const factors = Float64Array.from({ length: STYLE_COUNT + INDUSTRY_COUNT }, () => 0.004 * normal());
      const market = 0.01 * normal();
      for (let i = 0; i < stocks; i++) {
        // One style of each stock changes per day.
        const k = Math.floor(stream.uniform() * STYLE_COUNT);
        styles[i * STYLE_COUNT + k] = 0.995 * styles[i * STYLE_COUNT + k]! + 0.1 * normal();
        let r = market + factors[STYLE_COUNT + industry[i]!]! + 0.02 * normal();
        for (let s = 0; s < STYLE_COUNT; s++) r += styles[i * STYLE_COUNT + s]! * factors[s]!;
        day.returns[i] = r;
        marketCap[i]! *= 1 + r;
      }
      return day;
    },
    close() {},
  };
}

const emptyDay = (stocks: number, industry: Uint8Array) => ({
  returns: new Float64Array(stocks),
  section: {
    styles: new Float64Array(stocks * STYLE_COUNT),
    industry,
    marketCap: new Float64Array(stocks),
    inEstimation: new Uint8Array(stocks).fill(1),
  },
});
