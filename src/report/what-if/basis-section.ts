import type { Manifest } from '../../decision/document/decision.ts';
import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';
import { grouped } from '../../format/numbers.ts';

export interface WhatIfBasis {
  /** Of the decision that the scenario is compared with. */
  readonly manifest: Manifest;
  /** Hash of the assumed rule book. */
  readonly assumedRuleBook: string;
}

/** What the scenario was computed from. */
export const basisSection = ({ manifest, assumedRuleBook }: WhatIfBasis): Markup =>
  html`<section id="basis">
    <h2>Basis</h2>
    ${terms([
      ['Engine', `${manifest.engine.name} ${manifest.engine.version}`],
      ['Rule book', html`<code>${manifest.rulebook}</code>`],
      ...(assumedRuleBook === manifest.rulebook
        ? []
        : [['Rule book as assumed', html`<code>${assumedRuleBook}</code>`] as const]),
      ['Imports included', `up to import ${grouped(manifest.throughImport, 0)}`],
      [
        'Holdings file',
        manifest.portfolio
          ? html`${manifest.portfolio.file} <code>${manifest.portfolio.sha256}</code>`
          : 'none',
      ],
    ])}
  </section>`;
