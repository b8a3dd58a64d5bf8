import { PARTS, type PartId } from '../../pack/document/parts.ts';
import type { PackDocument } from '../../pack/document/pack-document.ts';
import { counted } from '../../format/numbers.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';
import { anchorOf } from './part.ts';

/** Page of each part by its anchor; null while they are not known, as on screen. */
export type PageNumbers = Pick<ReadonlyMap<string, number>, 'get'> | null;

/** The contents with page numbers, what is missing, and what the pack rests on. */
export function contentsSection(document: PackDocument, pages: PageNumbers): Markup {
  const gaps = missingParts(document);
  return html`<section id="contents" class="contents">
    <h2>Contents</h2>
    <ol>
      ${PARTS.map(
        ({ number, id, title }) =>
          html`<li>
            <span class="part-number">${number}</span>
            <a href="#${anchorOf(id)}">${title}</a>
            <span class="state">${gaps.get(id) ?? ''}</span>
            <span class="page-number">${pages?.get(anchorOf(id))}</span>
          </li>`,
      )}
    </ol>
    <h3>What this pack rests on</h3>
    ${restsOn(document)}
  </section>`;
}

/** How far the parts look back: part 2 over the whole ledger, paths over a year. */
function earlierText({ outcome, hedge }: PackDocument['parts']): string {
  const shown = hedge.path.length - 1;
  if (shown === 0) return 'none in the ledger';
  const all = outcome.last.kind === 'available' ? Math.max(outcome.last.data.switches.length, shown) : shown;
  return all === shown
    ? `${counted(all, 'decision')} of the ledger`
    : `${counted(all, 'decision')} of the ledger; parts 6, 9, 13 and 14 look back over the last ${shown}, part 2 links all`;
}

/** Parts that lack data, and in a word what. */
function missingParts({ parts }: PackDocument): ReadonlyMap<PartId, string> {
  const gaps = new Map<PartId, string>();
  const note = (id: PartId, isMissing: boolean, what: string): void => {
    if (isMissing) gaps.set(id, what);
  };
  note('outcome', parts.outcome.account.kind === 'missing', 'on paper only');
  note('attribution', parts.attribution.ladder.kind === 'missing', 'no back-test given');
  note('annexure', parts.annexure.kind === 'missing', 'no record given');
  note('performance', parts.performance.kind === 'missing', 'no record given');
  note('what-ifs', parts.whatIfs.kind === 'missing', 'no scenarios given');
  note('stress', parts.simulation.kind === 'missing', 'without simulation');
  note('health', parts.health.validation.kind === 'missing', 'without validation');
  return gaps;
}

function restsOn({ decision, asOf, asRecorded, parts, simulated }: PackDocument): Markup {
  return terms([
    [
      'Decision',
      html`Entry ${decision.entry} of the ledger, as of ${dateText(asOf)}, recorded on
      ${dateText(decision.recordedOn)}`,
    ],
    ['Decision hash', html`<code>${decision.sha256}</code>`],
    ['Entry hash', html`<code>${decision.hash}</code>`],
    [
      'Replay',
      asRecorded === null
        ? 'The decision was made again from its data, rule book and holdings before this pack was printed, and came out to the byte.'
        : `Printed as recorded: ${asRecorded}.`,
    ],
    [
      'Knowledge',
      `No data that became known after ${dateText(asOf)} is used in any part; resolutions are those in the ledger.`,
    ],
    ['Earlier decisions', earlierText(parts)],
    [
      'Use',
      `${simulated ? 'Every figure comes from a simulated market. ' : ''}Internal. Model and back-tested returns are not to be shown to clients (SEBI/HO/IMD/IMD-PoD-2/P/CIR/2022/172). Not advice to a client and not an offer of any security.`,
    ],
    [
      'Verification',
      html`<code>trrm pack --verify FILE</code> says whether a file is the one that was sealed;
        <code>trrm ledger verify</code> whether the chain is unbroken.`,
    ],
  ]);
}
