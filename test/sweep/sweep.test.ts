import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { callHistory } from '../../regimes/model/history.ts';
import { day } from '../../src/market/day.ts';
import { alignMarket } from '../../signals/aligned-market.ts';
import { END_OF_TIME } from '../../src/market/as-of-date.ts';
import { takeFolderLock } from '../../src/market/store/lock.ts';
import { withRules } from '../../src/rulebook/change.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../src/rulebook/rule-book.ts';
import { keysOfSnapshot, marketOfSnapshot } from '../../src/snapshot/open-snapshot.ts';
import { confirmationText } from '../../src/cli/text/sweep.ts';
import { sweepId } from '../../src/sweep/chunks/chunk.ts';
import { confirmSweep } from '../../src/sweep/confirm-sweep.ts';
import { emitRuleBook } from '../../src/sweep/emit-rule-book.ts';
import { prepareObjective } from '../../src/sweep/objective/prepare.ts';
import type { SweepExecutor } from '../../src/sweep/executors/executor.ts';
import { inlineExecutor } from '../../src/sweep/executors/inline.ts';
import type { SweepReport } from '../../src/sweep/report-schema.ts';
import { runSweep, type SweepOutcome, type SweepRequest } from '../../src/sweep/run-sweep.ts';
import { givenSnapshot } from '../../src/sweep/sweep-snapshot.ts';
import { sweepFolder } from '../../src/sweep/sweep-folder.ts';
import { readResults } from '../../src/sweep/chunks/merged-file.ts';
import { cashReturns } from '../../src/validation/regimes/cash-returns.ts';
import { switchReturns } from '../../src/validation/regimes/measures/switch-test.ts';
import { countTrials, readTrialLedger } from '../../src/validation/trial-ledger.ts';
import { parseRuleBook } from '../../src/rulebook/parse.ts';
import { variantsTriedOn } from '../../src/validation/regimes/validate-store.ts';
import { type SweepMarket, sweepMarket } from './sweep-market.fixture.ts';

const HOLDOUT = '2022-01-01';
const PLAN = `
note: Do the thresholds and windows of the regression matter?
parameters:
  regimes.enterBullish: [0.1, 0.2, 0.3]
  regimes.enterBearish: { from: -0.3, to: -0.1, step: 0.1 }
  signals.nifty-regression.gapMonths: [8, 10]
  regimes.leaveBullish: [0.05, 0.2]
design: grid
constraints: [leaveBullish < enterBullish]
holdout: ${HOLDOUT}
groups: 8
`;

let market: SweepMarket;
let first: { readonly request: SweepRequest; readonly report: SweepReport };
beforeAll(async () => {
  market = await sweepMarket();
  const request = await market.request(PLAN, 'first');
  first = { request, report: reportOf(await runSweep(request)) };
});
afterAll(() => market.remove());

function reportOf(outcome: SweepOutcome): SweepReport {
  if (outcome.kind === 'failed') throw new Error(`${outcome.failed} chunks failed`);
  return outcome.report;
}

const bytes = (name: string): Buffer => readFileSync(join(market.folder, name, 'trials.parquet'));

test('a sweep runs every valid rule book once and counts the others apart', async () => {
  const { report } = first;
  expect(report.designed).toBe(36);
  // leaveBullish 0.2 is not below enterBullish 0.1 or 0.2; above it, the rule book itself is not valid.
  expect(report.rejected.map((r) => r.count)).toEqual([6, 6]);
  expect(report.search.trials).toBe(24);
  expect(report.lines).toHaveLength(6);
  const results = await readResults(join(market.folder, 'first', 'trials.parquet'));
  expect([...results.trial]).toEqual([...results.trial].sort((a, b) => a - b));
  expect(new Set(results.id).size).toBe(24);
  expect(report.ranking[0]!.ratio).toBeCloseTo(Math.max(...results.ratio) * Math.sqrt(12), 12);
});

