import { type ResolutionPayload, resolvedOn } from '../../../decision/ledger/entries/attached-entry.ts';
import { grouped, NONE, orNone, percent, signed } from '../../../format/numbers.ts';
import { listed } from '../../../format/words.ts';
import type { DecisionPoint } from '../../../pack/outcome/decision-path.ts';
import type { PackDocument } from '../../../pack/document/pack-document.ts';
import { decisionSummary } from '../../decision/front-page.ts';
import { scoreText } from '../../decision/regime/call-text.ts';
import { dateText } from '../../page/dates.ts';
import { regimeLabel } from '../../page/label.ts';
import { html, lowerHeadings, type Markup, type Piece } from '../../page/markup.ts';
import { masthead } from '../../page/masthead.ts';
import { positionName } from '../../page/names.ts';
import { table } from '../../page/table.ts';
import { terms } from '../../page/terms.ts';
import type { PackPages } from '../pages-model.ts';
import { anchorOf, partHeading } from '../part.ts';

/** Part 1: the cover with the decision, then what changed since the last one and the resolution to sign. */
export function decisionPart({ pack: { document }, report }: PackPages): Markup {
  const { decision, parts, asRecorded } = document;
  const { now, before, contradicted } = parts.decision;
  return html`<section id="${anchorOf('decision')}" class="part ${anchorOf('decision')}">
    <div class="cover">
      ${masthead({
        title: `Committee pack, ${dateText(document.asOf)}`,
        dateline: html`Ledger entry ${decision.entry}, recorded on ${dateText(decision.recordedOn)} · decision
          <code>${decision.sha256.slice(0, 12)}</code> · entry <code>${decision.hash.slice(0, 12)}</code> ·
          rule book <code>${report.manifest.rulebook.slice(0, 12)}</code>`,
        simulated: document.simulated,
      })}
      ${partHeading('decision')}
      ${
        asRecorded !== null &&
        html`<p class="notice">
          <strong>Printed as recorded.</strong> The decision is not reproduced by this version: ${asRecorded}.
          Its own figures are those recorded; the history beside them is of this version.
        </p>`
      }
      ${
        contradicted !== null &&
        contradicted.length > 0 &&
        html`<p class="notice">
          <strong>Contradicted tilts.</strong> The validation in part 13 contradicts the bouquet’s tilt of
          ${listed(contradicted.map(positionName))} in ${now.regime} markets; the rule book keeps it.
        </p>`
      }
      ${lowerHeadings(decisionSummary(report))}
      <p class="quiet">${resolvedText(document)}</p>
    </div>
    <section class="resolution">
      <h3>Against the last recorded decision</h3>
      ${before ? changeTable(now, before, report.call.bands) : html`<p>This is the first decision in the ledger; there is none to compare with.</p>`}
      ${parts.decision.resolution ? recorded(document) : toSign(document)}
    </section>
  </section>`;
}

function resolvedText({ parts, decision }: PackDocument): Piece {
  const { resolution } = parts.decision;
  return resolution
    ? `Resolution of the committee: ${OUTCOMES[resolution.payload.outcome]}, entry ${resolution.seq} of the ledger; see the next page.`
    : html`The resolution to sign is on the next page. Once signed, record it:
        <code>trrm ledger resolve ${decision.entry}</code>.`;
}

interface Line {
  readonly name: string;
  readonly before: Piece;
  readonly now: Piece;
  readonly change: string;
}

