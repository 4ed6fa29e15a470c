// Entry of bin/kubectl.js.
import { kubectl } from '../store/kubectl.ts';
import { reportFailure } from '../store/report.ts';

try {
  const status = kubectl(process.argv.slice(2));
  if (typeof status === 'number') process.exitCode = status;
  else status.then((later) => process.exit(later), failed);
} catch (error) {
  failed(error);
}

function failed(error: unknown): void {
  reportFailure('kubectl', error);
  process.exitCode = 1;
}
