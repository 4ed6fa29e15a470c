// The rolling update of a Deployment or a DaemonSet as Go prints it in an error.
import type { GoStruct } from '../support/goText.ts';

export const strategyShape: GoStruct = [
  ['Type', 'type', ''],
  [
    'RollingUpdate',
    'rollingUpdate',
    null,
    [
      ['MaxUnavailable', 'maxUnavailable', 0],
      ['MaxSurge', 'maxSurge', 0],
    ],
  ],
];