function changeTable(
  now: DecisionPoint,
  before: DecisionPoint,
  bands: Parameters<typeof scoreText>[1],
): Markup {
  const score = (x: number): string => scoreText(x, bands);
  const line = (
    name: string,
    of: (p: DecisionPoint) => number | null,
    text: (x: number) => string,
    change: (x: number) => string,
  ): Line => {
    const [a, b] = [of(before), of(now)];
    return {
      name,
      before: orNone(a, text),
      now: orNone(b, text),
      change: a === null || b === null ? NONE : change(b - a),
    };
  };
  const percentLine = (name: string, of: (p: DecisionPoint) => number | null): Line =>
    line(
      name,
      of,
      (x) => percent(x),
      (x) => `${signed(x, 1)} points`,
    );
  return table<Line>({
    label: 'This decision against the last recorded one',
    rows: [
      {
        name: 'Regime',
        before: regimeLabel(before.regime),
        now: regimeLabel(now.regime),
        change: before.regime === now.regime ? 'unchanged' : 'changed',
      },
      line(
        'Score S',
        (p) => p.score,
        score,
        (x) => signed(x, 2),
      ),
      percentLine('One-way turnover', (p) => 100 * p.turnover),
      percentLine('Volatility forecast, a year', (p) => p.volatility),
      line(
        now.trackingError === null ? 'Beta to the Nifty 50' : 'Beta to the market',
        (p) => p.beta,
        (x) => grouped(x, 2),
        (x) => signed(x, 2),
      ),
      percentLine('Tracking error forecast, a year', (p) => p.trackingError),
    ],
    columns: [
      { head: 'Figure', cell: (l) => l.name },
      {
        head: html`Entry ${before.entry}<small>${dateText(before.asOf)}</small>`,
        kind: 'number',
        cell: (l) => l.before,
      },
      {
        head: html`Entry ${now.entry}<small>${dateText(now.asOf)}</small>`,
        kind: 'number',
        cell: (l) => l.now,
      },
      { head: 'Change', kind: 'number', cell: (l) => l.change },
    ],
  });
}

export const OUTCOMES: Readonly<Record<ResolutionPayload['outcome'], string>> = {
  adopted: 'adopted as shown',
  changed: 'adopted with changes',
  rejected: 'not adopted',
};

const motion = ({ asOf, decision }: PackDocument): Markup =>
  html`<p>
    The committee has considered the decision as of ${dateText(asOf)}, entry ${decision.entry} of the ledger
    (SHA-256 <code>${decision.sha256}</code>), with the evidence in this pack, and resolves that it is:
  </p>`;

const MEMBERS = 5;

const toSign = (document: PackDocument): Markup =>
  html`<h3>Resolution</h3>
    ${motion(document)}
    <p class="choices">
      <span>Adopted as shown</span><span>Adopted with changes</span><span>Not adopted</span>
    </p>
    ${terms([
      ['Changes', blank()],
      ['Reasons', blank()],
      ['Votes for, against, abstaining', blank()],
      ['Dissent, and its reasons', blank()],
      ['In force from', blank()],
    ])}
    <h4>Members</h4>
    ${table<number>({
      label: 'Members of the committee, to be filled in by hand',
      rows: Array.from({ length: MEMBERS }, (_, i) => i + 1),
      narrow: 'fit',
      columns: [
        { head: 'No.', cell: (n) => String(n) },
        { head: 'Name', kind: 'ample', cell: () => blank() },
        { head: 'Vote', cell: () => blank() },
        { head: 'Signature and date', cell: () => blank() },
      ],
    })}`;

const blank = (): Markup => html`<span class="blank"> </span>`;

function recorded(document: PackDocument): Markup {
  const { payload, seq, recordedOn, author } = document.parts.decision.resolution!;
  return html`<h3>Resolution</h3>
    <p>
      <strong>The decision was ${OUTCOMES[payload.outcome]}.</strong> Entry ${seq} of the ledger, recorded on
      ${dateText(recordedOn)} by ${author}.
    </p>
    ${terms([
      ['Resolved on', dateText(resolvedOn(document.parts.decision.resolution!))],
      ['Members', payload.members.join(', ')],
      ['Votes', payload.votes || NONE],
      ['Dissent', payload.dissent || 'none recorded'],
      ['Resolution', payload.text || NONE],
    ])}`;
}
