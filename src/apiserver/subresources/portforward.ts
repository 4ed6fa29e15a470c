// POST pods/NAME/portforward: bytes to a port of a pod, and those that come back.
import { badRequest } from '../../apimachinery/status.ts';
import { getObject } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';
import { kubeletOfPod } from './podContainer.ts';

export const portforward: SubresourceHandlers = {
  POST(context) {
    const pod = getObject(context);
    const { port, data = '' } = context.request.body ?? {};
    if (typeof port !== 'number') throw badRequest('you must specify at least 1 port');
    return { code: 200, body: { data: kubeletOfPod(context, pod).portForward(pod, port, data) } };
  },
};
