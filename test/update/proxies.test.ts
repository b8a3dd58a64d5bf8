import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { isPrivateAddress, publicLookup, type Resolve } from '../../src/update/allowed-address.ts';
import {
  body,
  newPlace,
  openPublisher,
  type Place,
  type Publisher,
  vixHistory,
  vixSource,
} from './publisher.fixture.ts';

/** A proxy for CONNECT that counts the tunnels it makes, or refuses them. */
async function openProxy(
  refuses: number | null,
): Promise<{ url: string; tunnels: string[]; server: Server }> {
  const tunnels: string[] = [];
  const server = createServer();
  server.on('connect', (request, client, head: Buffer) => {
    tunnels.push(request.url!);
    if (refuses !== null) {
      client.end(`HTTP/1.1 ${refuses} Refused\r\n\r\n`);
      return;
    }
    const [host, port] = request.url!.split(':');
    const target = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels, server };
}

let publisher: Publisher;
let place: Place;
const before = { ...process.env };
beforeEach(async () => {
  publisher = await openPublisher();
  publisher.answer('/vix.csv', body(vixHistory('2026-03-03')));
  place = newPlace();
});
afterEach(async () => {
  for (const name of ['HTTP_PROXY', 'NO_PROXY']) delete process.env[name];
  Object.assign(process.env, before);
  await publisher.close();
  place.remove();
});

const run = async () => (await place.run([vixSource(publisher)], { importFiles: false })).sources[0]!;

test('requests go through the proxy that the environment names', async () => {
  const proxy = await openProxy(null);
  process.env['HTTP_PROXY'] = proxy.url;
  expect((await run()).files).toHaveLength(1);
  expect(proxy.tunnels).toEqual([publisher.host]);
  proxy.server.close();
});

test('hosts in NO_PROXY are asked directly', async () => {
  const proxy = await openProxy(null);
  process.env['HTTP_PROXY'] = proxy.url;
  process.env['NO_PROXY'] = '127.0.0.1';
  expect((await run()).files).toHaveLength(1);
  expect(proxy.tunnels).toEqual([]);
  proxy.server.close();
});

test('a proxy that asks for a password is named as the cause', async () => {
  const proxy = await openProxy(407);
  process.env['HTTP_PROXY'] = proxy.url;
  const { standing, remarks } = await run();
  expect(standing).toEqual({ kind: 'failed', reason: 'down' });
  expect(remarks.join(' ')).toMatch(/the proxy answered 407/);
  proxy.server.close();
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.1.1',
  '0.0.0.0',
  '::1',
  'fd00::1',
  'fe80::1',
  '::ffff:10.0.0.1',
])('%s is a private address', (address) => expect(isPrivateAddress(address)).toBe(true));

test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is a public address', (address) =>
  expect(isPrivateAddress(address)).toBe(false),
);

const resolving =
  (...addresses: readonly string[]): Resolve =>
  (_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

const lookedUp = (resolve: Resolve, name: string): Promise<string> =>
  new Promise((done) => {
    publicLookup(resolve)(name, { all: false }, (error, address) =>
      done(error?.message ?? (address as string)),
    );
  });

test('a name that leads to a private address is refused when it is looked up, also as one of several', async () => {
  expect(await lookedUp(resolving('8.8.8.8'), 'publisher.example')).toBe('8.8.8.8');
  expect(await lookedUp(resolving('192.168.0.7'), 'publisher.example')).toMatch(
    /private address 192\.168\.0\.7/,
  );
  expect(await lookedUp(resolving('8.8.8.8', '::1'), 'publisher.example')).toMatch(/private address ::1/);
  expect(await lookedUp(resolving('127.0.0.1'), 'localhost')).toBe('127.0.0.1');
});
