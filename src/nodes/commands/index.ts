// The programs that machines have beyond the shell's own tools: one line each.
import { bash, type Command, curl, wget } from '../shell/index.ts';
import { df } from './df.ts';
import { editor, pager } from './editors.ts';
import { journalctl } from './journalctl.ts';
import { lsmod, modprobe, sysctl } from './kernel.ts';
import { kubectl } from './kubectl.ts';
import { type Logins, nested, ssh, su, sudo } from './logins.ts';
import { ip } from './network/ip.ts';
import { dig, nslookup } from './network/names.ts';
import { nc, ping } from './network/probes.ts';
import { openssl } from './openssl.ts';
import { reboot, shutdown } from './power.ts';
import { scp } from './scp.ts';
import { free, swapoff, swapon } from './swap.ts';
import { groups, man, nproc, tty, uptime } from './system.ts';
import { service, systemctl } from './systemctl/index.ts';

export { environmentOf, HostMachine, type Land, personOf } from './land.ts';
export type { Logins } from './logins.ts';

/** `logins` is the terminal that they are typed at. */
export const commandsFor = (logins: Logins): Readonly<Record<string, Command>> => ({
  bash: nested(logins, bash),
  curl,
  df,
  dig,
  editor,
  free,
  groups,
  ip,
  journalctl,
  kubectl,
  less: pager,
  lsmod,
  man,
  modprobe,
  more: pager,
  nano: editor,
  nc,
  netcat: nc,
  nproc,
  nslookup,
  openssl,
  ping,
  reboot,
  scp,
  service,
  shutdown,
  ssh: ssh(logins),
  su: su(logins),
  sudo: sudo(logins),
  swapoff,
  swapon,
  sysctl,
  systemctl,
  tty,
  uptime,
  vi: editor,
  view: editor,
  vim: editor,
  wget,
});
