// Why the types of a strategic merge patch do not fit, in the words of Go's converter.
import { expect, test } from 'vitest';
import { conversionFault } from '../../src/apis/conversion.ts';
import { typeNamed } from '../../src/apis/schema.ts';

const deployment = typeNamed('io.k8s.api.apps.v1.Deployment') ?? {};

test.each([
  [{ replicas: 'two' }, 'unrecognized type: int32'],
  [{ replicas: 1.5 }, 'cannot convert float64 to int32'],
  [{ replicas: 2 }, undefined],
  [{ paused: 'yes' }, 'unrecognized type: bool'],
  [{ strategy: { type: 5 } }, 'cannot convert int64 to v1.DeploymentStrategyType'],
  [{ strategy: { rollingUpdate: { maxSurge: true } } }, 'json: cannot unmarshal bool into Go value of type int32'],
  [{ template: { spec: { containers: 'x' } } }, 'cannot restore slice from string'],
  [{ template: { spec: { containers: [{ resources: { limits: { cpu: 'lots' } } }] } } }, "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
  [{ selector: { matchLabels: 'a' } }, 'cannot restore map from string'],
  [{ template: 'x' }, 'cannot restore struct from: string'],
])('%j', (spec, expected) => {
  expect(conversionFault({ spec }, deployment)).toBe(expected);
});
