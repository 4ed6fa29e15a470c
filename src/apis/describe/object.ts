// One object described from its name to its events.
import type { KubeObject } from '../../apimachinery/object.ts';
import type { DescribeContext, Describer } from './contract.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';

export function describeObject(describer: Describer, object: KubeObject, context: DescribeContext): string {
  const out = new Description();
  describer.describe(object, out, context);
  writeEvents(out, describer, object, context);
  return out.text();
}
