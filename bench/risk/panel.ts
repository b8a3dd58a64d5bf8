import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { userError } from '../../src/market/problem.ts';
import { normalQuantile } from '../../src/math/random/normal-quantile.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { INDUSTRY_COUNT, STYLE_COUNT } from '../../src/risk/factors.ts';
import type { CrossSection } from '../../src/risk/regression/regression.ts';

/** Days of a risk model's raw input, one after another. The arrays of a day are overwritten by the next. */
export interface Panel {
  readonly names: number;
  readonly days: number;
  /** The next day: its returns, and the exposures and capitalisations that belong to them. */
  next(): { readonly returns: Float64Array; readonly section: CrossSection };
  close(): void;
}

/**
 * The panel of a folder of raw little-endian files: `styles.f64` [T×N×12], `ret.f64` [T×N], `mcap.f64` [T×N], `ind.u8` [N].
 *
 * @throws UserError naming the file that is missing or not of the size that `names` and `days` make.
 */
export function panelOf(folder: string, names: number, days: number): Panel {
  const open = (name: string, bytes: number): number => {
    const file = join(folder, name);
    const size = existsSync(file) ? statSync(file).size : null;
    if (size !== bytes)
      throw userError(
        'panel-size',
        file,
        `has ${size === null ? 'no such file' : `${size} bytes`} where ${names} names and ${days} days make ${bytes}.`,
        'Check --panel, --names and --days.',
      );
    return openSync(file, 'r');
  };
  if (endianness() !== 'LE')
    throw userError(
      'panel-endianness',
      folder,
      'is little-endian, this machine is not.',
      'Use another machine.',
    );
  const industryFile = open('ind.u8', names);
  const industry = new Uint8Array(readFileSync(industryFile));
  closeSync(industryFile);
  const unknown = industry.findIndex((g) => g >= INDUSTRY_COUNT);
  if (unknown >= 0)
    throw userError(
      'panel-industry',
      join(folder, 'ind.u8'),
      `has industry ${industry[unknown]} for name ${unknown}.`,
      `Industries are 0 to ${INDUSTRY_COUNT - 1}.`,
    );
  const day = emptyDay(names, industry);
  const files = [
    { fd: open('styles.f64', days * names * STYLE_COUNT * 8), to: day.section.styles },
    { fd: open('ret.f64', days * names * 8), to: day.returns },
    { fd: open('mcap.f64', days * names * 8), to: day.section.marketCap },
  ];
  return {
    names,
    days,
    next() {
      for (const { fd, to } of files) {
        for (let read = 0; read < to.byteLength;) {
          const bytes = readSync(fd, to, read, to.byteLength - read, null);
          if (bytes === 0) throw new RangeError(`the panel has no more than ${days} days`);
          read += bytes;
        }
      }
      return day;
    },
    close: () => files.forEach(({ fd }) => closeSync(fd)),
  };
}

/** A made-up panel, the same for the same seed: standard normal styles that drift, log-normal capitalisations, 2 % specific risk. */
export function madePanel(names: number, days: number, seed = 1): Panel {
  const stream = randomStream(seed);
  const normal = (): number => normalQuantile(stream.uniform());
  const day = emptyDay(
    names,
    Uint8Array.from({ length: names }, () => Math.floor(stream.uniform() * INDUSTRY_COUNT)),
  );
  const { styles, marketCap, industry } = day.section;
  styles.forEach((_, at) => (styles[at] = normal()));
  marketCap.forEach((_, i) => (marketCap[i] = 5000 * Math.exp(1.5 * normal())));
  return {
    names,
    days,
    next() {
      const factors = Float64Array.from({ length: STYLE_COUNT + INDUSTRY_COUNT }, () => 0.004 * normal());
      const market = 0.01 * normal();
      for (let i = 0; i < names; i++) {
        // One style of each stock moves a day; all have moved after twelve.
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

const emptyDay = (names: number, industry: Uint8Array) => ({
  returns: new Float64Array(names),
  section: {
    styles: new Float64Array(names * STYLE_COUNT),
    industry,
    marketCap: new Float64Array(names),
    inEstimation: new Uint8Array(names).fill(1),
  },
});
