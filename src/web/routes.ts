import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { LONGEST_AUTHOR, LONGEST_NOTE } from '../decision/ledger/entries/ledger-text.ts';
import { sha256 } from '../market/files/sha256.ts';
import { parseIso } from '../market/day.ts';
import { UserError } from '../market/problem.ts';
import { html, toText } from '../report/page/markup.ts';
import { standingText } from '../report/scenarios/level-model.ts';
import { renderScenarios } from '../report/scenarios/page.ts';
import { whatIfModel } from '../report/what-if/page-model.ts';
import { renderWhatIf } from '../report/what-if/page.ts';
import { hashRuleBook } from '../rulebook/show.ts';
import { SCENARIOS_FILE } from '../whatif/scenario-file.ts';
import {
  EMPTY_QUERY,
  type PageQuery,
  printPageQuery,
  readPageQuery,
  SCENARIO_IDS,
} from '../whatif/scenario-query.ts';
import type { Asset } from './assets.ts';
import { fragmentsOf, pageState, type PageState, sheetOf } from './fragments.ts';
import { LARGEST_BODY } from './guard.ts';
import { jobRequest, startJob } from './job-requests.ts';
import { monthBody } from './month-body.ts';
import { basisOf } from './month.ts';
import type { Months } from './months.ts';
import { pageShell } from './page.ts';

export interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Paths that hold no data. */
  readonly open: ReadonlySet<string>;
}

export interface AppOptions {
  readonly months: Months;
  readonly assets: ReadonlyMap<string, Asset>;
  /** Reports a fault of the program; the client learns only that there was one. */
  readonly onFault: (error: unknown) => void;
}

const saveRequest = z.strictObject({ state: z.string().max(8192) });
const noteRequest = z.strictObject({
  state: z.string().max(8192),
  scenario: z.enum(SCENARIO_IDS),
  author: z.string().max(4 * LONGEST_AUTHOR),
  text: z.string().max(4 * LONGEST_NOTE),
});

