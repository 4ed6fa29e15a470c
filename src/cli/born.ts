// Run by the build: writes a new cluster of each profile, and the labs as they are read, into the folder that is named.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from '../cluster.ts';
import { packCluster } from '../store/pack.ts';
import { loadDrillGroups, loadExams, loadLabs } from '../store/labFolders.ts';
import { profileNames } from '../profiles/names.ts';

const [, , out] = process.argv as [string, string, string];

for (const profile of profileNames) {
  const state = Cluster.settled({ profile, now: Date.now() });
  writeFileSync(join(out, 'profiles', `${profile}.json`), packCluster(state).join('\n'));
}

try {
  for (const [name, load] of Object.entries({ labs: loadLabs, exams: loadExams, drills: loadDrillGroups })) writeFileSync(join(out, `${name}.json`), JSON.stringify(load()));
} catch (error) {
  // Whoever opens the labs is told then, too.
  console.error(`${error instanceof Error ? error.message : error}`);
}
