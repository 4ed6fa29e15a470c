// From what was typed (files, types, names, selectors) to the objects meant (upstream: cli-runtime's resource.Builder).
export type { FileOptions, Info, ResourceOptions, Result } from './contract.ts';
