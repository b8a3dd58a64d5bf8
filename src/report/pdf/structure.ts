/** A bookmark of a PDF. */
export interface Bookmark {
  readonly title: string;
  /** From 1. */
  readonly page: number;
  /** 0 for the outermost. */
  readonly depth: number;
}

/** What a printed PDF contains, as far as a contents page needs it. */
export interface PdfStructure {
  readonly pages: number;
  /** Page of each link target of the page that was printed, by its id. */
  readonly destinations: ReadonlyMap<string, number>;
  readonly bookmarks: readonly Bookmark[];
}

/**
 * Reads pages, link targets and bookmarks of a PDF that chromium printed: its dictionaries are plain text, only streams are packed.
 * For these PDFs only; it does not replace a PDF library.
 *
 * @throws RangeError where the file is not built as chromium builds it.
 */
export function pdfStructure(pdf: Uint8Array): PdfStructure {
  const text = Buffer.from(pdf).toString('latin1');
  const objects = new Map<number, string>();
  for (const [, id, body] of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)(?=endobj)/g))
    objects.set(Number(id), body!);
  const root = reference(text.slice(text.lastIndexOf('trailer')), 'Root');
  const catalog = objectAt(objects, root);
  const pages = pagesUnder(objects, reference(catalog, 'Pages'));
  const pageOf = new Map(pages.map((id, i) => [id, i + 1]));
  const destinations = new Map<string, number>();
  const named = /\/Dests (\d+) 0 R/.exec(catalog);
  if (named)
    for (const [, name, page] of objectAt(objects, Number(named[1])).matchAll(/\/([^\s/[]+) \[(\d+) 0 R/g))
      destinations.set(unescapedName(name!), pageOf.get(Number(page))!);
  const outlines = /\/Outlines (\d+) 0 R/.exec(catalog);
  const bookmarks: Bookmark[] = [];
  if (outlines)
    collect(objects, optional(objectAt(objects, Number(outlines[1])), 'First'), pageOf, 0, bookmarks);
  return { pages: pages.length, destinations, bookmarks };
}

function objectAt(objects: ReadonlyMap<number, string>, id: number): string {
  const found = objects.get(id);
  if (found === undefined) throw new RangeError(`the PDF has no object ${id}`);
  return found;
}

const optional = (body: string, key: string): number | null => {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(body);
  return found ? Number(found[1]) : null;
};

function reference(body: string, key: string): number {
  const found = optional(body, key);
  if (found === null) throw new RangeError(`the PDF has no /${key} where it is expected`);
  return found;
}

function pagesUnder(objects: ReadonlyMap<number, string>, id: number): number[] {
  const body = objectAt(objects, id);
  if (!/\/Type \/Pages\b/.test(body)) return [id];
  const kids = /\/Kids \[([^\]]*)\]/.exec(body)?.[1] ?? '';
  return Array.from(kids.matchAll(/(\d+) 0 R/g), (m) => Number(m[1])).flatMap((kid) =>
    pagesUnder(objects, kid),
  );
}

function collect(
  objects: ReadonlyMap<number, string>,
  first: number | null,
  pageOf: ReadonlyMap<number, number>,
  depth: number,
  into: Bookmark[],
): void {
  for (let id = first; id !== null;) {
    const body = objectAt(objects, id);
    const target = /\/Dest \[(\d+) 0 R/.exec(body);
    into.push({ title: titleOf(body), page: target ? pageOf.get(Number(target[1]))! : 0, depth });
    collect(objects, optional(body, 'First'), pageOf, depth + 1, into);
    id = optional(body, 'Next');
  }
}

/** A text string: hexadecimal UTF-16, or characters in parentheses with escapes. */
function titleOf(body: string): string {
  const hex = /\/Title <([0-9A-Fa-f]+)>/.exec(body)?.[1];
  if (hex !== undefined) {
    const bytes = Buffer.from(hex, 'hex');
    return bytes[0] === 0xfe && bytes[1] === 0xff
      ? bytes.subarray(2).swap16().toString('utf16le')
      : bytes.toString('latin1');
  }
  const plain = /\/Title \(((?:\\.|[^\\)])*)\)/.exec(body)?.[1] ?? '';
  return plain.replace(/\\(\d{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : code,
  );
}

/** `#2D` in a PDF name is a byte by its code. */
const unescapedName = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
