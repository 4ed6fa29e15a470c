// kubectl proxy: nothing here can listen on the person's machine, and it says so as the real one does; `cka-lab serve` gives the API to other programs.
import { CommandError, type Verb } from '../call.ts';

const defaultPort = 8001;

export const proxy: Verb = {
  command: 'proxy',
  run({ flags, factory }) {
    factory.access();
    const [port, socket] = [flags.int('port'), flags.string('unix-socket')];
    if (port !== defaultPort && socket) throw new CommandError('cannot set --unix-socket and --port at the same time');
    throw new CommandError(socket ? `listen unix ${socket}: bind: operation not permitted` : `listen tcp ${flags.string('address')}:${port}: bind: operation not permitted`);
  },
};
