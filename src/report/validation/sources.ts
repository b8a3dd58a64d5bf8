import type { Evidence } from '../../validation/regimes/result.ts';
import { unbroken } from '../../format/no-break.ts';
import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';

/** Where each way of labelling is from, and what of it is our choice. */
export const sourceSection = ({ classifiers }: Evidence): Markup =>
  html`<section id="sources">
    <h2>Where the labels are from</h2>
    ${terms(classifiers.map((c) => [unbroken(c.title), unbroken(c.source)]))}
  </section>`;
