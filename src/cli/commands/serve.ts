// cka-lab serve: the cluster's API server on a port of this machine, for curl, a real kubectl and client libraries.
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { kubeconfigFor, type Served, serveHttps } from '../../serve/index.ts';
import { openPersonsLab } from '../../store/kubectl.ts';
import { adminKubeconfig, type LabLease, portNote } from '../../store/lab.ts';
import { withLease } from '../../store/lease.ts';
import { writeOut } from '../../store/terminal.ts';
import type { AddCommand } from './index.ts';

const usual = 6443;

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('Say a port from 0 to 65535.');
  return port;
}

async function listen(lease: LabLease, port: number): Promise<Served> {
  try {
    return await serveHttps(lease, port);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new Error(`port ${port} of 127.0.0.1 is taken, perhaps by another \`cka-lab serve\`: --port 0 takes a free one`);
    if (code === 'EACCES') throw new Error(`port ${port} may not be opened by you: --port 0 takes a free one`);
    throw new Error(message);
  }
}

/** Until somebody ends this program. */
const ended = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });

export const serve: AddCommand = (program) =>
  program
    .command('serve')
    .description("put the cluster's API server on a port of this machine, for curl and real clients")
    .option('--port <number>', 'port of 127.0.0.1 to listen on; 0 takes a free one', parsePort, usual)
    .option('--kubeconfig <file>', 'where to write a kubeconfig for it (default: serve.kubeconfig beside the cluster)')
    .action(async ({ port, kubeconfig }: { port: number; kubeconfig?: string }) => {
      const lease = openPersonsLab();
      const over = ended();
      const served = await listen(lease, port);
      const file = resolve(kubeconfig ?? join(lease.folder, 'serve.kubeconfig'));
      withLease(lease, () => writeFileSync(file, kubeconfigFor(adminKubeconfig(lease.cluster.state), served.port), { mode: 0o600 }));
      writeFileSync(portNote(lease.folder), String(served.port));
      writeOut(`The cluster's API server listens at https://127.0.0.1:${served.port}; Ctrl-C ends it. To use it from another terminal:\n\n    export KUBECONFIG=${file}\n`);
      await over;
      await served.close();
      rmSync(portNote(lease.folder), { force: true });
      process.exit();
    });
