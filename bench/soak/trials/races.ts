import { fault, type Outcome } from '../outcome.ts';
import { trrm } from '../program.ts';
import { publishedIn, stateOf } from '../state.ts';
import { bad, good, type Kind, pick } from '../trial.ts';
import type { Market, Workplace } from '../workplace.ts';

type Command = (market: Market, work: Workplace) => readonly string[];

const run: Command = ({ where, folder }) => ['run', ...where, '--out', folder, '--quiet'];
const runWithPortfolio: Command = (market, work) => [...run(market, work), '--portfolio', work.portfolio];
const importStocks: Command = ({ store }, work) => ['import', work.arrivals, '--store', store, '--quiet'];
const verify: Command = ({ store }) => ['ledger', 'verify', '--store', store];
const status: Command = ({ store }) => ['status', '--store', store];

const PAIRS: readonly (readonly Command[])[] = [
  [run, runWithPortfolio],
  [runWithPortfolio, runWithPortfolio, runWithPortfolio],
  [importStocks, runWithPortfolio],
  [importStocks, importStocks],
  [runWithPortfolio, verify, status],
];

const IN_USE = /in use|being read by process|locked by a process/;

/** Processes that want one store and one folder at the same time: each does all of its work or says who is in the way. */
export const races: Kind = {
  name: 'processes racing for a store',
  attempt: async (work, random) => {
    const market = work.copyOf(work.indices);
    const commands = pick(random, PAIRS).map((command) => command(market, work));
    const ran = await Promise.all(commands.map((argv) => trrm(argv)));
    const problem = ran.map(wrongIn).find((wrong) => wrong !== null) ?? null;
    if (problem !== null) return [bad('crash', problem)];
    const found = await stateOf(market);
    if ('broken' in found) return [bad('lost', `${list(ran)}\n    ${found.broken}`)];
    const verified = await trrm(['verify', market.folder, '--store', market.store]);
    if (verified.code === 1)
      return [bad('mixed', `${list(ran)}\n    ${verified.out}${publishedIn(market.folder)}`)];
    return [good(`${ran.filter(({ code }) => code === 0).length} of ${ran.length} done`)];
  },
};

function wrongIn(outcome: Outcome): string | null {
  const wrong = fault(outcome);
  if (wrong !== null) return wrong;
  return outcome.code === 0 || IN_USE.test(outcome.err) ? null : `${outcome.command}\n    ${outcome.err}`;
}

const list = (ran: readonly Outcome[]): string =>
  ran.map(({ command, code, err }) => `${command}: ${code} ${err.slice(0, 200)}`).join('\n    ');
