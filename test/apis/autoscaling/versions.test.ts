// HorizontalPodAutoscalers in both versions, their defaults and their targets.
import { describe, expect, it } from 'vitest';
import { targetsText } from '../../../src/apis/autoscaling/horizontalpodautoscaler/columns.ts';
import { resourceOf, stored } from '../objects.ts';

const v1 =
  '{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: h}, spec: {maxReplicas: 5, targetCPUUtilizationPercentage: 70, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}}';

describe('autoscalers', () => {
  it('are stored as v2 and read as v1', () => {
    const object = stored(v1);
    const { logic } = resourceOf(object);
    const kept = logic.toStored?.(object);
    expect(kept.apiVersion).toBe('autoscaling/v2');
    expect(kept.spec).toEqual({
      maxReplicas: 5,
      minReplicas: 1,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
    });
    expect(logic.fromStored?.(kept).spec).toEqual(object.spec);
  });

  it('show what they know of their targets', () => {
    const resource = (name: string, target: object) => ({ type: 'Resource', resource: { name, target } });
    const cpu = resource('cpu', { type: 'Utilization', averageUtilization: 70 });
    const memory = resource('memory', { type: 'AverageValue', averageValue: '200Mi' });
    expect(targetsText({ spec: { metrics: [cpu] }, status: {} })).toBe('cpu: <unknown>/70%');
    expect(targetsText({ spec: { metrics: [cpu] }, status: { currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 12 } } }] } })).toBe('cpu: 12%/70%');
    expect(targetsText({ spec: { metrics: [memory, cpu, cpu] } })).toBe('memory: <unknown>/200Mi, cpu: <unknown>/70% + 1 more...');
    expect(targetsText({ spec: {} })).toBe('<none>');
  });

  it('with rules for one direction have rules for both', () => {
    const hpa = stored(
      '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h}, spec: {maxReplicas: 4, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, behavior: {scaleDown: {stabilizationWindowSeconds: 60}}}}',
    );
    expect(hpa.spec.behavior.scaleDown).toEqual({ stabilizationWindowSeconds: 60, selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] });
    expect(hpa.spec.behavior.scaleUp.policies).toHaveLength(2);
    expect(hpa.spec.metrics[0].resource.target.averageUtilization).toBe(80);
  });
});
