// What `kubectl describe horizontalpodautoscaler` says.
import { goQuote } from '../../../apimachinery/goFormat.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { orUnset, timeText, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { amountText } from '../../support/quantities.ts';

/** What a metric is, what it is now and what it should be. */
type MetricText = readonly [label: string, current: string, target: string];

const unknown = '<unknown>';

/** Absent amounts inside a value that is there read `<nil>`, as Go prints them. */
const amountOr = (none: string, amount: Json): string => (amount === undefined ? none : amountText(amount));

const average = (label: string, target: Json, now: Json): MetricText => [label, now ? amountOr('<nil>', now.current.averageValue) : unknown, amountText(target.averageValue)];
const whole = (label: string, target: Json, now: Json): MetricText => [label, now ? amountOr('<nil>', now.current.value) : unknown, amountOr('<nil>', target.value)];

function ofResource(label: string, target: Json, now: Json): MetricText {
  if (target.averageValue !== undefined) return average(`${label}:`, target, now);
  const { averageUtilization, averageValue } = now?.current ?? {};
  const current = averageUtilization === undefined ? unknown : `${averageUtilization}% (${amountOr('<nil>', averageValue)})`;
  return [`${label}  (as a percentage of request):`, current, target.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`];
}

const metricTexts: Readonly<Record<string, (source: Json, now: Json) => MetricText>> = {
  External({ metric, target }, now) {
    if (target.averageValue === undefined) return whole(`${goQuote(metric.name)} (target value):`, target, now);
    return average(`${goQuote(metric.name)} (target average value):`, target, now?.current.averageValue === undefined ? undefined : now);
  },
  Pods: ({ metric, target }, now) => average(`${goQuote(metric.name)} on pods:`, target, now),
  Object({ metric, target, describedObject }, now) {
    const label = `"${metric.name}" on ${describedObject.kind}/${describedObject.name} `;
    return target.type === 'AverageValue' ? average(`${label}(target average value):`, target, now) : whole(`${label}(target value):`, target, now);
  },
  Resource: ({ name, target }, now) => ofResource(`resource ${name} on pods`, target, now),
  ContainerResource: ({ name, container, target }, now) => ofResource(`resource ${name} of container "${container}" on pods`, target, now),
};

const fieldOf = (type: string): string => type.charAt(0).toLowerCase() + type.slice(1);

function writeMetrics(out: Description, { spec, status }: Json): void {
  out.field('Metrics', '( current / target )');
  (spec.metrics ?? []).forEach((metric: Json, i: number) => {
    const text = metricTexts[metric.type];
    const field = fieldOf(metric.type);
    if (!text) {
      out.row(1, `<unknown metric type ${goQuote(metric.type)}>`);
      return;
    }
    const [label, current, target] = text(metric[field], status?.currentMetrics?.[i]?.[field]);
    out.row(1, label, `${current} / ${target}`);
  });
}

function writeDirection(out: Description, label: string, rules: Json): void {
  if (!rules) return;
  out.heading(label, 1);
  if (rules.stabilizationWindowSeconds !== undefined) out.row(2, `Stabilization Window: ${rules.stabilizationWindowSeconds} seconds`);
  if (!rules.policies?.length) return;
  out.row(2, `Select Policy: ${rules.selectPolicy ?? 'Max'}`);
  out.heading('Policies', 2);
  for (const { type, value, periodSeconds } of rules.policies) out.row(3, `- Type: ${type}`, `Value: ${value}`, `Period: ${periodSeconds} seconds`);
}

function writeConditions(out: Description, conditions: Json[] = []): void {
  if (conditions.length === 0) return;
  out.heading('Conditions');
  out.titles(1, 'Type', 'Status', 'Reason', 'Message');
  for (const { type, status, reason = '', message = '' } of conditions) out.row(1, type, status, reason, message);
}

export const horizontalPodAutoscalerDescriber: Describer = {
  resource: 'horizontalpodautoscalers.autoscaling',
  version: 'v2',
  describe(scaler, out) {
    const { metadata, spec, status } = scaler;
    const target = spec.scaleTargetRef;
    writeName(out, scaler);
    writeLabelsAndAnnotations(out, scaler);
    out.field('CreationTimestamp', timeText(metadata.creationTimestamp));
    out.field('Reference', `${target.kind}/${target.name}`);
    writeMetrics(out, scaler);
    out.field('Min replicas', orUnset(spec.minReplicas));
    out.field('Max replicas', spec.maxReplicas);
    if (spec.behavior) {
      out.heading('Behavior');
      writeDirection(out, 'Scale Up', spec.behavior.scaleUp);
      writeDirection(out, 'Scale Down', spec.behavior.scaleDown);
    }
    out.field(`${target.kind} pods`, `${status?.currentReplicas ?? 0} current / ${status?.desiredReplicas ?? 0} desired`);
    writeConditions(out, status?.conditions);
  },
};
