/**
 * A record without money that came in or went out beside its holdings, as hedge profits and fees do: each session’s return less
 * what flowed in during it, compounded.
 *
 * @param net values by session, from a start of 1.
 * @param flow by session, in the terms of `net`: above 0 where money came in.
 */
export function withoutFlows(net: readonly number[], flow: ArrayLike<number>): number[] {
  let value = 1;
  return net.map((v, i) => (value *= (v - flow[i]!) / (i === 0 ? 1 : net[i - 1]!)));
}
