/** The name and version under which the operations are registered; vite.config.ts sets it. */
declare const CLIENT: { name: string; version: string };
