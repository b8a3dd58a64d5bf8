import type { ClientPlan } from '../../../decision/client-plan/plan-document.ts';
import type { PlanAttribution } from '../../../../allocations/fund-plan/plan-attribution.ts';
import { fractionAsPercent, grouped, signedPercent } from '../../../format/numbers.ts';
import { displayDay } from '../../../market/day.ts';
import { COLOUR } from '../../charts/plot.ts';
import { waterfall } from '../../charts/waterfall.ts';
import { html, type Markup } from '../../page/markup.ts';
import { table } from '../../page/table.ts';
import { cardRecords } from './card-records.ts';
import { tacticalRecordSentence } from './sentences.ts';

/** The third page: what made the return, and what the rules have been worth. */
export const recordSection = (plan: ClientPlan): Markup =>
  html`<section id="record" class="new-page">
    <h2>Attribution</h2>
    ${plan.attribution === null ? html`<p>No attribution: the NAVs of the funds or the Treasury bills do not cover a year.</p>` : attribution(plan.attribution, plan)}
    <h2>Record of the tactical moves</h2>
    <p>${tacticalRecordSentence(plan.tactical)}</p>
    ${plan.cards.length > 0 && cardRecords(plan.cards)}
    <h2>The client’s answers</h2>
    ${table({
      label: 'Questions, answers and points',
      look: 'long',
      rows: plan.profile.questions,
      columns: [
        { head: 'Question', kind: 'ample', cell: (q) => q.question },
        { head: 'Answer', cell: (q) => q.answer },
        { head: 'About', cell: (q) => q.kind },
        { head: 'Points', kind: 'number', cell: (q) => `${grouped(q.points, 0)} of ${grouped(q.most, 0)}` },
      ],
    })}
    <p class="quiet">
      Ability and willingness are scaled to 100 each; the lower decides (SEBI Investment Advisers Regulations,
      reg. 16). Bands, questionnaire and points are TRRM’s own choice.
    </p>
  </section>`;

const PARTS = [
  ['strategic', 'Strategic', 'the profile’s centre, in indices'],
  ['tactical', 'Tactical', 'weights of classes off the centre'],
  ['category', 'Category', 'categories off their class'],
  ['selection', 'Selection', 'funds off their category'],
  ['costs', 'Costs', ''],
] as const;

function attribution(found: PlanAttribution, { asOf }: ClientPlan): Markup {
  const text = (x: number): string => signedPercent(100 * x, 1);
  const steps = PARTS.map(([id, row, note]) => ({ row, note, value: found[id] }));
  const description = `${steps.map((s) => `${s.row} ${text(s.value)}`).join(', ')}; together ${text(found.portfolio - found.benchmark)}.`;
  return html`<p>
      Back-test: these weights, rebalanced monthly over the ${found.months} months to ${displayDay(asOf)},
      would have returned ${fractionAsPercent(found.portfolio, 2)}; Treasury bills returned
      ${fractionAsPercent(found.benchmark, 2)}. It is not the client’s own record, and the funds were chosen
      knowing these returns.
    </p>
    <figure>
      ${waterfall(
        {
          steps,
          total: 'Above Treasury bills',
          references: [],
          text,
          ink: { up: COLOUR.supportive, down: COLOUR.hostile },
          left: { page: 320, phone: 130 },
        },
        { id: 'attribution-chart', title: 'Attribution against Treasury bills', description },
      )}
      <figcaption>
        Percentage points, linked over the months (Cariño 1999); the parts add up to the whole.
      </figcaption>
    </figure>`;
}
