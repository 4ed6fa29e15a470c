// Tables without lines: columns do it, and what is printed can be read by other programs.
import type { TableConstructorOptions } from 'cli-table3';

const none = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'] as const;

export const bare = {
  chars: Object.fromEntries(none.map((name) => [name, ''])),
  style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
} satisfies TableConstructorOptions;
