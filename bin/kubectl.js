#!/usr/bin/env node
// kubectl of the lab: starts its bundle.
import module from 'node:module';

module.enableCompileCache?.();
await import('../dist/kubectl.js');
