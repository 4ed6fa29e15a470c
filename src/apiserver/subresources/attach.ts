// POST pods/NAME/attach: what is typed goes to process 1, when that reads it; else the answer says that its log is to be followed.
import { query } from '../context.ts';
import { getObject } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';
import { containerOf, kubeletOfPod } from './podContainer.ts';

export const attach: SubresourceHandlers = {
  POST(context) {
    const pod = getObject(context);
    const container = containerOf(context, pod);
    const { stdin, session } = context.request.body ?? {};
    const open = query(context, 'stdin') === 'true';
    const request = { terminal: query(context, 'tty') === 'true', session, ...(open ? { input: stdin } : {}) };
    return { code: 200, body: open ? kubeletOfPod(context, pod).attach(pod, container, request) : { follow: true } };
  },
};
