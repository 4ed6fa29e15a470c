// The kinds of checks. One line for each.
import { absent } from './absent.ts';
import { authz } from './authz.ts';
import { converge } from './converge.ts';
import { dns } from './dns.ts';
import { file } from './file.ts';
import { history } from './history.ts';
import { host } from './host.ts';
import type { CheckKind } from './kind.ts';
import { object } from './object.ts';
import { probe } from './probe.ts';
import { reboot } from './reboot.ts';
import { unchanged } from './unchanged.ts';

// biome-ignore lint/suspicious/noExplicitAny: each kind reads checks of its own shape
export const checkKinds: readonly CheckKind<any>[] = [object, absent, unchanged, authz, file, converge, probe, dns, host, reboot, history];

export function checkKind(name: string): CheckKind {
  const found = checkKinds.find(({ kind }) => kind === name);
  if (!found) throw new Error(`there is no check of kind ${name}`);
  return found;
}
