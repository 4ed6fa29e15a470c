// The network as the web tools of a container have it.
import type { Station } from '../../nodes/shell/index.ts';
import { lookUp } from './tools/resolver.ts';
import type { World } from './world.ts';

export const stationOf = (world: World): Station => ({
  address: world.start.ip,
  curl: '8.14.1',
  *lookUp(call, name) {
    const found = yield* lookUp(call, name);
    return typeof found === 'string' ? undefined : found.addresses[0];
  },
  connect(_, { host, address, port }) {
    world.sent(host, port);
    const found = world.network()?.connect(address, port, world.clock) ?? { outcome: 'refused' as const };
    return found.outcome === 'open' ? { outcome: 'open', respond: found.listener.respond?.bind(found.listener) } : found;
  },
});
