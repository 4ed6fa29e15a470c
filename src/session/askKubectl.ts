// What kubectl prints for words that nobody has entered: its own completion, in the shell's folder and with its variables.
import type { Transport } from '../client/index.ts';
import type { Cluster } from '../cluster.ts';
import type { Shell } from '../nodes/shell/index.ts';
import { kubectl } from './atOnce.ts';

export const askKubectl =
  (shell: Shell, cluster: Cluster, connect: (server: string) => Transport | undefined) =>
  (args: readonly string[]): string => {
    let text = '';
    const { files, user } = shell.machine;
    kubectl(
      args,
      cluster,
      {
        stdout: (more) => {
          text += more;
        },
        stderr: () => {},
        files: {
          readFile: (path) => shell.readFile(path),
          writeFile: () => {},
          readDir: (path) => files.names(shell.resolve(path)) ?? [],
          stat: (path) => {
            const found = files.stat(shell.resolve(path));
            if (!found) throw Object.assign(new Error(`stat ${path}: no such file or directory`), { code: 'ENOENT' });
            return found;
          },
          mkdir: () => {},
          remove: () => {},
        },
        env: shell.variables.environment(),
        cwd: shell.cwd,
        home: shell.machine.homeOf(user) ?? '/',
        user,
        terminal: false,
        connect,
        now: () => cluster.now,
      },
      { edit: () => ({ text: '', path: '', error: 'no editor' }), input: () => '', line: () => undefined },
    );
    return text;
  };
