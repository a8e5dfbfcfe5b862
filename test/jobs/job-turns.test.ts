import { expect, test } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { Turns } from '../../src/jobs/fair-scheduling.ts';
import { verify } from '../support/acquaintance.ts';
import { type Account, register } from '../support/client.ts';
import { enqueue, settled } from '../support/jobs.ts';
import { receive, receiveMails, until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';

test('the running jobs of an organization and its jobs in a row are limited', () => {
  const turns = new Turns(2);
  turns.start('a');
  expect(turns.waiting).toEqual([]);
  turns.start('a');
  expect(turns.waiting).toEqual(['a']);
  turns.end('a');
  expect(turns.waiting).toEqual([]);
  for (let job = 0; job < 8; job++) {
    turns.start('a');
    turns.end('a');
  }
  turns.end('a');
  expect(turns.waiting).toEqual(['a']);
  turns.start('b');
  expect(turns.waiting).toEqual(['a']);
  expect(turns.endRound()).toBe(true);
  expect(turns.waiting).toEqual([]);
  expect(turns.endRound()).toBe(false);
});

test('a round does not end while the only waiting organization is at its maximum of running jobs', () => {
  const turns = new Turns(1);
  turns.start('a');
  expect(turns.endRound()).toBe(false);
  expect(turns.waiting).toEqual(['a']);
  turns.end('a');
  expect(turns.waiting).toEqual([]);
});

const server = await startTestServer();

/** Adds this many jobs of an organization, each of which notifies a member of a new role. */
const makeNoise = ({ organizationId }: Account, userId: string, count: number) =>
  enqueue(
    server.db,
    organizationId,
    'announce',
    Array.from({ length: count }, (_, index) => ({
      id: `noise ${index}`,
      happenings: [{ type: 'member.role_updated', data: { userId, role: 'MEMBER' } }],
      actorId: null,
      occurredAt: new Date().toISOString(),
    })),
  );

const noisy = await verify(await register(server.anonymous, 'Nora Noisy'));
const quiet = await verify(await register(server.anonymous, 'Quinn Quiet'));
await makeNoise(noisy, noisy.userId, 500);
await makeNoise(quiet, quiet.userId, 1);
await receiveMails(server);

test('the single job of an organization does not wait for five hundred earlier jobs of another', async () => {
  await settled(server.db, noisy.organizationId, 'announce', 30);
  await settled(server.db, quiet.organizationId);
  const told = await server.db
    .selectFrom('notifications')
    .select('user_id as userId')
    .orderBy('created_at')
    .execute();
  expect(told).toHaveLength(501);
  expect(told.findIndex(({ userId }) => userId === quiet.userId)).toBeLessThan(30);
});

const smtp = await receive(() => 400);
const slow = await startTestServer();
const mailer = createMailer(
  { smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: { name: 'Polity', address: 'polity@polity.test' } },
  slow.services.logger,
);
await receiveMails(slow, { mailer, concurrency: 2 });

test('slow jobs of one organization leave workers for those of another', async () => {
  const busy = await verify(await register(slow.anonymous, 'Bert Busy'));
  const other = await verify(await register(slow.anonymous, 'Otto Other'));
  const welcome = ({ organizationId, userId }: Account, count: number) =>
    enqueue(
      slow.db,
      organizationId,
      'send-member-added-mail',
      Array.from({ length: count }, () => ({ userId, addedById: userId })),
    );
  const welcomed = (who: string) => smtp.mails.filter(({ subject }) => subject.includes(who)).length;
  await welcome(busy, 20);
  await until(() => welcomed('Bert Busy') > 0);
  await welcome(other, 1);
  await until(() => welcomed('Otto Other') > 0);
  expect(welcomed('Bert Busy')).toBeLessThan(10);
});
