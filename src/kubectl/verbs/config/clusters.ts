// config set-cluster.
import type { Json } from '../../../apimachinery/object.ts';
import type { Call, Verb } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { join } from '../../kubeconfig/paths.ts';
import { changeConfig, requireArgs } from './access.ts';

/** The file as base64, as it is put into a kubeconfig. */
export function embedded(call: Call, what: string, path: string): string {
  try {
    return Buffer.from(call.environment.files.readFile(path)).toString('base64');
  } catch (error) {
    throw new CommandError(`could not stat ${what} file ${path}: ${(error as Error).message.replace(/^open /, 'stat ')}`);
  }
}

function check({ flags }: Call): void {
  const authority = flags.string('certificate-authority');
  if (flags.bool('insecure-skip-tls-verify') && authority) throw new CommandError('you cannot specify a certificate authority and insecure mode at the same time');
  if (flags.bool('embed-certs') && !authority) throw new CommandError('you must specify a --certificate-authority to embed');
}

function changed(call: Call, old: Record<string, Json>): Record<string, Json> {
  const { flags } = call;
  const value = { ...old };
  for (const field of ['server', 'tls-server-name', 'proxy-url']) if (flags.changed(field)) value[field] = flags.string(field);
  if (flags.changed('insecure-skip-tls-verify')) {
    value['insecure-skip-tls-verify'] = flags.bool('insecure-skip-tls-verify');
    if (value['insecure-skip-tls-verify']) {
      delete value['certificate-authority'];
      delete value['certificate-authority-data'];
    }
  }
  if (flags.changed('certificate-authority')) {
    const path = flags.string('certificate-authority');
    delete value['certificate-authority'];
    delete value['certificate-authority-data'];
    if (flags.bool('embed-certs')) {
      value['certificate-authority-data'] = embedded(call, 'certificate-authority', path);
      delete value['insecure-skip-tls-verify'];
    } else if (path) {
      value['certificate-authority'] = join(call.environment.cwd, path);
      delete value['insecure-skip-tls-verify'];
    }
  }
  return value;
}

export const setCluster: Verb = {
  command: 'config set-cluster',
  run(call) {
    requireArgs(call, 1);
    const name = call.args[0] as string;
    check(call);
    changeConfig(call, (config) => {
      const old = config.clusters[name];
      config.clusters[name] = { ...old, value: changed(call, old?.value ?? {}) };
    });
    call.print(`Cluster ${JSON.stringify(name)} set.`);
    return 0;
  },
};
