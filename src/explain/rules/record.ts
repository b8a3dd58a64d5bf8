import { fact, named, type Rule, stage, text } from '../rule.ts';

const PORTFOLIO = [{ kind: 'portfolio', of: [] }] as const;

/** What tells one run from another: its schema, data, rule book and code. */
export const RECORD_RULES: readonly Rule[] = [
  fact('/schema', 'words', 'The form of the document.'),
  fact('/asOf', 'day', 'The day for which the run was asked.'),
  stage('/simulated', 'words', 'Whether any file of the store is marked as from the simulated market.'),
  fact('/manifest/engine/*', 'words', 'The program that made the decision, with the hash of its sources.'),
  stage('/manifest/rulebook', 'words', 'SHA-256 of the canonical rule book, as the ledger keeps it.'),
  fact(
    '/manifest/throughImport',
    'count',
    'The last import that the run saw; later ones are ignored when it is replayed.',
  ),
  fact('/manifest/portfolio/file', 'words', 'The name of the portfolio file.'),
  stage('/manifest/portfolio/sha256', 'words', 'SHA-256 of the portfolio file.', { rows: () => PORTFOLIO }),
  stage('/manifest/portfolio', 'words', 'No portfolio file was given.'),
  stage(
    '/manifest/stocks/*',
    'words',
    'The stock data that the risk model and the sleeves were built from.',
    {
      rows: () => [{ kind: 'stocks' }],
    },
  ),
  stage('/manifest/stocks', 'words', 'No stock data were used.'),
  named('/vintage/*/(series|kind)', 'The data that are counted.'),
  stage('/vintage/*/(first|last)', 'day', 'First or last day of these rows known on the as-of date.'),
  stage('/vintage/*/rows', 'count', 'Number of these rows known on the as-of date.'),
  stage('/vintage/*/sources/*', 'words', 'A publisher of these rows, the most trusted first.'),
  fact('/vintage/*/files/*/(name|sha256)', 'words', 'A file these rows were read from.'),
  ...['/problems/*', '/regime/problems/*', '/allocation/problems/*', '/execution/plan/problems/*'].map(
    (problem) => text(`${problem}/*`, 'A warning or note of the run: its kind, subject, message or remedy.'),
  ),
];
