import { fractionAsPercent, grouped, orNone } from '../../format/numbers.ts';
import type { SweepStatus } from '../../sweep/sweep-status.ts';
import { renderDocument } from '../page/document.ts';
import { html } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { terms } from '../page/terms.ts';
import { durationText, stateText, timeOfDay } from './status-text.ts';

/** A running sweep writes its page this often, and a browser reads it again. */
const REFRESH_SECONDS = 5;

/** Renders how far a sweep is as a page that rereads itself while the sweep runs. */
export function renderSweepStatus(status: SweepStatus): string {
  const { chunks, trials, rate, secondsLeft, stalled, workers, note, sweep, state, simulated } = status;
  const caution = `Written at ${timeOfDay(status.updated)}`;
  return renderDocument({
    title: `TRRM: ${stateText(state)}, ${fractionAsPercent(trials.done / trials.all)}`,
    running: {
      title: 'Sweep of rule books',
      dated: caution,
      caution,
      simulated,
      simulation: 'SIMULATED MARKET',
    },
    ...(state === 'running' && { refresh: REFRESH_SECONDS }),
    contents: [['status', 'Status']],
    body: html`<section class="opening" id="status">
      ${masthead({ title: `Sweep: ${stateText(state)}`, dateline: note, simulated })}
      ${terms([
        [
          'Rule books',
          `${grouped(trials.done, 0)} of ${grouped(trials.all, 0)} (${fractionAsPercent(trials.done / trials.all, 1)})`,
        ],
        [
          'Chunks',
          `${grouped(chunks.done, 0)} of ${grouped(chunks.all, 0)} done, ${grouped(chunks.failed, 0)} failed${stalled === null ? '' : `, ${grouped(stalled, 0)} taken back from silent workers`}`,
        ],
        ['Rate', orNone(rate, (r) => `${grouped(r, 1)} rule books a second`)],
        ['Time left', orNone(secondsLeft, durationText)],
        ...(stalled === null
          ? []
          : ([
              ['Workers', workers.length === 0 ? 'none seen in the last half minute' : workers.join(', ')],
            ] as const)),
        ['Written', timeOfDay(status.updated)],
        ['Sweep', html`<code>${sweep}</code>`],
      ])}
      <p class="quiet">
        ${state === 'running' ? 'This page is written every five seconds. Failed chunks: ' : 'Failed chunks: '}<code
          >trrm sweep status --failed</code
        >.
      </p>
    </section>`,
  });
}
