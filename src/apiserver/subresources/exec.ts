// POST pods/NAME/exec: a command in a container, asked of the kubelet. In place of a stream its answer says what was written when.
import { badRequest } from '../../apimachinery/status.ts';
import { query, type ResourceContext } from '../context.ts';
import { getObject } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';
import { containerOf, kubeletOfPod } from './podContainer.ts';

function commandOf({ request }: ResourceContext): string[] {
  const command = [request.query?.command ?? []].flat();
  if (command.length === 0) throw badRequest('you must specify at least one command for the container');
  return [...command];
}

export const exec: SubresourceHandlers = {
  POST(context) {
    const pod = getObject(context);
    const container = containerOf(context, pod);
    const command = commandOf(context);
    const { stdin, session, since } = context.request.body ?? {};
    // Who asked without standard input has none: it is at its end.
    const input = query(context, 'stdin') === 'true' ? stdin : '';
    return { code: 200, body: kubeletOfPod(context, pod).exec(pod, container, { command, input, session, since, terminal: query(context, 'tty') === 'true' }) };
  },
};
