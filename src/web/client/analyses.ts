import { type Ask, runJob } from './answers.ts';
import { byId, formById, inputById } from './elements.ts';
import { activeId, queryText, state } from './state.ts';

/** Stress test and simulation: jobs of the server, whose results are put below their forms. */
export function wireAnalyses(ask: Ask): void {
  formById('stress-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const [shocks, loss] = [inputById('shocks').value.trim(), inputById('loss').value.trim()];
    void show(ask, {
      kind: 'stress',
      shocks: shocks === '' ? [] : shocks.split(/[\s,]+/),
      loss: loss === '' ? null : loss,
    });
  });
  formById('simulation-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const [months, paths, seed] = ['months', 'paths', 'seed'].map((id) => inputById(id).valueAsNumber);
    void show(ask, { kind: 'simulation', months, paths, seed, law: inputById('law').value });
  });
}

async function show(ask: Ask, request: Readonly<Record<string, unknown>>): Promise<void> {
  const say = (message: string) => {
    byId('analysis-status').textContent = message;
  };
  const place = byId('analysis');
  place.classList.add('stale');
  const { asOf, scenarios } = state();
  const chosen = scenarios.some((s) => s.id === activeId()) ? activeId() : null;
  const id = await runJob(ask, { ...request, asOf, state: queryText(), scenario: chosen }, say);
  const answer = id === null ? null : await ask(`/api/jobs/${id}/result`);
  place.classList.remove('stale');
  if (!answer?.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
  place.replaceChildren(...parsed.body.childNodes);
  say('Ready; the result is below.');
}
