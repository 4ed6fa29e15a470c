// The programs that machines have beyond the shell's own tools: one line each.
import type { Command } from '../shell/index.ts';
import { editor, pager } from './editors.ts';
import { journalctl } from './journalctl.ts';
import { kubectl } from './kubectl.ts';
import { type Logins, ssh, su, sudo } from './logins.ts';
import { openssl } from './openssl.ts';
import { reboot, shutdown } from './power.ts';
import { service, systemctl } from './systemctl/index.ts';

export { environmentOf, HostMachine, type Land, personOf } from './land.ts';
export type { Logins } from './logins.ts';

/** `logins` is the terminal that they are typed at. */
export const commandsFor = (logins: Logins): Readonly<Record<string, Command>> => ({
  editor,
  journalctl,
  kubectl,
  less: pager,
  more: pager,
  nano: editor,
  openssl,
  reboot,
  service,
  shutdown,
  ssh: ssh(logins),
  su: su(logins),
  sudo: sudo(logins),
  systemctl,
  vi: editor,
  view: editor,
  vim: editor,
});
