import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';

/**
 * A rule book for print: the same keys and values in the same order, with maps and lists of plain values on one line,
 * which takes a third of the space of the canonical form. The page breaks lines where its columns end.
 *
 * @param text the canonical rule book.
 */
export function compactRuleBook(text: string): string {
  const document = parseDocument(text);
  visit(document, {
    Collection(_, node) {
      const values = isMap(node) ? node.items.map((pair) => pair.value) : isSeq(node) ? node.items : [];
      node.flow = values.every((value) => value === null || isScalar(value));
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
