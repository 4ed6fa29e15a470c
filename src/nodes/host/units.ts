// Which of a machine's services run.
import type { Instant } from '../../sim/index.ts';
import type { HostState } from './state.ts';

export const isActive = (host: HostState, unit: string): boolean => host.units[unit]?.active === 'active';

export function setUnit(host: HostState, unit: string, active: 'active' | 'inactive' | 'failed', since: Instant): void {
  const known = host.units[unit];
  if (known?.active === active) return;
  host.units[unit] = { enabled: known?.enabled ?? true, active, since };
}
