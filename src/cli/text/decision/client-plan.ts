import type { RiskProfile } from '../../../../allocations/profile/risk-profile.ts';
import type { Bands } from '../../../../allocations/profile/rules.ts';
import { ASSET_CLASSES } from '../../../../allocations/profile/asset-classes.ts';
import type { ClientPlan } from '../../../decision/client-plan/plan-document.ts';
import { fractionAsPercent, grouped, orNone, signed, signedPercent } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { displayDay } from '../../../market/day.ts';
import { CLASS_NAMES, PROFILE_NAMES } from '../../../report/funds/plan/names.ts';
import {
  placeSentence,
  profileSentence,
  tacticalRecordSentence,
} from '../../../report/funds/plan/sentences.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { problemText } from '../layout/problem.ts';
import { table } from '../layout/table.ts';

export const profileText = (name: string, profile: RiskProfile, bands: Bands): string =>
  `${name}: ${PROFILE_NAMES[profile.profile].toLowerCase()}
${profileSentence(profile)}

${table(
  ['Question', 'Answer', 'About', 'Points'],
  profile.questions.map((q) => [q.question, q.answer, q.kind, `${q.points} of ${q.most}`]),
  [3],
)}

${table(
  ['Class', 'Centre', 'Low', 'High'],
  ASSET_CLASSES.map((id) => [
    CLASS_NAMES[id],
    ...[bands[id].centre, bands[id].low, bands[id].high].map((x) => fractionAsPercent(x, 0)),
  ]),
  [1, 2, 3],
)}
${profile.problems.map((p) => `\n${problemText(p)}`).join('')}`.trimEnd() + '\n';

export function clientPlanText(plan: ClientPlan): string {
  const { profile, tactical, orders, attribution, money, funds } = plan;
  const { weights } = tactical.place;
  const parts = [
    `Plan for ${plan.client.name} as of ${displayDay(plan.asOf)}; regime ${plan.regime}`,
    `Profile: ${PROFILE_NAMES[profile.profile].toLowerCase()}. ${profileSentence(profile)}`,
    `Money: new ${rupees(money.invest)}; reserve ${rupees(money.reserve)} and insurance ${rupees(money.insurance)} first; invested ${rupees(money.available)}. Portfolio ${rupees(orders.total)}.`,
    placeSentence(tactical),
    table(
      ['Data point', 'Score', 'Weight', 'Contribution'],
      tactical.score.points.map((p) => [
        p.title,
        orNone(p.score, (s) => signed(s, 2)),
        fractionAsPercent(p.weight, 0),
        signed(p.contribution, 3),
      ]),
      [1, 2, 3],
    ),
    table(
      ['Class', 'Centre', 'Weight', 'In funds'],
      ASSET_CLASSES.map((id) => [
        CLASS_NAMES[id],
        fractionAsPercent(plan.bands[id].centre, 0),
        fractionAsPercent(weights[id], 1),
        fractionAsPercent(weights[id] - plan.weights.unfilled[id], 1),
      ]),
      [1, 2, 3],
    ),
    funds.length === 0
      ? 'No fund was chosen.'
      : table(
          ['Fund', 'Category', 'Weight', 'Reason'],
          funds.map(({ fund, category, weight, reason }) => [
            `${fund.code} ${fund.scheme.name}`,
            category,
            fractionAsPercent(weight, 1),
            reason,
          ]),
          [2],
        ),
    orders.orders.length === 0
      ? ''
      : table(
          ['Order', 'Fund', 'Amount', 'Units', 'Exit load', 'Gain', 'Reason'],
          orders.orders.map((o) => [
            o.side,
            `${o.code} ${o.name}`,
            rupees(o.amount),
            grouped(o.units, 3),
            o.side === 'sell' ? orNone(o.exitLoad, rupees) : '',
            o.side === 'sell' ? rupees(o.gain) : '',
            o.reason,
          ]),
          [2, 3, 4, 5],
        ),
    `Exit loads ${rupees(orders.exitLoads)}, tax ${rupees(orders.tax)}, stamp duty ${rupees(orders.stampDuty)}; cash ${rupees(orders.cash)} before these.`,
    attribution === null
      ? ''
      : `Back-test of these weights over ${attribution.months} months, above Treasury bills ${signedPercent(100 * (attribution.portfolio - attribution.benchmark), 2)}: strategic ${signedPercent(100 * attribution.strategic, 2)}, tactical ${signedPercent(100 * attribution.tactical, 2)}, category ${signedPercent(100 * attribution.category, 2)}, selection ${signedPercent(100 * attribution.selection, 2)}.`,
    tacticalRecordSentence(tactical),
    plan.problems.map(problemText).join('\n'),
  ];
  return `${simulatedMark(plan.simulated)}${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
