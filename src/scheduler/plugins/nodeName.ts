// A pod that names its node runs there or nowhere.
import type { Plugin } from '../framework.ts';

export const nodeName: Plugin = {
  name: 'NodeName',
  prepare: ({ spec }) => ({ filter: ({ name }) => (spec.nodeName && spec.nodeName !== name ? { reasons: ["node(s) didn't match the requested node name"], final: true } : undefined) }),
};
