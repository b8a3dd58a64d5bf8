/**
 * The few WebAssembly instructions that kernels in this folder are written in, as bytes (WebAssembly core specification,
 * §5; the vector instructions are those of its fixed-width SIMD). A fragment is a list of bytes, and fragments are
 * concatenated.
 */
export type Code = readonly number[];

/** Unsigned LEB128. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

const vector = (opcode: number): Code => [0xfd, ...leb(opcode)];

const TYPE = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

export const get = (local: number): Code => [0x20, ...leb(local)];
export const set = (local: number): Code => [0x21, ...leb(local)];
/** Adds a constant to an i32 local. */
export const advance = (local: number, by: number): Code => [
  ...get(local),
  ...signedConstant(by),
  0x6a,
  ...set(local),
];
/** An i32 constant, not negative: its signed LEB128 needs the sign bit clear. */
const signedConstant = (value: number): Code => {
  const bytes = leb(value);
  return [0x41, ...((bytes.at(-1)! & 0x40) === 0 ? bytes : [...bytes.slice(0, -1), bytes.at(-1)! | 0x80, 0])];
};
export const constant = signedConstant;
export const i32Add: Code = [0x6a];
export const i32Subtract: Code = [0x6b];
export const i32Multiply: Code = [0x6c];
/** Of unsigned operands: the sign bit comes down as 1. */
export const i32ShiftRight: Code = [0x76];
export const i32ShiftLeft: Code = [0x74];
export const i32And: Code = [0x71];
export const i32LessThan: Code = [0x49];
export const i64IsZero: Code = [0x50];
export const f64Add: Code = [0xa0];
export const f64Subtract: Code = [0xa1];
export const f64Multiply: Code = [0xa2];
/** Loads and stores have the address on the stack and a constant byte offset. */
export const loadByte = (offset: number): Code => [0x2d, 0, ...leb(offset)];
export const loadI32 = (offset: number): Code => [0x28, 2, ...leb(offset)];
export const loadI64 = (offset: number): Code => [0x29, 3, ...leb(offset)];
export const loadF64 = (offset: number): Code => [0x2b, 3, ...leb(offset)];
export const storeI32 = (offset: number): Code => [0x36, 2, ...leb(offset)];
export const storeByte = (offset: number): Code => [0x3a, 0, ...leb(offset)];
/** Two bytes. */
export const storeShort = (offset: number): Code => [0x3b, 1, ...leb(offset)];
export const storeF64 = (offset: number): Code => [0x39, 3, ...leb(offset)];
export const loadPair = (offset: number): Code => [...vector(0x00), 3, ...leb(offset)];
export const storePair = (offset: number): Code => [...vector(0x0b), 3, ...leb(offset)];
/** Both lanes of a pair from an f64 in memory. */
export const loadSplat = (offset: number): Code => [...vector(0x0a), 3, ...leb(offset)];
/** A pair from two places in memory, each an address and a constant byte offset. */
export const loadLanes = (even: Place, odd: Place): Code => [
  ...odd.address,
  ...even.address,
  ...vector(0x5d),
  3,
  ...leb(even.offset),
  ...vector(0x57),
  3,
  ...leb(odd.offset),
  1,
];
export interface Place {
  /** Leaves the address on the stack. */
  readonly address: Code;
  readonly offset: number;
}
/** The places of both lanes. */
export const lanes = (place: (s: 0 | 1) => Place): readonly [Place, Place] => [place(0), place(1)];
/** One lane of a pair, to memory or as an f64. */
export const storeLane = (index: 0 | 1, offset: number): Code => [...vector(0x5b), 3, ...leb(offset), index];
export const lane = (index: 0 | 1): Code => [...vector(0x21), index];
/** A pair of the chosen lanes of two pairs: 0 and 1 are those of the first, 2 and 3 of the second. */
export const choose = (even: 0 | 1 | 2 | 3, odd: 0 | 1 | 2 | 3): Code => [
  ...vector(0x0d),
  ...[even, odd].flatMap((index) => Array.from({ length: 8 }, (_, byte) => 8 * index + byte)),
];
export const pairAdd: Code = vector(0xf0);
export const pairSubtract: Code = vector(0xf1);
export const pairRoot: Code = vector(0xef);
/** A pair from two whole numbers without signs: eight bytes in memory. */
export const loadWords = (offset: number): Code => [...vector(0x5d), 3, ...leb(offset), ...vector(0xff)];
export const pairMultiply: Code = vector(0xf2);
export const pairDivide: Code = vector(0xf3);
/** Lane by lane the second operand if it is less, or greater, than the first, else the first: one instruction each. */
export const pairPick = { less: vector(0xf6), greater: vector(0xf7) } as const;
/** All bits of a lane set where the first operand is less. */
export const pairLessThan: Code = vector(0x49);
export const pairAnd: Code = vector(0x4e);
/** The sign bits of both lanes: bit 0 that of the first. */
export const signBits: Code = vector(0xc4);
/** 1 where both lanes have a bit set, else 0. */
export const bothTrue: Code = vector(0xc3);

/** Repeats a body at least once, as long as the condition leaves a non-zero i32. */
export const repeat = (body: Code, condition: Code): Code => [
  0x03,
  0x40,
  ...body,
  ...condition,
  0x0d,
  0,
  0x0b,
];
/** The body, unless the condition leaves a non-zero i32. */
export const unless = (condition: Code, body: Code): Code => [
  0x02,
  0x40,
  ...condition,
  0x0d,
  0,
  ...body,
  0x0b,
];

/** Repeats a body that may leave the loop: `leave` jumps out if the i32 on the stack is not 0. */
export const loop = (body: (leave: Code) => Code): Code => [
  0x02,
  0x40,
  0x03,
  0x40,
  ...body([0x0d, 1]),
  0x0c,
  0,
  0x0b,
  0x0b,
];
export const i32IsZero: Code = [0x45];
export const i32AtLeast: Code = [0x4f];

/** An exported function without a result. Locals are numbered after the parameters, in the order given. */
export interface Routine {
  readonly name: string;
  /** i32 parameters. */
  readonly parameters: number;
  readonly locals: readonly (keyof typeof TYPE)[];
  readonly code: Code;
}

const sized = (bytes: Code): number[] => [...leb(bytes.length), ...bytes];
const list = (items: readonly Code[]): number[] => [...leb(items.length), ...items.flat()];
const section = (id: number, bytes: Code): number[] => [id, ...sized(bytes)];
const text = (name: string): number[] => sized([...new TextEncoder().encode(name)]);

/** A module of these routines, which imports its memory as `env.memory`. */
export function assemble(routines: readonly Routine[]): Uint8Array {
  const types = routines.map(({ parameters }) => [
    0x60,
    ...list(Array.from({ length: parameters }, () => [TYPE.i32])),
    0,
  ]);
  const bodies = routines.map(({ locals, code }) =>
    sized([...list(locals.map((type) => [1, TYPE[type]])), ...code, 0x0b]),
  );
  return Uint8Array.from([
    0x00,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, list(types)),
    ...section(2, list([[...text('env'), ...text('memory'), 2, 0, 1]])),
    ...section(3, list(routines.map((_, k) => leb(k)))),
    ...section(7, list(routines.map(({ name }, k) => [...text(name), 0, ...leb(k)]))),
    ...section(10, list(bodies)),
  ]);
}
