// Flags that a command cannot do without: cobra looks for them before the command runs.
import type { ParsedFlags } from './parse.ts';

const requiredBy: Readonly<Record<string, readonly string[]>> = {
  'create clusterrolebinding': ['clusterrole'],
  'create cronjob': ['image', 'schedule'],
  'create deployment': ['image'],
  'create service externalname': ['external-name'],
  run: ['image'],
  scale: ['replicas'],
  autoscale: ['max'],
  'kuberc set': ['section'],
};

export const requiredFlags = (command: string): readonly string[] => requiredBy[command] ?? [];

/** `required flag(s) "image" not set`, when some are missing. */
export function missingFlags(command: string, flags: ParsedFlags): string | undefined {
  const missing = requiredFlags(command).filter((name) => !flags.changed(name));
  return missing.length > 0 ? `required flag(s) ${missing.map((name) => JSON.stringify(name)).join(', ')} not set` : undefined;
}
