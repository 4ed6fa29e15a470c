import { testTopic } from './recordings.ts';

testTopic('misc');
