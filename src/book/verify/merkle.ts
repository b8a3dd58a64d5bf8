import { createHash } from 'node:crypto';

/*
 * A Merkle tree as in RFC 6962 (certificate transparency), § 2.1: leaves and nodes are hashed with different prefixes, and the left
 * part of a tree of n leaves has the largest power of two below n.
 */

const hash = (...parts: readonly (string | Buffer)[]): Buffer => {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(part);
  return sha.digest();
};

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** A sibling on the way from a leaf to the root. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  /** Hexadecimal SHA-256. */
  readonly hash: string;
}

/**
 * The root of a Merkle tree (RFC 6962) over a list of texts.
 *
 * @param texts the leaves; in `book.json` they are `client decision`, by client.
 * @returns hexadecimal SHA-256; of an empty list that of the empty text.
 * @example
 * import { merkleRoot } from 'trrm';
 *
 * console.log(merkleRoot(['C1 4f2a', 'C2 9b01', 'C3 77de']));
 */
export const merkleRoot = (texts: readonly string[]): string => rootOf(texts).toString('hex');

function rootOf(texts: readonly string[]): Buffer {
  if (texts.length === 0) return hash('');
  if (texts.length === 1) return hash(LEAF, texts[0]!);
  const left = leftPart(texts.length);
  return hash(NODE, rootOf(texts.slice(0, left)), rootOf(texts.slice(left)));
}

/**
 * The siblings that prove that a text is among the leaves of a root, without showing the other leaves.
 *
 * @param texts the leaves.
 * @param index of the leaf, from 0.
 * @returns from the leaf to the root.
 * @example
 * import { merkleProof } from 'trrm';
 *
 * console.log(merkleProof(['C1 4f2a', 'C2 9b01', 'C3 77de'], 1));
 */
export function merkleProof(texts: readonly string[], index: number): ProofStep[] {
  if (texts.length <= 1) return [];
  const left = leftPart(texts.length);
  const [first, second] = [texts.slice(0, left), texts.slice(left)];
  return index < left
    ? [...merkleProof(first, index), { side: 'right', hash: merkleRoot(second) }]
    : [...merkleProof(second, index - left), { side: 'left', hash: merkleRoot(first) }];
}

/**
 * Whether a proof leads from a text to a root.
 *
 * @param text the leaf.
 * @param proof from the leaf to the root.
 * @param root hexadecimal SHA-256.
 * @returns false too for a proof of another text or tree.
 * @example
 * import { isProven, merkleProof, merkleRoot } from 'trrm';
 *
 * const leaves = ['C1 4f2a', 'C2 9b01', 'C3 77de'];
 * console.log(isProven('C2 9b01', merkleProof(leaves, 1), merkleRoot(leaves)));
 */
export const isProven = (text: string, proof: readonly ProofStep[], root: string): boolean =>
  proof
    .reduce(
      (node, { side, hash: sibling }) => {
        const other = Buffer.from(sibling, 'hex');
        return side === 'left' ? hash(NODE, other, node) : hash(NODE, node, other);
      },
      hash(LEAF, text),
    )
    .toString('hex') === root;

/** The largest power of two below n, for n of 2 or more. */
function leftPart(n: number): number {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
}
