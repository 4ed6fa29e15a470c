// HorizontalPodAutoscaler: as many pods as a metric asks for, between two bounds.
import { type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { specPath } from '../../core/pod/spec.ts';
import { nonNegative } from '../../support/checks.ts';
import type { Kind } from '../../kind.ts';
import { fill } from '../../core/pod/defaults.ts';
import { applyBehaviorDefaults, validateBehavior } from './behavior.ts';
import { autoscalerRow } from './columns.ts';
import { validateMetrics, validateReference } from './metrics.ts';
import { fromV2, toV2 } from './versions.ts';

function applyDefaults(autoscaler: Json): void {
  autoscaler.spec ??= {};
  fill(autoscaler.spec, { minReplicas: 1 });
  if (!autoscaler.spec.metrics?.length) autoscaler.spec.metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }];
  applyBehaviorDefaults(autoscaler.spec);
  // Upstream's field is never left out.
  if (autoscaler.status) autoscaler.status.currentMetrics ??= null;
}

const atLeastOne = 'must be greater than or equal to 1';

function validateBounds({ minReplicas, maxReplicas = 0 }: Json): FieldError[] {
  const most = specPath.child('maxReplicas');
  const errors: FieldError[] = [];
  if (minReplicas < 1) errors.push(invalidValue(specPath.child('minReplicas'), minReplicas, atLeastOne));
  if (maxReplicas === 0) errors.push(required(most, 'must be set and greater than 0'));
  else if (maxReplicas < 1) errors.push(invalidValue(most, maxReplicas, atLeastOne));
  if (maxReplicas < minReplicas) errors.push(invalidValue(most, maxReplicas, 'must be greater than or equal to `minReplicas`'));
  return errors;
}

/** The kinds of the core group that can be scaled have no group to name. */
const coreKinds = new Set(['ReplicationController']);

function validateGroup(at: FieldPath, { apiVersion = '', kind }: Json): FieldError[] {
  if (apiVersion.split('/').length > 2) return [invalidValue(at, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
  return apiVersion.includes('/') || coreKinds.has(kind) ? [] : [invalidValue(at, apiVersion, 'apiVersion must specify API group')];
}

/** What an update leaves as it was is not asked about again. */
const sameTarget = ({ scaleTargetRef: a }: Json, old: Json): boolean => old !== undefined && a?.apiVersion === old.scaleTargetRef?.apiVersion && a?.kind === old.scaleTargetRef?.kind;

const statusAt = FieldPath.root('status');
const statusErrors = ({ status = {} }: Json): FieldError[] => ['currentReplicas', 'desiredReplicas'].flatMap((field) => nonNegative(statusAt.child(field), status[field]));

function validateAutoscaler({ spec }: Json, old?: Json): FieldError[] {
  const target = specPath.child('scaleTargetRef');
  return [
    ...validateBounds(spec),
    ...validateReference(target, spec.scaleTargetRef),
    ...(sameTarget(spec, old?.spec) ? [] : validateGroup(target.child('apiVersion'), spec.scaleTargetRef ?? {})),
    ...validateMetrics(specPath.child('metrics'), spec.metrics, spec.minReplicas),
    ...validateBehavior(specPath.child('behavior'), spec.behavior),
  ];
}

export const horizontalPodAutoscaler: Kind = {
  resource: 'horizontalpodautoscalers.autoscaling',
  generation: 'none',
  applyDefaults,
  prepareForCreate: (object) => {
    object.status = { currentMetrics: null, desiredReplicas: 0 };
  },
  validate: (object) => validateAutoscaler(object),
  validateUpdate: validateAutoscaler,
  validateUpdateOnly: true,
  validateStatusUpdate: statusErrors,
  row: autoscalerRow,
};

/** The same object in the version that has one target only. */
export const horizontalPodAutoscalerV1: Kind = {
  resource: 'horizontalpodautoscalers.autoscaling/v1',
  generation: 'none',
  applyDefaults: (object) => {
    object.spec ??= {};
    fill(object.spec, { minReplicas: 1 });
  },
  validate: (object) => validateAutoscaler(toV2(object)),
  validateUpdate: (object, old) => validateAutoscaler(toV2(object), toV2(old)),
  validateUpdateOnly: true,
  validateStatusUpdate: statusErrors,
  row: (object, context) => autoscalerRow(toV2(object), context),
  toStored: (object) => {
    const v2 = toV2(object);
    applyDefaults(v2);
    return v2;
  },
  fromStored: fromV2,
};
