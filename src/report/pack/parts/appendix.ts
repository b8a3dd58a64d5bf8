import type { PublishedFile } from '../../../decision/publish/manifest.ts';
import type { PackDecision } from '../../../pack/document/pack-document.ts';
import type { Problem } from '../../../market/problem.ts';
import { grouped } from '../../../format/numbers.ts';
import { auditSection } from '../../decision/audit-section.ts';
import { explanationSection, explanationTrees } from '../../decision/explanations/explanation-section.ts';
import { methodSection } from '../../decision/method-section.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup } from '../../page/markup.ts';
import { problemList, problemSection } from '../../page/problems.ts';
import { table } from '../../page/table.ts';
import { terms } from '../../page/terms.ts';
import { compactRuleBook } from '../compact-rule-book.ts';
import { GLOSSARY } from '../glossary.ts';
import type { PackExplanationModels, PackPages } from '../pages-model.ts';
import { part, partOf } from '../part.ts';

/** Part 16: everything needed to find, check and repeat what was shown. */
export const appendixPart = ({
  pack: { document, validation },
  report,
  files,
  explanations,
}: PackPages): Markup =>
  part(
    'appendix',
    html`${problemSection(document.parts.appendix.problems)}
      ${validation && validation.problems.length > 0 && validationProblems(validation.problems)}
      ${explanations && html`${explanationSection(report.explanations)} ${ownFigures(explanations)}`}
      ${sealedSection(document.decision, files)} ${chainSection(document.decision)} ${auditSection(report)}
      ${methodSection(report)}
      <section id="terms">
        <h2>Terms</h2>
        ${terms(GLOSSARY)}
      </section>
      <section id="rule-book">
        <h2>Rule book in full</h2>
        <p class="quiet">
          Printed with short maps on one line; its canonical form, with SHA-256
          <code>${report.manifest.rulebook}</code>, is in the ledger (trrm ledger show --json).
        </p>
        <pre class="rulebook" tabindex="0" role="region" aria-label="Rule book">
${compactRuleBook(document.parts.appendix.rulebook)}</pre>
      </section>`,
  );

/** Of the validation in part 13, apart from the decision's, which part 13 counts. */
const validationProblems = (problems: readonly Problem[]): Markup =>
  html`<section id="validation-problems">
    <h3>Of the validation in part 13</h3>
    ${problemList(problems)}
  </section>`;

/** The pack's own figures: the headlines of each part, then one of each other kind, with their inputs. */
const ownFigures = ({ headlines, examples }: PackExplanationModels): Markup =>
  html`<section id="own-explanations">
    <h2>How the other figures of this pack come about</h2>
    <p class="note">
      The headline figures of each part, which open here from where they stand, and one figure of each other
      kind in pack.json, with their inputs. <code>trrm explain pack.json POINTER</code> explains every other
      one.
    </p>
    ${headlines.map(
      ([id, of]) =>
        html`<h3>Part ${partOf(id).number}, ${partOf(id).title}</h3>
          ${explanationTrees(of)}`,
    )}
    <h3>One of each other kind</h3>
    ${explanationTrees(examples)}
  </section>`;

type Sealed = Pick<PublishedFile, 'name' | 'sha256'>;

const sealedSection = ({ files: published }: PackDecision, files: readonly Sealed[]): Markup =>
  html`<section id="sealed" class="hashes">
    <h2>Sealed files</h2>
    ${fileTable('Files of this pack', files)}
    <p class="quiet">
      pack.html and pack.pdf are sealed too; a file cannot contain its own hash.
      <code>trrm pack --verify FILE</code> compares any of them with the ledger, under whatever name it was
      kept.
    </p>
    ${
      published.length > 0 &&
      html`<h3>Files published with the decision</h3>
        ${fileTable('Files published with the decision', published)}`
    }
  </section>`;

const fileTable = (label: string, files: readonly Sealed[]): Markup =>
  table<Sealed>({
    label,
    rows: files,
    narrow: 'fit',
    columns: [
      { head: 'File', kind: 'unbroken', cell: (f) => f.name },
      { head: 'SHA-256', cell: (f) => html`<code>${f.sha256}</code>` },
    ],
  });

/** Entries listed before the last; the ledger has all. */
const LISTED = 24;

function chainSection({ chain }: PackDecision): Markup {
  const rows = chain.slice(-LISTED);
  return html`<section id="chain" class="hashes">
    <h2>Chain of the ledger up to this decision</h2>
    ${table<PackDecision['chain'][number]>({
      label: 'Entries of the ledger up to this decision',
      rows,
      look: 'long',
      columns: [
        { head: 'Entry', kind: 'number', cell: (e) => grouped(e.entry, 0) },
        { head: 'Kind', cell: (e) => e.kind },
        { head: 'As of', kind: 'unbroken', cell: (e) => dateText(e.asOf) },
        { head: 'Hash', cell: (e) => html`<code>${e.hash}</code>` },
      ],
    })}
    <p class="quiet">
      ${chain.length > LISTED && `Entries 1 to ${chain.length - LISTED} are left out here. `}Each hash covers
      the one before it, so that the last one stands for all.
      <code>trrm ledger verify --expect HASH</code> checks the whole chain against a printed hash.
    </p>
  </section>`;
}
