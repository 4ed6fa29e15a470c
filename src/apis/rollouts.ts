// The kinds that roll out, by the name of their resource. One line each.
import { daemonSetRollout } from './apps/daemonset/rollout.ts';
import { deploymentRollout } from './apps/deployment/rollout.ts';
import type { Rollout } from './apps/rollout.ts';
import { statefulSetRollout } from './apps/statefulset/rollout.ts';

export type { Revision, Rollout, RolloutStatus } from './apps/rollout.ts';

const rollouts: readonly Rollout[] = [deploymentRollout, daemonSetRollout, statefulSetRollout];

/** How a kind rolls out, if it does. */
export const rolloutOf = (resource: string): Rollout | undefined => rollouts.find((each) => each.resource === resource);
