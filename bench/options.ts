import { InvalidArgumentError, Option } from 'commander';
import { variableNames } from '../src/config/variables.ts';
import { Script } from '../tools/measuring/options.ts';
import { type Contender, contenderNames } from './contenders.ts';
import type { DataSizes } from './database.ts';
import type { Pace } from './measure.ts';

export const partNames = [
  'reads',
  'repeats',
  'statements',
  'memory',
  'load',
  'growth',
  'writes',
  'triggers',
  'verification',
  'tracing',
] as const;
export type PartName = (typeof partNames)[number];

/** The numbers that options can replace. */
interface Replaceable extends DataSizes, Omit<Pace, 'warmUp'> {
  requests: number;
}

interface Preset extends Replaceable {
  /** The rounds of comparisons whose requirement is a small difference. */
  pairs: number;
  /** The number of organizations that is compared with 20. */
  manyOrganizations: number;
  /** The numbers of connections of the part `load`. */
  manyConnections: number[];
}

export interface Options extends Preset, Pace {
  connections: number;
  full: boolean;
  only: readonly PartName[];
  /** The servers whose process is profiled, instead of the comparison. */
  profile: Contender[] | undefined;
  /** Whether to write the results into docs/performance.md. */
  write: boolean;
  /** Replaced settings of Polity. */
  set: Record<string, string>;
}

const presets: Record<'quick' | 'usual', Preset> = {
  quick: {
    organizations: 20,
    tasks: 10_000,
    seconds: 0.8,
    rounds: 1,
    pairs: 1,
    requests: 5_000,
    manyOrganizations: 100,
    manyConnections: [200],
  },
  usual: {
    organizations: 200,
    tasks: 400_000,
    seconds: 5,
    rounds: 3,
    pairs: 5,
    requests: 100_000,
    manyOrganizations: 2_000,
    manyConnections: [200, 1_000],
  },
};

export function readOptions(): Options {
  const script = new Script(
    'bench',
    'Measures Polity beside the limit, PostGraphile and the tutorial stack. Exits with 1 if a requirement is not met.',
  )
    .option('--quick', 'small data, short rounds, no growth: about a minute, to see that it works')
    .addOption(
      new Option(
        '--full',
        'also compares 400 000 with 4 million tasks: half an hour more, 10 GB of disk',
      ).conflicts('quick'),
    )
    .option('--only <parts>', `a comma-separated selection of ${partNames.join(', ')}`, listOf(partNames))
    .option(
      '--profile [servers]',
      'instead shows where the processor time of these servers goes (default: polity)',
      listOf(contenderNames),
    )
    .addOption(
      new Option('--write', 'writes the results into docs/performance.md').conflicts([
        'quick',
        'only',
        'profile',
      ]),
    )
    .option('--set <NAME=value>', 'replaces a setting of Polity; can be repeated', addSetting, {})
    .count('organizations', 'of the data, with 11 members and 10 projects each (default: 200)')
    .count('tasks', 'of the data, all together (default: 400000)')
    .count('connections', 'each sends its next request when it has its response', 20)
    .count('seconds', 'of each round (default: 5)')
    .count('rounds', 'of each server and operation; medians count (default: 3)')
    .count('requests', 'while the memory is watched (default: 100000)')
    .parse();
  const { quick, full, write, set, profile, ...given } = script.opts<
    {
      quick?: true;
      full?: true;
      write?: true;
      only?: PartName[];
      profile?: true | Contender[];
      set: Record<string, string>;
      connections: number;
    } & Partial<Replaceable>
  >();
  if (given.organizations === 1)
    script.error(
      'error: --organizations must be at least 2, to check that members of one cannot read the other.',
    );
  const sizes = { ...presets[quick ? 'quick' : 'usual'], ...given };
  return {
    // Two more databases would take longer than all other parts.
    only: quick ? partNames.filter((name) => name !== 'growth') : partNames,
    ...sizes,
    warmUp: quick ? sizes.seconds / 2 : sizes.seconds,
    full: full ?? false,
    write: write ?? false,
    profile: profile === true ? ['polity'] : profile,
    set,
  };
}

const listOf =
  <Name extends string>(names: readonly Name[]) =>
  (value: string): Name[] =>
    value.split(',').map((name) => {
      const found = names.find((each) => each === name.trim());
      if (found === undefined) throw new InvalidArgumentError(`It must name some of: ${names.join(', ')}.`);
      return found;
    });

function addSetting(value: string, settings: Record<string, string>): Record<string, string> {
  const [name, ...rest] = value.split('=');
  if (rest.length === 0) throw new InvalidArgumentError('It must have the form NAME=value.');
  if (!variableNames.includes(name!)) throw new InvalidArgumentError(`Polity has no setting ${name}.`);
  return { ...settings, [name!]: rest.join('=') };
}
