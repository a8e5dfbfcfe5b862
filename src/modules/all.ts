import type { Module } from './define-module.ts';
import * as index from './index.ts';
import { nodeModule } from './node/module.ts';

const features: Module[] = Object.values(index).toSorted((one, other) => (one.name < other.name ? -1 : 1));

/**
 * Every module: `node`, then the features of index.ts in the alphabetical order of their names. Event listeners run in
 * this order: `notification` notifies the members, then `webhook` creates the deliveries.
 */
export const modules: Module[] = [nodeModule(features), ...features];
