// api-versions: the group versions that the server serves.
import { byCodePoint } from '../../apimachinery/goFormat.ts';
import type { Verb } from '../call.ts';
import { CommandError, usageError } from '../errors.ts';

export const apiVersions: Verb = {
  command: 'api-versions',
  run(call) {
    if (call.args.length > 0) throw usageError(call, `unexpected arguments: [${call.args.join(' ')}]`);
    const versions = groupVersions(
      () => {
        call.factory.forgetDiscovery();
        return call.factory.mapper().groupVersions();
      },
      () => call.factory.access().server,
    );
    call.print([...versions].sort(byCodePoint).join('\n'));
    return 0;
  },
};

function groupVersions(ask: () => readonly string[], server: () => string): readonly string[] {
  try {
    return ask();
  } catch (error) {
    const refused = /^The connection to the server (\S+) was refused/.exec((error as Error).message)?.[1];
    if (!refused) throw error;
    const why = `Get "${server()}/api?timeout=32s": dial tcp ${refused.replace('localhost', '127.0.0.1')}: connect: connection refused`;
    throw new CommandError(`couldn't get available api versions from server: ${why}`);
  }
}
