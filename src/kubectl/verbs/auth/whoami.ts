// kubectl auth whoami: who the server takes me for.
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Verb } from '../../call.ts';
import { columnWriter } from '../../printers/index.ts';
import { typedObjectPrinter } from '../../typed.ts';

function printTable(call: Call, user: Json): void {
  const writer = columnWriter(call.environment.stdout);
  writer.write('ATTRIBUTE\tVALUE\n');
  if (user.username) writer.write(`Username\t${user.username}\n`);
  if (user.uid) writer.write(`UID\t${user.uid}\n`);
  if (user.groups?.length) writer.write(`Groups\t[${user.groups.join(' ')}]\n`);
  for (const [key, values] of Object.entries((user.extra ?? {}) as Record<string, string[]>).sort(([a], [b]) => (a < b ? -1 : 1))) writer.write(`Extra: ${key}\t[${values.join(' ')}]\n`);
  writer.flush();
}

export const whoami: Verb = {
  command: 'auth whoami',
  run(call) {
    if (call.args.length > 0) throw new CommandError(`unknown command ${JSON.stringify(call.args[0])} for "kubectl auth whoami"`);
    const answer = call.factory.request('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { body: { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1', metadata: {} } });
    if (call.flags.string('output') === '') printTable(call, answer.status.userInfo);
    else typedObjectPrinter(call).print(answer, call.environment.stdout);
    return 0;
  },
};
