import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import projects from '../../vitest.config.ts';
import long from '../../vitest.long.config.ts';
import services from '../../vitest.services.config.ts';

const root = join(import.meta.dirname, '../..');
const find = (patterns: string[]) => globSync(patterns, { cwd: root }).toSorted();

/** The files of a list of projects, or of a configuration without projects. */
const filesOf = ({ test: options }: typeof projects | typeof services): string[] =>
  find(
    options?.projects?.flatMap((project) =>
      typeof project === 'object' && 'test' in project ? (project.test?.include ?? []) : [],
    ) ??
      options?.include ??
      [],
  );

test('every file of tests belongs to a project, to the tests of services or to the long ones', () => {
  const run = [...filesOf(projects), ...filesOf(services)];
  expect(new Set(run).size).toBe(run.length);
  expect([...new Set([...run, ...filesOf(long)])].toSorted()).toEqual(find(['test/**/*.test.ts']));
});
