// config: shows and changes kubeconfig files.
import type { Verb } from '../../call.ts';
import { setCluster } from './clusters.ts';
import { renameContext, setContext, useContext } from './contexts.ts';
import { setCredentials } from './credentials.ts';
import { deleteCluster, deleteContext, deleteUser } from './delete.ts';
import { currentContext, getClusters, getContexts, getUsers } from './lists.ts';
import { setProperty, unsetProperty } from './properties.ts';
import { view } from './view.ts';

export const configVerbs: readonly Verb[] = [
  ...[currentContext, getClusters, getContexts, getUsers],
  ...[useContext, renameContext, setContext, deleteContext],
  ...[setCluster, deleteCluster, setCredentials, deleteUser],
  ...[setProperty, unsetProperty, view],
];