test('its monthly returns are the switch test of the labels that the rule book gives', async () => {
  const { definition, snapshot } = await market.request(PLAN, 'first');
  const objective = await prepareObjective(definition, snapshot);
  const book = withRules(DEFAULT_RULE_BOOK, [
    { path: 'signals.nifty-regression.gapMonths', value: 8 },
    { path: 'regimes.enterBearish', value: -0.1 },
  ]);
  const { returns, turnover } = await objective.evaluate(book);
  const of = marketOfSnapshot(snapshot);
  const known = day(snapshot.manifest.day);
  const { sessions, closes } = alignMarket(of.view(known));
  const { days } = objective.months;
  const calls = callHistory(of, known, signalsOf(book), book.regimes);
  const last = sessions.indexOf(days.at(-1)!);
  const months = calls
    .filter((c) => sessions[c.session + 1]! >= days[0]! && sessions[c.session + 1]! < days.at(-1)!)
    .map((c) => ({ session: c.session, label: c.regime }));
  const cash = cashReturns(of.view(known), sessions).bySession;
  const daily = switchReturns({ closes: closes.slice(0, last + 1), cash, months, delay: 1, cost: 0.002 })!;
  const growth = (rs: Iterable<number>): number => [...rs].reduce((g, r) => g * (1 + r), 1);
  expect(months).toHaveLength(returns.length);
  expect(growth(returns)).toBeCloseTo(growth(daily.returns), 10);
  expect(turnover).toBe(daily.trades);
});

test('however a sweep is cut, in whatever order its parts arrive, and stopped in between: the same bytes', async () => {
  const request = { ...(await market.request(PLAN, 'cut')), atOnce: 3 };
  // Chunks are run last first, and the run stops after four of the eight.
  const stopping = (task: Parameters<typeof inlineExecutor>[0]): SweepExecutor => {
    const inner = inlineExecutor(task);
    return {
      ...inner,
      submit: (chunks) => inner.submit([...chunks].reverse()),
      async *results() {
        let n = 0;
        for await (const outcome of inner.results()) {
          yield outcome;
          if (++n === 4) {
            sweepFolder(request.folder).status.askToStop();
            return;
          }
        }
      },
    };
  };
  await expect(runSweep({ ...request, executor: stopping })).rejects.toThrow('after 12 of 24 rule books');
  await expect(runSweep(request)).rejects.toThrow('Continue it with --resume');
  await runSweep({ ...request, resume: true });
  expect(bytes('cut')).toEqual(bytes('first'));
});

test('the ledger counts every trial once, in whatever sweep, and the validation takes its count', async () => {
  const { search, plateau } = first.report;
  const neighbours = plateau.rows.flatMap((r) => r.neighbours).filter((n) => n.ratio !== null).length;
  // Some neighbours of the best are trials of the sweep themselves.
  expect(search.counted).toBeGreaterThan(24);
  expect(search.counted).toBeLessThanOrEqual(24 + neighbours);
  expect(countTrials(readTrialLedger(market.ledger))).toBe(search.counted);
  const again = await market.request(PLAN.replace('matter', 'matter still'), 'again');
  expect(reportOf(await runSweep(again)).search.counted).toBe(search.counted);
  expect(variantsTriedOn(join(market.folder, 'market.duckdb'))).toBe(170 + search.counted);
  expect(variantsTriedOn(market.held.store.file)).toBe(170);
});

test('no row of the holdout is in what a worker gets', async () => {
  const snapshot = await market.snapshotOf(HOLDOUT);
  const of = marketOfSnapshot(snapshot);
  const keys = keysOfSnapshot(snapshot);
  for (const key of keys) {
    const { observedOn, knownOn } = of.view(END_OF_TIME).column(key);
    for (const days of [observedOn, knownOn]) expect(Math.max(...days)).toBeLessThan(day(HOLDOUT));
  }
});

test('the holdout is looked at once, and the look is recorded', async () => {
  const { request, report } = first;
  const whole = await market.snapshotOf();
  const look = { ...request, report, rank: 1, snapshot: whole };
  const confirmed = await confirmSweep(look);
  expect(confirmed.holdout!.looks).toHaveLength(1);
  expect(confirmed.holdout!.looks[0]!.months).toBeGreaterThan(36);
  expect(confirmed.lines[5]).toContain('looked at once: ');
  // The ratio, from the trial's returns on the whole store.
  const objective = await prepareObjective(request.definition, whole);
  const book = withRules(
    DEFAULT_RULE_BOOK,
    Object.entries(confirmed.ranking[0]!.parameters).map(([path, value]) => ({ path, value })),
  );
  const { returns } = await objective.evaluate(book);
  const begin = objective.months.days.findIndex((d) => d >= day(HOLDOUT));
  const excess = Array.from(returns.slice(begin), (r, t) => r - objective.months.cash[begin + t]!);
  const m = mean(excess);
  const sd = Math.sqrt(excess.reduce((sum, x) => sum + (x - m) ** 2, 0) / (excess.length - 1));
  expect(confirmed.holdout!.looks[0]!.confirmed).toBeCloseTo((m / sd) * Math.sqrt(12), 10);
  await expect(confirmSweep({ ...look, rank: 2 })).rejects.toThrow('was looked at by this sweep on');
});

