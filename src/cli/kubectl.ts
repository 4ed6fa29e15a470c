// Entry of bin/kubectl.js.
import { kubectl } from '../store/kubectl.ts';
import { reportFailure } from '../store/report.ts';

try {
  process.exitCode = kubectl(process.argv.slice(2));
} catch (error) {
  reportFailure('kubectl', error);
  process.exitCode = 1;
}
