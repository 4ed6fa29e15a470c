// The row of a HorizontalPodAutoscaler, with what it measures against what it wants.
import type { Json } from '../../../apimachinery/object.ts';
import type { Cell, TableContext } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { sourceOf } from './metrics.ts';

const unknown = '<unknown>';
const shown = 2;

const percent = (value: number | undefined, absent: string): string => (value === undefined ? absent : `${value}%`);

/** Resources are named, and may be wanted as a share of what is requested. */
function resourceText(source: Json, current: Json): string {
  const { target } = source;
  if (target.averageValue !== undefined) return `${source.name}: ${current?.averageValue ?? unknown}/${target.averageValue}`;
  return `${source.name}: ${percent(current?.averageUtilization, unknown)}/${percent(target.averageUtilization, '<auto>')}`;
}

function metricText(metric: Json, status: Json): string {
  const source = sourceOf(metric);
  const current = sourceOf(status)?.current;
  const { target = {} } = source ?? {};
  switch (metric.type) {
    case 'Resource':
    case 'ContainerResource':
      return resourceText(source, current);
    case 'Pods':
      return `${current?.averageValue ?? unknown}/${target.averageValue}`;
    case 'Object':
    case 'External':
      return target.averageValue === undefined ? `${current?.value ?? unknown}/${target.value}` : `${current?.averageValue ?? unknown}/${target.averageValue} (avg)`;
    default:
      return '<unknown type>';
  }
}

export function targetsText(autoscaler: Json): string {
  const metrics: Json[] = autoscaler.spec?.metrics ?? [];
  if (metrics.length === 0) return '<none>';
  const texts = metrics.map((metric, i) => metricText(metric, autoscaler.status?.currentMetrics?.[i]));
  return texts.length > shown ? `${texts.slice(0, shown).join(', ')} + ${texts.length - shown} more...` : texts.join(', ');
}

export function autoscalerRow(autoscaler: Json, { now }: TableContext): Cell[] {
  const { spec, status = {} } = autoscaler;
  return [
    autoscaler.metadata.name,
    `${spec.scaleTargetRef?.kind}/${spec.scaleTargetRef?.name}`,
    targetsText(autoscaler),
    spec.minReplicas === undefined ? '<unset>' : String(spec.minReplicas),
    spec.maxReplicas,
    status.currentReplicas ?? 0,
    ageOf(autoscaler, now),
  ];
}
