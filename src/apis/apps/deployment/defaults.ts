// What a Deployment is when its manifest does not say.
import type { Json } from '../../../apimachinery/object.ts';
import { applyTemplateDefaults, fill } from '../../core/pod/defaults.ts';

export function applyDeploymentDefaults(deployment: Json): void {
  deployment.spec ??= {};
  const { spec } = deployment;
  applyTemplateDefaults(spec.template);
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
  spec.strategy ??= {};
  spec.strategy.type ||= 'RollingUpdate';
  if (spec.strategy.type !== 'RollingUpdate') return;
  spec.strategy.rollingUpdate ??= {};
  fill(spec.strategy.rollingUpdate, { maxUnavailable: '25%', maxSurge: '25%' });
}
