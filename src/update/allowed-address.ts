import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/*
 * Which addresses may be asked: those of the sources' own hosts, over https, and never a private address, whatever a
 * redirect or a name server says. Plain http is for this machine alone, where tests have their server.
 */

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix);
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/** Whether an address belongs to this machine or a private network. IPv4 addresses in IPv6 form count as themselves. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return inside.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

/** Why a URL may not be asked; null if it may. `hosts` are `name` or `name:port` as URLs write them. */
export function addressFault(url: URL, hosts: ReadonlySet<string>): string | null {
  const isLocal = LOOPBACK.has(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    return `${url.protocol}//${url.host} is not https`;
  if (url.username !== '' || url.password !== '') return 'the address contains a password';
  if (!hosts.has(url.host)) return `${url.host} is not a host of this source`;
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 && !isLocal)
    return `${url.host} is a number, not the name of a host`;
  return null;
}

export const PRIVATE_ADDRESS = 'TRRM_PRIVATE_ADDRESS';

/** How names are resolved, all addresses of one at once. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A name look-up that refuses names that lead to private addresses; `localhost` leads to this machine by definition. The
 * address that is checked is the one that is connected to, so that a second answer of the name server changes nothing.
 */
export const publicLookup =
  (resolve: Resolve = lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const found = addresses.find(({ address }) => isPrivateAddress(address));
      if (found && !LOOPBACK.has(hostname)) {
        const refused = Object.assign(
          new Error(`${hostname} leads to the private address ${found.address}`),
          {
            code: PRIVATE_ADDRESS,
          },
        );
        return callback(refused, '');
      }
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first!.address, first!.family);
    });
  };
