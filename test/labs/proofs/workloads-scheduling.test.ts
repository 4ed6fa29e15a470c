// The labs of the domain workloads-scheduling prove themselves.
import { proveDomain } from '../proof.ts';

proveDomain('workloads-scheduling');
