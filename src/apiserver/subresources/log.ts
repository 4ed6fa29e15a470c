// GET pods/NAME/log: asked of the kubelet of the pod's node.
import { query } from '../context.ts';
import { getObject } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';
import { containerOf, kubeletOfPod } from './podContainer.ts';

export const log: SubresourceHandlers = {
  GET(context) {
    const pod = getObject(context);
    const container = containerOf(context, pod);
    // Without a node there is nobody to ask, and nothing to tell.
    if (!pod.spec.nodeName) return { code: 200, body: '' };
    return { code: 200, body: kubeletOfPod(context, pod).containerLogs(pod, container, (name) => query(context, name)) };
  },
};
