import { readAssets } from '../../src/web/assets.ts';
import type { MonthSource } from '../../src/web/month-source.ts';
import { type Months, openMonths } from '../../src/web/months.ts';
import { type App, whatIfApp } from '../../src/web/routes.ts';
import type { PreparedRun } from '../../src/whatif/warm-month.ts';
import { freshMonth } from '../whatif/month.fixture.ts';

/** Compiled modules are not there in tests from sources. */
const assets = readAssets((module) => `// ${module}\n`);

export interface Page {
  readonly app: App;
  readonly months: Months;
  /** Faults of the program that a client would see as a 500. */
  readonly faults: unknown[];
}

/** The page over a run held in memory; `beside` stands for the store and its folder. */
export async function pageOf(run: PreparedRun, beside: Partial<MonthSource> = {}): Promise<Page> {
  const faults: unknown[] = [];
  const source: MonthSource = {
    prepare: () => Promise.resolve(freshMonth(run)),
    changes: () => Promise.resolve([]),
    stress: () => Promise.reject(new Error('no store')),
    simulate: () => Promise.reject(new Error('no store')),
    savedScenarios: () => null,
    saveScenarios: () => Promise.reject(new Error('no store')),
    record: () => Promise.reject(new Error('no store')),
    ...beside,
  };
  const months = await openMonths(source, null, () => {});
  return { app: whatIfApp({ months, assets, onFault: (error) => faults.push(error) }), months, faults };
}

export const ask = async (
  { app }: Pick<Page, 'app'>,
  path: string,
  init?: RequestInit,
): Promise<{ readonly status: number; readonly text: string }> => {
  const answer = await app.fetch(new Request(`http://127.0.0.1:1${path}`, init));
  return { status: answer.status, text: await answer.text() };
};

export const post = (page: Pick<Page, 'app'>, path: string, body: unknown) =>
  ask(page, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
