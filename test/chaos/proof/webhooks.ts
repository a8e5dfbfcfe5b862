import { readFile } from 'node:fs/promises';
import { Webhook } from 'standardwebhooks';
import type { Message } from '../../support/receiver.ts';
import type { Organization } from '../organization.ts';
import type { Evidence } from './proof.ts';

/** A line of the receiver's file. */
interface Line {
  path: string;
  at: number;
  id: string;
  timestamp: string;
  signature: string;
  text: string;
}

interface Subject {
  id: string;
  version: number;
  title?: string;
  name?: string;
}

/** A receiver refuses what is older. */
const FRESH_MS = 300_000;
const EVENT = 'every event of an acknowledged write reaches its receiver, under one id';

/** Each acknowledged write's event was received by its tenant's receiver, signed, under one id. Returns how many messages. */
export async function proveWebhooks({ organizations, promises, receivedFile }: Evidence): Promise<number> {
  const lines = (await readFile(receivedFile, 'utf8')).split('\n').flatMap(parse);
  const byPath = Map.groupBy(lines, ({ path }) => path);
  for (const organization of organizations) {
    const received = byPath.get(organization.path) ?? [];
    byPath.delete(organization.path);
    const texts = new Map<string, string>();
    /** The ids of the messages about each event. */
    const ids = new Map<string, Set<string>>();
    for (const line of received) {
      promises.check('a message has a valid signature', isSigned(organization.secret, line), line);
      promises.check('a message has one content', (texts.get(line.id) ?? line.text) === line.text, line);
      texts.set(line.id, line.text);
      const message = JSON.parse(line.text) as Message;
      promises.check(
        'no event reaches the receiver of another tenant',
        message.organizationId === organization.id,
        message,
      );
      const key = keyOf(message);
      if (key) ids.set(key, (ids.get(key) ?? new Set()).add(line.id));
    }
    for (const key of expectedKeys(organization)) {
      const found = ids.get(key) ?? new Set();
      ids.delete(key);
      promises.check(EVENT, found.size === 1, { organization: organization.tag, key, ids: [...found] });
    }
    promises.check('every event is one of an acknowledged write', ids.size === 0, [...ids]);
  }
  promises.check('no event reaches an unknown receiver', byPath.size === 0, [...byPath.keys()]);
  return lines.length;
}

/** A line that was cut short by a kill was not accepted: the message was sent again. */
function parse(line: string): Line[] {
  try {
    return line ? [JSON.parse(line) as Line] : [];
  } catch {
    return [];
  }
}

function isSigned(secret: string, { id, timestamp, text, signature, at }: Line): boolean {
  const sent = Number(timestamp) * 1000;
  const expected = new Webhook(secret).sign(id, new Date(sent), text);
  return signature.split(' ').includes(expected) && Math.abs(at - sent) < FRESH_MS;
}

/** What happened, to what, at which version and with which text. */
function keyOf({ type, data }: Message): string | undefined {
  if (!/^(task|project)\.(created|updated|deleted)$/.test(type)) return undefined;
  const subject = (data.task ?? data.project) as unknown as Subject;
  return [type, subject.id, subject.version, subject.title ?? subject.name].join(' ');
}

function expectedKeys({ ledger }: Organization): string[] {
  const keys = (kind: string, objects: Organization['ledger']['tasks']) =>
    [...objects.values()].flatMap(({ id, texts, version, isDeleted }) => [
      ...[...texts].map(([at, text]) =>
        [`${kind}.${at === 1 ? 'created' : 'updated'}`, id, at, text].join(' '),
      ),
      ...(isDeleted ? [[`${kind}.deleted`, id, version, texts.get(version)].join(' ')] : []),
    ]);
  return [...keys('task', ledger.tasks), ...keys('project', ledger.projects)];
}
