import type { ClientPlan } from '../../../decision/client-plan/plan-document.ts';
import { displayDay } from '../../../market/day.ts';
import { renderDocument } from '../../page/document.ts';
import { html } from '../../page/markup.ts';
import { problemSection } from '../../page/problems.ts';
import { decisionSection } from './decision-section.ts';
import { fundsSection } from './funds-section.ts';
import { recordSection } from './record-section.ts';

/** A client's factsheet: the decision, the funds with reasons, attribution and record. Printed, each begins a page. */
export function renderClientPlan(plan: ClientPlan): string {
  const { asOf, client, simulated } = plan;
  return renderDocument({
    title: `Plan for ${client.name}, ${displayDay(asOf)}`,
    running: {
      title: 'Client plan',
      dated: displayDay(asOf),
      caution: 'Based on rules and past data; no forecast',
      simulated,
    },
    contents: [
      ['plan', 'Plan'],
      ['orders', 'Orders'],
      ['funds', 'Funds and reasons'],
      ['record', 'Attribution and record'],
      ['problems', 'Problems'],
    ],
    body: html`${decisionSection(plan)} ${fundsSection(plan)} ${recordSection(plan)}
    ${problemSection(plan.problems)}`,
  });
}