test('a holdout that begins a month later than one that was looked at is reported as seen, with what was looked at', async () => {
  const { request, report } = first;
  const { definition } = request;
  const later = { ...definition, plan: { ...definition.plan, holdout: '2022-02-01' } };
  const sweep = sweepId(later);
  const snapshot = await market.snapshotOf();
  const of = { ...request, definition: later, report: { ...report, sweep }, rank: 1, snapshot };
  const confirmed = await confirmSweep(of);
  expect(confirmed.holdout!.looks).toMatchObject([
    { sweep: report.sweep, from: HOLDOUT, to: '2025-03-03' },
    { sweep, from: '2022-02-01', to: '2025-03-03' },
  ]);
  expect(confirmed.lines[5]).toMatch(
    /looked at 2\stimes: .*01\sJan\s2022 to 03\sMar\s2025.*no longer unseen\.$/,
  );
  expect(confirmationText(confirmed, 1)).toMatch(
    /1\sother\s+look\s+at\s+these days is recorded[^]*looked at on .*, from 01\sJan\s2022 to\s+03\sMar\s2025/,
  );
});

test('an emitted rule book carries the six lines, and nothing else writes it', async () => {
  const { request, report } = first;
  const text = emitRuleBook(request.definition, report, 2);
  for (const line of report.lines) expect(text).toContain(`# ${line}\n`);
  expect(text).toContain('# SIMULATED MARKET');
  expect(parseRuleBook(text).regimes.enterBullish).toBe(
    report.ranking[1]!.parameters['regimes.enterBullish'],
  );
  expect(() => emitRuleBook(request.definition, report, 1000)).toThrow('is not a rank');
});

test('a chunk that fails is listed, the others are kept, and a retry runs it', async () => {
  const request = await market.request(PLAN, 'failing');
  const failing = (): SweepExecutor => ({
    submit: async () => {},
    async *results() {
      yield {
        kind: 'failed',
        chunk: { id: '0'.repeat(32), trials: [0, 1] },
        reason: 'no memory',
        stack: null,
      };
    },
    stop: async () => {},
  });
  expect(await runSweep({ ...request, executor: failing })).toEqual({ kind: 'failed', failed: 1 });
  expect(sweepFolder(request.folder).status.failures()).toMatchObject([
    { trials: '0-1', reason: 'no memory' },
  ]);
  expect(existsSync(join(request.folder, 'trials.parquet'))).toBe(false);
  expect(await runSweep({ ...request, resume: true, retry: true })).toMatchObject({ kind: 'done' });
  expect(sweepFolder(request.folder).status.failures()).toEqual([]);
});

test('a second run in the folder of a sweep is refused before any work while the first goes on, and names it', async () => {
  const { request } = first;
  const lock = takeFolderLock(request.folder, 'trrm sweep');
  const progress = jest.fn();
  await expect(runSweep({ ...request, resume: true, progress })).rejects.toThrow(
    `is in use by process ${process.pid} on `,
  );
  expect(progress).not.toHaveBeenCalled();
  lock.release();
  expect(await runSweep({ ...request, resume: true })).toMatchObject({ kind: 'done' });
  expect(existsSync(join(request.folder, 'run.lock'))).toBe(false);
});

test('a plan without a valid rule book leaves its folder free for a corrected one', async () => {
  const plan = PLAN.replace('leaveBullish < enterBullish', 'leaveBullish > 2');
  await expect(market.request(plan, 'corrected').then(runSweep)).rejects.toThrow('has no valid rule book');
  expect(readdirSync(join(market.folder, 'corrected'))).toEqual([]);
});

test('a snapshot with rows of the holdout is refused', async () => {
  const whole = await market.snapshotOf();
  const { engine } = (await market.request(PLAN, 'any')).definition;
  const at = { engine, cache: join(market.folder, 'cache') };
  await expect(givenSnapshot(whole.id, { holdout: HOLDOUT }, at)).rejects.toThrow(
    'and the holdout begins on',
  );
  await expect(
    givenSnapshot(whole.id, {}, { ...at, engine: { ...engine, sources: 'other' } }),
  ).rejects.toThrow('was made by trrm');
});
