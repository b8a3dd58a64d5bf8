import { addDays, type Day, day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { Store } from '../market/store.ts';
import { buildRiskModel, canExtend } from '../risk/build.ts';
import { riskIssuers } from '../decision/stocks/companies.ts';
import type { ShareReading } from '../market/stocks/share-reading.ts';
import type { Issuer } from '../risk/day-slice.ts';
import { readRecord, type RiskRecord } from '../risk/record.ts';
import { stopOnInterrupt } from './interrupt.ts';
import type { Io } from './io.ts';
import { json } from './json.ts';
import { readRuleBook } from './options.ts';
import { stepProgress } from './progress.ts';
import type { RiskOptions } from './risk-options.ts';
import { withStore } from './session.ts';
import { problemText } from './text/import.ts';

/** Before any price that a store could hold. */
const BEGINNING = day('1980-01-01');

/**
 * An extension reads again what the slices themselves must remember of each share, its last price and its terms: a
 * quarter is more than any share rests and still counts as traded.
 */
const RUN_UP_DAYS = 92;

/** `trrm risk build` and `extend`: the store's shares, session by session, into the model. */
export async function buildFromStore(
  options: RiskOptions & { readonly to?: Day },
  how: 'build' | 'extend',
  io: Io,
): Promise<void> {
  const { risk: rules } = await readRuleBook(options.rulebook);
  const quiet = options.quiet === true;
  const interrupt = stopOnInterrupt();
  const progress = stepProgress(io, quiet);
  try {
    const built = await withStore(
      options,
      { purpose: `trrm risk ${how}`, mode: 'existing' },
      async (store) => {
        const to = options.to ?? io.today();
        const reading = await store.shareReading({ asOf: to });
        if (reading === null) {
          throw userError(
            'no-shares',
            store.file,
            'holds no prices of single shares.',
            'Import bhavcopies or stock panels with `trrm import`.',
          );
        }
        const all = await store.stocks({ from: BEGINNING, to, asOf: to });
        const { issuers, problems } = riskIssuers(all.issuers);
        const before =
          how === 'extend' ? await extendable(options.model, store, reading, issuers, rules) : null;
        if (how === 'extend' && before === null && !quiet) {
          io.err(
            'Rules, companies or data of the past have changed since the model was built: it is built anew.\n',
          );
        }
        const last = before?.sessions.at(-1)?.day;
        const market =
          last === undefined ? all : await store.stocks({ from: addDays(last, -RUN_UP_DAYS), to, asOf: to });
        const sessions = await countSessions(store, to);
        const result = await buildRiskModel({
          folder: options.model,
          issuers,
          slices: market.slices(),
          rules,
          simulated: store.simulated,
          reading,
          before,
          progress: (at, done) => progress.update(`Risk model, ${iso(at)}`, done, sessions),
          signal: interrupt.signal,
        });
        return { ...result, problems: [...problems, ...market.problems(), ...result.problems] };
      },
    );
    progress.stop();
    const { record, added, problems } = built;
    const last = record.sessions.at(-1);
    const summary = {
      model: options.model,
      simulated: record.simulated,
      issuers: record.issuers.length,
      sessions: record.sessions.length,
      added,
      first: record.sessions[0] ? iso(record.sessions[0].day) : null,
      last: last ? iso(last.day) : null,
      problems,
    };
    if (options.json) return io.out(json(summary));
    return io.out(
      `${options.model}: ${summary.issuers} issuers, ${summary.sessions} sessions ${summary.first ?? '–'} to ${summary.last ?? '–'}, ${added} of them new\n${problems.map((p) => `${problemText(p)}\n`).join('')}`,
    );
  } finally {
    progress.stop();
    interrupt.release();
  }
}

async function extendable(
  folder: string,
  store: Store,
  reading: ShareReading,
  issuers: readonly Issuer[],
  rules: RiskRecord['rules'],
): Promise<RiskRecord | null> {
  const record = readRecord(folder);
  if (!canExtend(record, { issuers, rules, simulated: store.simulated })) return null;
  const through = Math.min(record.reading.asOf, reading.asOf) as Day;
  return (await store.sharesAgree(record.reading, reading, through)) ? record : null;
}

/** For the progress line; the Nifty's sessions, or 0 where the store has none. */
async function countSessions(store: Store, to: Day): Promise<number> {
  const nifty = await store.load(['nifty-50.close']);
  return nifty.view(to).column('nifty-50.close').observedOn.length;
}
