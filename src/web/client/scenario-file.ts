import type { ScenarioText } from '../../whatif/scenario-query.ts';
import type { Ask } from './answers.ts';
import { byId } from './elements.ts';
import { change, queryText } from './state.ts';

/** Saves the scenarios in the file beside the store, and takes them from it. */
export function wireFile(
  ask: Ask,
  { changed, say }: { readonly changed: () => void; readonly say: (text: string) => void },
): void {
  byId('keep').addEventListener('click', () => {
    void (async () => {
      const answer = await ask('/api/scenarios', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ state: queryText() }),
      });
      if (answer) say(((await answer.json()) as { message: string }).message);
    })();
  });
  byId('recall').addEventListener('click', () => {
    void (async () => {
      const answer = await ask('/api/scenarios');
      if (!answer) return;
      const { scenarios, message } = (await answer.json()) as {
        readonly scenarios?: readonly ScenarioText[] | null;
        readonly message?: string;
      };
      if (!scenarios) return say(message ?? 'No scenarios are saved beside this store.');
      change({ scenarios, active: scenarios[0]?.id ?? null, shown: null }, true);
      changed();
    })();
  });
}
