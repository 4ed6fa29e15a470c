#!/usr/bin/env node
// The lab: starts its bundle.
require('node:module').enableCompileCache?.();
import('../dist/cka-lab.js');
