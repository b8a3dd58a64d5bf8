import { commandsPage } from './commands-page.ts';
import { decisionPage } from './decision-page.ts';
import { ruleBookPage } from './rule-book-page.ts';
import { vendorFilesPage } from './vendor-files-page.ts';

/** The generated pages by their place under `docs/reference`. A test fails where a committed page differs from its own. */
export const referencePages = (): Readonly<Record<string, string>> => ({
  'commands.md': commandsPage(),
  'decision.md': decisionPage(),
  'rule-book.md': ruleBookPage(),
  'vendor-files.md': vendorFilesPage(),
});
