// Every manifest of a workload in the recordings: what a real server said was wrong with it is what our rules say, and they say nothing of the others.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSession } from '../recorded/session.mjs';
import { created, decoded, uid, wrongWith } from './objects.ts';

const recorded = join(import.meta.dirname, '../recorded');
const kinds = ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'ReplicationController'];

interface Step {
  kind: string;
  command: string;
  stderr: string[];
}

/** What the server said is wrong, one sentence each. */
function recordedSentences(step: Step): string[] {
  return step.stderr
    .filter((line) => line.startsWith('* ') || / is invalid: ./.test(line))
    .map((line) => line.replace(/^\* |^.* is invalid: /, ''))
    .map((line) => line.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, uid));
}

const sessions = readdirSync(recorded, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.session'));

const cases = sessions.flatMap((path) => {
  const { steps, files } = loadSession(join(recorded, path)) as { steps: Step[]; files: Record<string, string> };
  return steps.flatMap((step) => {
    const file = /^kubectl (?:apply|create) -f (\S+\.yaml)$/.exec(step.command ?? '')?.[1];
    // What cannot be read, or has no name, does not come as far as these rules.
    const unread = step.stderr?.some((line) => /BadRequest|error:|no matches for kind/.test(line));
    return file && files[file] && !unread ? [{ name: `${path}: ${step.command}`, text: files[file], expected: recordedSentences(step) }] : [];
  });
});

describe('manifests in the recordings', () => {
  for (const { name, text, expected } of cases) {
    if (!kinds.some((kind) => new RegExp(`^kind: ${kind}$`, 'm').test(text))) continue;
    it(name, () => {
      const objects = decoded(text).filter((object) => kinds.includes(object.kind));
      expect(objects.flatMap((object) => wrongWith(created(object)))).toEqual(expected);
    });
  }
});
