import { testTopic } from './recordings.ts';

testTopic('errors');
