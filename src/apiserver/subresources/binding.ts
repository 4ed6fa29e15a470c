// POST pods/NAME/binding: what the scheduler says.
import { bind } from '../registry/bindings.ts';
import { decodeKind } from '../decodeBody.ts';
import type { SubresourceHandlers } from './index.ts';

export const binding: SubresourceHandlers = {
  POST(context) {
    const body = decodeKind(context, { group: '', version: 'v1', kind: 'Binding' });
    bind(context, context.info.name as string, body);
    return { code: 201, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } };
  },
};
