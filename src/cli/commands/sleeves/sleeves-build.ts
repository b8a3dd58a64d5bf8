import { riskIssuers, sleeveIssuers } from '../../../decision/stocks/companies.ts';
import { sessionsOf } from '../../../market/calendar/calendar.ts';
import { iso } from '../../../market/day.ts';
import { isMonthOver } from '../../../market/calendar/month-end.ts';
import { userError } from '../../../market/problem.ts';
import { advanceBuild, allSharesOf, endMonth, historiesOf, newSleeveBuild } from '../../../sleeves/build.ts';
import { missingSessions } from '../../../sleeves/characteristics/missing-sessions.ts';
import { writeSleeves } from '../../../sleeves/sleeve-store.ts';
import { reviewProblems } from '../../../sleeves/review/review-warnings.ts';
import { stopOnInterrupt } from '../../shared/interrupt.ts';
import type { Io } from '../../shared/io.ts';
import { json } from '../../json.ts';
import { readRuleBook } from '../../shared/options.ts';
import { stepProgress } from '../../shared/progress.ts';
import { BEGINNING, mustHaveCome, withStore } from '../../shared/with-store.ts';
import type { SleevesOptions } from './sleeves.ts';
import { sleeveList } from '../../../sleeves/overview.ts';
import { problemText } from '../../text/import.ts';

/** `trrm sleeves build`: the store's shares, session by session, through every definition of the rule book. */
export async function buildSleevesFromStore(options: SleevesOptions, io: Io): Promise<void> {
  const { sleeves: rules } = await readRuleBook(options.rulebook);
  const quiet = options.quiet === true;
  const interrupt = stopOnInterrupt();
  const progress = stepProgress(io, quiet);
  try {
    const record = await withStore(
      options,
      { purpose: 'trrm sleeves build', mode: 'existing' },
      async (store) => {
        const to = options.to === undefined ? io.today() : mustHaveCome(options.to, io.today());
        const reading = await store.shareReading({ asOf: to });
        if (reading === null) {
          throw userError(
            'no-shares',
            store.file,
            `holds no prices of single shares${options.to === undefined ? '' : ` by ${iso(to)}`}.`,
            'Import bhavcopies or stock panels with `trrm import`; `trrm status` tells what there is.',
          );
        }
        const market = await store.stocks({ from: BEGINNING, to, asOf: to });
        const { issuers: companies, problems } = riskIssuers(market.issuers);
        const issuers = sleeveIssuers(companies);
        const build = newSleeveBuild(issuers, rules, market.facts);
        // The calendar of a month is public before it is over, so sessions after `to` may tell that it is.
        const sessions = sessionsOf((await store.load(['nifty-50.close'])).view(io.today()));
        let last = BEGINNING;
        let steps = 0;
        for await (const slice of market.slices()) {
          interrupt.signal.throwIfAborted();
          advanceBuild(build, slice);
          steps ||= sessions.filter((d) => d >= slice.day && d <= to).length;
          progress.update(`Sleeves, ${iso(slice.day)}`, build.days.length, steps);
          last = slice.day;
        }
        const monthIsOver = isMonthOver(last, sessions, options.to ?? null);
        if (monthIsOver) endMonth(build);
        const histories = historiesOf(build);
        return {
          simulated: store.simulated,
          reading: await store.settled(reading),
          last: { day: last, monthIsOver },
          rules,
          issuers,
          histories,
          allShares: allSharesOf(build),
          problems: [
            ...problems,
            ...market.problems(),
            ...build.problems,
            ...missingSessions(build.days, sessions),
            ...reviewProblems(histories, store.simulated),
          ],
        };
      },
    );
    progress.stop();
    writeSleeves(options.sleeves, record);
    if (options.json) return io.out(json({ file: options.sleeves, ...sleeveList(record) }));
    const { sleeveListText } = await import('../../text/sleeves.ts');
    return io.out(
      `${sleeveListText(sleeveList(record))}\n${record.problems.map((p) => `${problemText(p)}\n`).join('')}Written to ${options.sleeves}\n`,
    );
  } finally {
    progress.stop();
    interrupt.release();
  }
}
