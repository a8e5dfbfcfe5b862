/** What every program that a test starts needs of this process's environment, without the settings of a developer's `.env`. */
export const programEnvironment = {
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
  // Only its own tests need the front end: to build it takes a second of a core.
  WEB: 'off',
};
