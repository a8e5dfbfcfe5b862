import { randomInt } from 'node:crypto';
import { createProject, createTask } from '../fixtures/work.ts';
import { createOwner } from '../fixtures/owner.ts';
import { type Account, add, Client, join } from './client.ts';
import type { Data, Present } from './operations.ts';

/** What reads can show of a subject, by name. */
type State = Record<string, string>;

/** Something that one writer changes, and all states that it has had. */
interface Subject {
  states: State[];
  /** The index of the state that the last acknowledged write has made. */
  acknowledged: number;
  stateOf: (index: number) => State;
  /** Makes the state with this index. */
  write: (index: number) => Promise<unknown>;
}

interface Reader {
  account: Account;
  query: string;
  show: (data: unknown) => State;
}

/** `show` receives the data of the query, with the types that codegen has derived from its text. */
const reader = <Text extends string>(
  account: Account,
  query: Text,
  show: (data: Present<Data<Text>>) => State,
): Reader => ({ account, query, show: (data) => show(data as Present<Data<Text>>) });

interface Organization {
  owner: Account;
  subjects: Subject[];
  /** What each reader asks, and which states the response shows. */
  readers: Reader[];
}

/** A read that showed a state older than the last one acknowledged before it began. */
export interface StaleRead {
  name: string;
  seen: string;
  allowed: string[];
}

/** Suspends a member, reinstates, removes and adds them, in turn. */
const steps: {
  listed: string;
  admitted: string;
  write: (owner: Account, member: Account) => Promise<unknown>;
}[] = [
  {
    listed: 'yes',
    admitted: 'no',
    write: ({ client }, { userId }) =>
      client.ask(
        `mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Storm" }) { userErrors { code } } }`,
        { id: userId },
      ),
  },
  {
    listed: 'yes',
    admitted: 'yes',
    write: ({ client }, { userId }) =>
      client.ask(`mutation ($id: ID!) { reinstateMember(input: { userId: $id }) { userErrors { code } } }`, {
        id: userId,
      }),
  },
  {
    listed: 'no',
    admitted: 'no',
    write: ({ client }, { userId }) =>
      client.ask(`mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`, {
        id: userId,
      }),
  },
  { listed: 'yes', admitted: 'yes', write: (owner, member) => add(owner, member) },
];

