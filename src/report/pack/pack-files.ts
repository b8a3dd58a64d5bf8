import { canonicalJson } from '../../decision/document/canonical-json.ts';
import { listedFile } from '../../decision/publish/manifest.ts';
import type { GatheredPack } from '../../pack/gather-pack.ts';
import { annexureCsv } from '../csv/annexure-csv.ts';
import { packWorkbook } from '../workbook/pack-workbook.ts';
import type { PageNumbers } from './contents.ts';
import { renderPack } from './page.ts';
import { packPages } from './pages-model.ts';
import type { PackPrint } from './style.ts';

/** The files of a pack, and its page as it is printed. */
export interface PackFiles {
  readonly contents: Readonly<Record<'pack.html' | 'pack.json', string>> & {
    readonly 'annexure.csv'?: string;
    readonly 'pack.xlsx': Uint8Array;
  };
  /** The page with page numbers on its contents page, for printing. */
  readonly render: (pages: PageNumbers) => string;
}

/** Placeholder of a page number in the first print, as wide as most numbers are. */
const UNKNOWN = 10;

/**
 * Draws a pack: its document, annexure and workbook first, whose hashes the page prints, then the page. The same pack gives the same bytes.
 */
export async function packFiles(pack: GatheredPack, print: PackPrint): Promise<PackFiles> {
  const document = canonicalJson(pack.document);
  const { asOf, decision, parts } = pack.document;
  const others = {
    'pack.json': document,
    ...(parts.annexure.kind === 'available' && {
      'annexure.csv': annexureCsv(parts.annexure.data, { as_of: asOf, decision: decision.sha256 }),
    }),
    'pack.xlsx': await packWorkbook(pack),
  };
  const shown = packPages(
    pack,
    Object.entries(others).map(([name, content]) => listedFile(name, content)),
  );
  return {
    contents: { 'pack.html': renderPack(shown, { pages: null, ...print }), ...others },
    render: (pages) => renderPack(shown, { pages: pages ?? { get: () => UNKNOWN }, ...print }),
  };
}
