// -k: the hook through which a kustomization is built; `kustomize` fills it in.
import type { Environment } from '../environment.ts';
import { CommandError } from '../errors.ts';

export type KustomizeBuild = (environment: Environment, directory: string) => string;

let build: KustomizeBuild | undefined;

/** Called by the kustomize folder when it is loaded. */
export function provideKustomize(builder: KustomizeBuild): void {
  build = builder;
}

/** The documents that a kustomization makes, as YAML. */
export function buildKustomization(environment: Environment, directory: string): string {
  if (!build) throw new CommandError('kubectl kustomize is not implemented yet');
  return build(environment, directory);
}