/** An organization with four writers and four readers, on any of the servers. */
async function createOrganization(urls: string[]): Promise<Organization> {
  const anywhere = <Known extends Account>(account: Known): Known => ({
    ...account,
    get client() {
      return new Client(urls[randomInt(urls.length)]!, account.client.headers);
    },
  });
  const owner = anywhere(await createOwner(new Client(urls[0]!), 'PRO'));
  const taskId = await createTask(owner.client, await createProject(owner.client), { title: '0' });
  const renamed = anywhere(await join(owner, 'MEMBER', 'Rita 0'));
  const promoted = anywhere(await join(owner, 'MEMBER', 'Paul'));
  const suspended = anywhere(await join(owner, 'MEMBER', 'Sam'));
  const subject = (stateOf: Subject['stateOf'], write: Subject['write']): Subject => ({
    states: [stateOf(0)],
    acknowledged: 0,
    stateOf,
    write,
  });
  const roleOf = (index: number) => (index % 2 === 0 ? 'MEMBER' : 'ADMIN');
  const stepOf = (index: number) => steps[(index + steps.length - 1) % steps.length]!;
  const subjects = [
    subject(
      (index) => ({ title: String(index) }),
      (index) =>
        owner.client.ask(
          `mutation ($id: ID!, $title: String) { updateTask(input: { id: $id, title: $title }) { userErrors { code } } }`,
          { id: taskId, title: String(index) },
        ),
    ),
    subject(
      (index) => ({ fullName: `Rita ${index}` }),
      (index) =>
        renamed.client.ask(
          `mutation ($name: String) { updateProfile(input: { fullName: $name }) { userErrors { code } } }`,
          { name: `Rita ${index}` },
        ),
    ),
    subject(
      (index) => ({ role: roleOf(index) }),
      (index) =>
        owner.client.ask(
          `mutation ($id: ID!, $role: Role!) { setMemberRole(input: { userId: $id, role: $role }) { userErrors { code } } }`,
          { id: promoted.userId, role: roleOf(index) },
        ),
    ),
    subject(
      (index) => ({ listed: stepOf(index).listed, admitted: stepOf(index).admitted }),
      (index) => stepOf(index).write(owner, suspended),
    ),
  ];
  const titleOf = (data: { tasks: { nodes: { title: string }[] } }): State => ({
    title: data.tasks.nodes[0]!.title,
  });
  const readers = [
    reader(
      owner,
      `{ tasks(first: 5) { nodes { title } }
        organization { members(first: 10) { nodes { role user { id fullName } } } } }`,
      (data) => {
        const memberOf = ({ userId }: Account) =>
          data.organization.members.nodes.find(({ user }) => user.id === userId);
        return {
          ...titleOf(data),
          fullName: memberOf(renamed)!.user.fullName,
          role: memberOf(promoted)!.role,
          listed: memberOf(suspended) ? 'yes' : 'no',
        };
      },
    ),
    reader(renamed, '{ tasks(first: 5) { nodes { title } } me { fullName } }', (data) => ({
      ...titleOf(data),
      fullName: data.me.fullName,
    })),
    reader(promoted, '{ tasks(first: 5) { nodes { title } } organization { viewerRole } }', (data) => ({
      ...titleOf(data),
      role: data.organization.viewerRole,
    })),
    reader(suspended, '{ tasks(first: 5) { nodes { title } } }', (data) =>
      data.tasks ? { ...titleOf(data), admitted: 'yes' } : { admitted: 'no' },
    ),
  ];
  return { owner, subjects, readers };
}

/**
 * Reads so often, with 20 readers and 20 writers in five organizations on any of the servers. Returns the reads that
 * showed a state older than the last one acknowledged before they began.
 */
export async function findStaleReads(urls: string[], reads: number): Promise<StaleRead[]> {
  const organizations = await Promise.all(Array.from({ length: 5 }, () => createOrganization(urls)));
  const stale: StaleRead[] = [];
  const done = { reads: 0 };

  const read = async ({ subjects, readers }: Organization, index: number) => {
    const { account, query, show } = readers[index]!;
    while (done.reads < reads) {
      const since = subjects.map(({ acknowledged }) => acknowledged);
      const { data } = await account.client.send(query);
      done.reads++;
      wake();
      for (const [name, seen] of Object.entries(show(data))) {
        const number = subjects.findIndex(({ states }) => name in states[0]!);
        const allowed = subjects[number]!.states.slice(since[number]).map((state) => state[name]!);
        if (!allowed.includes(seen)) stale.push({ name, seen, allowed });
      }
    }
  };

  // A writer waits for some reads, so that responses are repeated in between.
  let waiting: { until: number; go: () => void }[] = [];
  const wake = () => {
    const ready = waiting.filter(({ until }) => until <= done.reads || done.reads >= reads);
    waiting = waiting.filter((each) => !ready.includes(each));
    for (const { go } of ready) go();
  };
  const write = async (subject: Subject) => {
    for (let index = 1; done.reads < reads; index++) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ until: done.reads + randomInt(50, 400), go: resolve });
      await promise;
      if (done.reads >= reads) return;
      // A read may show the new state before the write is acknowledged.
      subject.states.push(subject.stateOf(index));
      await subject.write(index);
      subject.acknowledged = index;
    }
  };
  await Promise.all(
    organizations.flatMap((organization) => [
      ...organization.readers.map((_reader, index) => read(organization, index)),
      ...organization.subjects.map((subject) => write(subject)),
    ]),
  );
  return stale;
}
