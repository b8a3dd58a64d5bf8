import { createHash } from 'node:crypto';
import { isProven, merkleProof, merkleRoot } from '../../../src/book/verify/merkle.ts';

const leaves = (n: number) => Array.from({ length: n }, (_, i) => `C${i} ${i}`);

test('the root of one, two and three leaves is that of RFC 6962, 2.1', () => {
  const sha = (...parts: (Buffer | string)[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const leaf = (text: string) => sha(Buffer.of(0), text);
  const node = (a: Buffer, b: Buffer) => sha(Buffer.of(1), a, b);
  const [a, b, c] = leaves(3).map(leaf) as [Buffer, Buffer, Buffer];
  // RFC 6962, 2.1.3: the hash of the empty tree.
  expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(merkleRoot(leaves(1))).toBe(a.toString('hex'));
  expect(merkleRoot(leaves(2))).toBe(node(a, b).toString('hex'));
  expect(merkleRoot(leaves(3))).toBe(node(node(a, b), c).toString('hex'));
});

test('every leaf is proven by its proof, and no other text is', () => {
  for (const n of [1, 2, 3, 7, 8, 13]) {
    const root = merkleRoot(leaves(n));
    leaves(n).forEach((text, i) => {
      const proof = merkleProof(leaves(n), i);
      expect(isProven(text, proof, root)).toBe(true);
      expect(isProven(`${text}x`, proof, root)).toBe(false);
    });
  }
});
