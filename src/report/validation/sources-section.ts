import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { unbroken } from '../../format/no-break.ts';
import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';

/** Source of each classifier, and which parts are our choice. */
export const sourceSection = ({ classifiers }: RegimeValidation): Markup =>
  html`<section id="sources">
    <h2>Sources of the labels</h2>
    ${terms(classifiers.map((c) => [unbroken(c.title), unbroken(c.source)]))}
  </section>`;
