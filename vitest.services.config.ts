import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What needs a service that npm cannot bring; the continuous integration installs those first. */
export default mergeConfig(base, {});
