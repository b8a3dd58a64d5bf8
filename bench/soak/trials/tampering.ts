import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomStream } from '../../../src/math/random/random.ts';
import { fault } from '../outcome.ts';
import { trrm, trrmMany } from '../program.ts';
import { bad, below, type Finding, good, type Kind, pick } from '../trial.ts';
import { lotsOf, type Market, type Workplace } from '../workplace.ts';

/** Changes one byte, a digit into another digit where it is one: the change that no parser sees. */
function changeByte(file: string, random: RandomStream): string {
  const bytes = readFileSync(file);
  const at = below(random, bytes.length);
  const before = bytes[at]!;
  const isDigit = before >= 48 && before <= 57;
  bytes[at] = isDigit ? 48 + ((before - 48 + 1 + below(random, 9)) % 10) : before ^ (1 << below(random, 8));
  writeFileSync(file, bytes);
  return `byte ${at} of ${file} from ${before} to ${bytes[at]}`;
}

/** Copies tampered with for one process. */
const COPIES = 4;

const decide = (market: Market, portfolio: string, out: string): readonly string[] => [
  'run',
  ...market.where,
  '--portfolio',
  portfolio,
  '--out',
  out,
  '--json',
  '--quiet',
];

const decisions = new Map<string, Promise<string>>();

/** The decision of the untouched market. */
function untouched(work: Workplace, market: Market, portfolio: string): Promise<string> {
  const known = decisions.get(market.folder);
  if (known) return known;
  const made = trrm(decide(work.copyOf(market), portfolio, work.scratch())).then((ran) => {
    if (ran.code !== 0) throw new Error(ran.err);
    return figuresOf(ran.out);
  });
  decisions.set(market.folder, made);
  return made;
}

/** Everything that is decided. A warning that something kept was damaged and built again may come on top. */
function figuresOf(decision: string): string {
  const { regime, signals, allocation, execution } = JSON.parse(decision) as Record<string, unknown>;
  return JSON.stringify({ regime, signals, allocation, execution });
}

/** One byte of something kept is changed: the next run refuses, or decides the same. */
const kept = (
  name: string,
  choose: (work: Workplace) => { readonly market: Market; readonly portfolio: string },
  file: (market: Market, random: RandomStream) => string,
): Kind => ({
  name,
  attempt: async (work, random): Promise<Finding[]> => {
    const { market: original, portfolio } = choose(work);
    const expected = await untouched(work, original, portfolio);
    const tampered = Array.from({ length: COPIES }, () => {
      const market = work.copyOf(original);
      return {
        changed: changeByte(file(market, random), random),
        command: decide(market, portfolio, work.scratch()),
      };
    });
    const list = join(work.scratch(), 'commands.json');
    const all = await trrmMany(
      tampered.map(({ command }) => command),
      list,
    );
    return all.map((ran, i) => {
      const { changed } = tampered[i]!;
      const wrong = fault(ran);
      if (wrong !== null) return bad('crash', `${changed}\n    ${wrong}`);
      if (ran.code !== 0) return good('refused');
      return figuresOf(ran.out) === expected ? good('same decision') : bad('another decision', changed);
    });
  },
});

const stocks = (work: Workplace) => ({ market: work.stocks, portfolio: lotsOf(work.stocks) });
const indices = (work: Workplace) => ({ market: work.indices, portfolio: work.portfolio });

export const stores = kept('store, one byte changed', indices, ({ store }) => store);
export const sleeves = kept('built sleeves, one byte changed', stocks, ({ folder }) =>
  join(folder, 'sleeves.json'),
);
export const models = kept('risk model, one byte changed', stocks, ({ folder }, random) => {
  const names = readdirSync(join(folder, 'inec1')).filter(
    (name) => statSync(join(folder, 'inec1', name)).size > 0,
  );
  return join(folder, 'inec1', pick(random, names));
});

const PUBLISHED = /\.(json|html|csv)$/;

/** One byte of a published file is changed: `trrm verify` finds it. */
export const published: Kind = {
  name: 'published files, one byte changed',
  attempt: async (work, random) => {
    const list = join(work.scratch(), 'commands.json');
    const markets = Array.from({ length: COPIES }, () => work.copyOf(work.indices));
    const verify = ({ folder, store }: Market): readonly string[] => [
      'verify',
      folder,
      '--store',
      store,
      '--json',
    ];
    const [before] = await trrmMany([verify(markets[0]!)], list);
    // A process that something else on the machine ended has found nothing, rightly or wrongly.
    const broken = fault(before!);
    if (broken !== null) return [bad('crash', broken)];
    if (before!.code !== 0)
      return [bad('false alarm', `${before!.command}\n    ${before!.out}${before!.err}`)];
    const changes = markets.map(({ folder }) => {
      const names = readdirSync(folder).filter((name) => PUBLISHED.test(name) && name !== 'sleeves.json');
      return changeByte(join(folder, pick(random, names)), random);
    });
    return (await trrmMany(markets.map(verify), list)).map((ran, i) => {
      const wrong = fault(ran);
      if (wrong !== null) return bad('crash', `${changes[i]}\n    ${wrong}`);
      return ran.code === 1 ? good('found') : bad('not found', changes[i]!);
    });
  },
};