/** The answers of the page's server, after the guard: the page without data, its assets, and the interface that its script calls. */
export function whatIfApp({ months, assets, onFault }: AppOptions): App {
  const app = new Hono();
  app.use(
    '/api/*',
    bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => c.text('The body is too large.\n', 413) }),
  );

  app.get('/', (c) => c.html(pageShell()));
  for (const [path, { type, text }] of assets)
    app.get(path, (c) => c.body(text, 200, { 'Content-Type': type }));

  app.get('/api/month', async (c) => {
    const state = await stateOf(c);
    return state instanceof Response ? state : c.html(toText(monthBody(state, fragmentsOf(state))));
  });

  app.get('/api/consequences', async (c) => {
    const state = await stateOf(c);
    if (state instanceof Response) return state;
    if (c.req.header('accept')?.includes('application/json')) return c.json(figuresOf(state));
    return c.html(
      toText(
        html`${fragmentsOf(state).map(({ id, content }) => html`<div data-part="${id}">${content}</div>`)}`,
      ),
    );
  });

  app.get('/api/level/:key', async (c) => {
    const state = await stateOf(c);
    if (state instanceof Response) return state;
    const level = state.month.levels.find(({ key }) => key === c.req.param('key'));
    const value = Number(c.req.query('value') ?? level?.now ?? Number.NaN);
    if (!level) return c.json({ message: 'There is no such level.' }, 404);
    if (!Number.isFinite(value)) return c.json({ message: 'The value is not a number.' }, 400);
    const { key, title, unit, now, ticks, history } = level;
    const [min, max, days] = [history.min, history.max, history.sorted.length];
    return c.json({
      key,
      title,
      unit,
      now,
      quantiles: ticks,
      min,
      max,
      days,
      text: standingText(level, value),
    });
  });

  app.get('/api/report', async (c) => {
    const state = await stateOf(c);
    if (state instanceof Response) return state;
    const { month, active, results } = state;
    const result = results.find((r) => r.scenario.id === active);
    if (!result) return c.json({ message: 'There is no such scenario.' }, 404);
    const { book, whatIf } = result;
    const model = whatIfModel(whatIf, { before: month.warm.book.regimes, after: book.regimes });
    const page = renderWhatIf({ model, manifest: month.manifest, assumedRuleBook: hashRuleBook(book) });
    return c.body(page, 200, { 'Content-Type': 'text/html; charset=utf-8' });
  });

  app.post('/api/jobs', async (c) => {
    const body = jobRequest.safeParse(await jsonBody(c));
    if (!body.success) return c.json({ message: z.prettifyError(body.error) }, 400);
    return c.json(startJob(months, body.data), 202);
  });

  app.get('/api/jobs/:id', (c) => {
    const status = months.status(c.req.param('id'));
    return status ? c.json(status) : c.json({ message: 'There is no such job.' }, 404);
  });

  app.get('/api/jobs/:id/result', (c) => {
    const result = months.result(c.req.param('id'));
    return result === null ? c.json({ message: 'There is no such result.' }, 404) : c.html(result);
  });

  app.get('/api/scenarios', (c) => c.json({ scenarios: months.savedScenarios() }));

  app.post('/api/scenarios', async (c) => {
    const body = saveRequest.safeParse(await jsonBody(c));
    if (!body.success) return c.json({ message: z.prettifyError(body.error) }, 400);
    const { scenarios } = readPageQuery(body.data.state);
    await months.saveScenarios(scenarios);
    return c.json({ message: `${scenarios.length} saved in ${SCENARIOS_FILE} beside the store.` }, 201);
  });

  app.get('/pack', async (c) => {
    const state = await stateOf(c);
    if (state instanceof Response) return state;
    return c.body(renderScenarios(sheetOf(state)), 200, { 'Content-Type': 'text/html; charset=utf-8' });
  });

  app.post('/api/notes', async (c) => {
    const body = noteRequest.safeParse(await jsonBody(c));
    if (!body.success) return c.json({ message: z.prettifyError(body.error) }, 400);
    const { state: text, scenario, author, text: note } = body.data;
    const query = readPageQuery(text);
    const month = months.of(query.asOf);
    if (!month) return c.json({ message: 'The month is not loaded. Reload the page.' }, 409);
    const state = await pageState(month, query);
    const result = state.results.find((r) => r.scenario.id === scenario);
    if (!result) return c.json({ message: 'There is no such scenario.' }, 404);
    // The bytes that `trrm whatif --json` prints, so that the hash can be compared with them.
    const figures = sha256(`${JSON.stringify(result.whatIf, null, 2)}\n`);
    const { asOf, manifest } = month;
    const own: PageQuery = {
      ...EMPTY_QUERY,
      scenarios: query.scenarios.filter((s) => s.id === scenario),
      asOf,
      basis: basisOf(manifest),
    };
    const entry = await months.record({ asOf, scenario: printPageQuery(own), text: note, figures, author });
    const { seq, hash } = entry;
    return c.json(
      { entry: seq, hash, message: `SIMULATION: recorded as a note, entry ${seq} of the ledger.` },
      201,
    );
  });

  app.notFound((c) => c.json({ message: 'There is nothing here.' }, 404));
  app.onError((error, c) => {
    if (error instanceof UserError) {
      const isBusy = error.problems.some((p) => p.code === 'store-in-use');
      return c.json({ message: error.message }, isBusy ? 409 : 422);
    }
    onFault(error);
    return c.json({ message: 'An internal error. The terminal of trrm serve says more.' }, 500);
  });

  /** The state that the query asks for; an answer that says which month must be loaded first, where it is another one. */
  async function stateOf(c: Context): Promise<PageState | Response> {
    const query = readPageQuery(new URL(c.req.url).search);
    const { asOf } = query;
    if (asOf !== null && parseIso(asOf) === null)
      return pageState(months.first(), query, [
        `“${asOf.slice(0, 40)}” is not a date; the page shows its own month.`,
      ]);
    const month = months.of(asOf);
    if (!month) return c.json({ needs: asOf, message: `${asOf} is not loaded yet.` }, 409);
    return pageState(month, query, await months.changes(month));
  }

  return { fetch: (request) => app.fetch(request), open: new Set(['/', ...assets.keys()]) };
}

/** The body as JSON; undefined, which no schema accepts, where it is not JSON. */
async function jsonBody(c: Context): Promise<unknown> {
  try {
    return await c.req.json<unknown>();
  } catch {
    return undefined;
  }
}

/** The figures of all scenarios, each as `trrm whatif --json` prints it. */
const figuresOf = ({ month, results, problems, notices }: PageState) => ({
  asOf: month.asOf,
  basis: basisOf(month.manifest),
  notices,
  problems,
  scenarios: Object.fromEntries(results.map(({ scenario, whatIf }) => [scenario.id, whatIf])),
});
