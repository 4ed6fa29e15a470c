// Brings a new cluster into the state in which a lab begins.
import { Cluster, type ClusterState } from '../cluster.ts';
import { given, type Lab, prepare, remember, type Snapshot } from '../labs/index.ts';
import { layOnBase } from './files.ts';
import { worldOf } from './world.ts';

export interface Prepared {
  state: ClusterState;
  before: Snapshot;
}

/** The state is used up: it becomes the lab's. */
export function prepared(lab: Lab, born: ClusterState): Prepared {
  const cluster = new Cluster(born, false);
  const world = worldOf(cluster);
  prepare(lab, world);
  const files = given(lab);
  layOnBase(cluster.state.base, files);
  return { state: cluster.state, before: remember(lab, world, (path) => files[path]) };
}
