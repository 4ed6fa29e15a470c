// Objects in protobuf, as kubectl sends them.
import { expect, it } from 'vitest';
import { decodeProtobuf } from '../../src/serve/protobuf/decode.ts';

/** kubectl create deployment web --image=nginx (v1.32), as -v=9 shows it. */
const deployment = `
6b 38 73 00 0a 15 0a 07 61 70 70 73 2f 76 31 12 0a 44 65 70 6c 6f 79 6d 65 6e 74 12 ab 01 0a 1f
0a 03 77 65 62 12 00 1a 00 22 00 2a 00 32 00 38 00 42 00 5a 0a 0a 03 61 70 70 12 03 77 65 62 12
7a 08 01 12 0c 0a 0a 0a 03 61 70 70 12 03 77 65 62 1a 60 0a 1c 0a 00 12 00 1a 00 22 00 2a 00 32
00 38 00 42 00 5a 0a 0a 03 61 70 70 12 03 77 65 62 12 40 12 22 0a 05 6e 67 69 6e 78 12 05 6e 67
69 6e 78 2a 00 42 00 6a 00 72 00 80 01 00 88 01 00 90 01 00 a2 01 00 1a 00 32 00 42 00 4a 00 52
00 58 00 60 00 68 00 82 01 00 8a 01 00 9a 01 00 c2 01 00 22 02 0a 00 28 00 38 00 1a 0c 08 00 10
00 18 00 20 00 28 00 38 00 1a 00 22 00`;
const bytes = Buffer.from(deployment.replace(/\s/g, ''), 'hex');

it('a deployment', () => {
  const { apiVersion, kind, metadata, spec } = decodeProtobuf(bytes);
  expect([apiVersion, kind, metadata.name, metadata.labels, metadata.creationTimestamp]).toEqual(['apps/v1', 'Deployment', 'web', { app: 'web' }, null]);
  expect([spec.replicas, spec.selector, spec.template.metadata.labels]).toEqual([1, { matchLabels: { app: 'web' } }, { app: 'web' }]);
  expect(spec.template.spec.containers).toEqual([expect.objectContaining({ name: 'nginx', image: 'nginx', resources: {} })]);
});

it('every beginning of it is refused or read, and never loops', () => {
  for (let length = 0; length < bytes.length; length += 1) {
    try {
      decodeProtobuf(bytes.subarray(0, length));
    } catch (error) {
      expect((error as Error).message).not.toBe('');
    }
  }
  expect(() => decodeProtobuf(Buffer.from('{}'))).toThrow('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
});
