import { addDays, type Day, displayDay, iso } from '../../../market/day.ts';
import { type Problem, UserError, userError } from '../../../market/problem.ts';
import type { Store } from '../../../market/store/store.ts';
import { buildRiskModel } from '../../../risk/build/build.ts';
import { canExtend, type Extension } from '../../../risk/store/extension.ts';
import { riskIssuers } from '../../../decision/stocks/companies.ts';
import type { ShareReading } from '../../../market/stocks/data-snapshot.ts';
import { nothingEstimated } from '../../../risk/build/empty-model.ts';
import { readRecord, recordThrough, type RiskRecord } from '../../../risk/store/model-store.ts';
import { stopOnInterrupt } from '../../shared/interrupt.ts';
import type { Io } from '../../shared/io.ts';
import { json } from '../../json.ts';
import { readRuleBook } from '../../shared/options.ts';
import { stepProgress } from '../../shared/progress.ts';
import type { RiskOptions } from './risk-options.ts';
import { BEGINNING, withStore } from '../../shared/with-store.ts';
import { problemText } from '../../text/import.ts';

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
        const { simulated } = store;
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
        const { heardFrom } = all;
        const goOn =
          how === 'extend'
            ? await extendable(options.model, store, reading, { issuers, rules, simulated, heardFrom })
            : { before: null, problems: [] };
        const { before } = goOn;
        const last = before?.sessions.at(-1)?.day;
        const market =
          last === undefined ? all : await store.stocks({ from: addDays(last, -RUN_UP_DAYS), to, asOf: to });
        const sessions = await countSessions(store, to);
        const result = await buildRiskModel({
          folder: options.model,
          issuers,
          slices: market.slices(),
          rules,
          simulated,
          reading,
          before,
          progress: (at, done) => progress.update(`Risk model, ${iso(at)}`, done, sessions),
          signal: interrupt.signal,
        });
        return {
          ...result,
          problems: [...goOn.problems, ...problems, ...market.problems(), ...result.problems],
        };
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
    if (options.json) io.out(json(summary));
    else
      io.out(
        `${options.model}: ${summary.issuers} ${summary.issuers === 1 ? 'issuer' : 'issuers'}, ${summary.sessions} sessions ${summary.first ?? '–'} to ${summary.last ?? '–'}, ${added} of them built now\n${problems.map((p) => `${problemText(p)}\n`).join('')}`,
      );
    // What there is can be extended once there is more, but it is no model yet.
    const nothing = nothingEstimated(options.model, record);
    if (nothing) throw new UserError([nothing]);
  } finally {
    progress.stop();
    interrupt.release();
  }
}

/**
 * What of a record can be gone on with: as much as the store still tells as it did when the record was built. Filings
 * that were imported late take it back to the end of a month before them.
 */
async function extendable(
  folder: string,
  store: Store,
  reading: ShareReading,
  extension: Extension,
): Promise<{ readonly before: RiskRecord | null; readonly problems: readonly Problem[] }> {
  const record = readRecord(folder);
  const whole = record.sessions.at(-1)?.day;
  if (whole !== undefined && whole > reading.asOf) {
    throw userError(
      'beyond',
      folder,
      `reaches ${displayDay(whole)}, later than ${displayDay(reading.asOf)}.`,
      'Extend it to a later date, or build a model to that date with `trrm risk build --to`.',
    );
  }
  for (const { after } of record.states.toReversed()) {
    const part = recordThrough(record, after);
    if (!canExtend(part, extension)) continue;
    if (!(await store.sharesAgree(record.reading, reading, after))) continue;
    if (after === whole) return { before: record, problems: [] };
    return { before: part, problems: [builtAgain(`again after ${displayDay(after)}`, 'Data')] };
  }
  return { before: null, problems: [builtAgain('anew', 'Rules, companies or data')] };
}

const builtAgain = (whence: string, what: string): Problem => ({
  severity: 'note',
  code: 'built-again',
  about: 'risk',
  message: `${what} of sessions that the model had have changed since; it was built ${whence}.`,
  remedy: '',
});

/** For the progress line; the Nifty's sessions, or 0 where the store has none. */
async function countSessions(store: Store, to: Day): Promise<number> {
  const nifty = await store.load(['nifty-50.close']);
  return nifty.view(to).column('nifty-50.close').observedOn.length;
}
