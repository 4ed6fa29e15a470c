// The labs of the domain troubleshooting prove themselves.
import { proveDomain } from '../proof.ts';

proveDomain('troubleshooting');
