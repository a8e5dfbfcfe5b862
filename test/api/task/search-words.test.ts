import { describe, expect, test } from 'vitest';
import { createComment, createTask } from '../../fixtures/work.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer({ COST_LIMIT: '1000000', COST_LIMIT_REGISTERED: '1000000' });
const { owner, projectId } = await createTenant(server.anonymous);

/** Each text is a description or a comment, because titles also match by similarity. */
const texts = {
  dashes: 'The invoice—overdue–twice―goes‐out‑now − today',
  quotes: '„Harbour“ «Pier» ‘quay’ “wharf” ‹mole› 「jetty」 『basin』',
  spaces: 'ten\u00a0kilograms\u202fof\u2009coal\u3000from\u1680Wales\u2028then\u0085home\ttomorrow',
  punctuation: 'anchor,chain;rope:buoy!mast?sail…keel·hull/deck\\helm|bow¿stern¡crew、cargo。oar（rudder）',
  file: 'see harborplan-final_v2.tar.gz, invoice-20240117.pdf and https://files.example.test/a/manifest.html?x=ledger',
  mail: 'ask keeper@lighthouse.example.test or +49-151-2345678',
  symbols: 'price€cost£fee$toll+tax=sum<low>high^peak`tick~tilde§section©owner™brand×times÷split→arrow',
  apostrophes: "the sailor’s rope and the captain's wheel, O’Malley, мʼята",
  composed: 'Zürich café Ångström naïve Đà Nẵng Łódź smørrebrød',
  decomposed: 'Mu\u0308nchen re\u0301sume\u0301 A\u030algard',
  fullWidth: 'ＡＢＣ１２３ ｗｈａｒｆａｇｅ ﬁreboat №７ ①',
  sharp: 'Straße GROẞ ΟΔΥΣΣΕΥΣ İSKELE',
  invisible: 'light\u00adhouse key\u200bstone head\u2060land \ufefffore\u200dmast',
  cyrillic: 'Ремонт маяка, ёлка и берёзы',
  greek: 'Ο φάρος της θάλασσας',
  arabic: 'مَنَارَةُ البحر كـــتاب',
  hebrew: 'מִגְדַּלּוֹר בים',
  hindi: 'समुद्र में प्रकाशस्तंभ',
  chinese: '我们明天去修理灯塔的门',
  japanese: '東京都の灯台をｶﾀｶﾅで修理する。データベース',
  korean: '서울대학교에서 등대를 고칩니다',
  thai: 'ประภาคารอยู่ริมทะเลสวยงาม',
  khmer: 'ប៉មភ្លើងហ្វារនៅមាត់សមុទ្រ',
  lao: 'ປະພາຄານຢູ່ແຄມທະເລ',
  burmese: 'မီးပြတိုက်သည်ပင်လယ်',
  mixed: '新しいWidget3000を注文、v2版',
  emoji: 'Ahoy 🚢⚓ 👩‍💻 boat❤️',
};

const wanted: Record<keyof typeof texts, string[]> = {
  dashes: ['invoice', 'overdue', 'twice', 'goes', 'out', 'now', 'today', 'invoice—overdue', 'twice-goes'],
  quotes: ['harbour', 'Pier', 'quay', 'wharf', 'mole', 'jetty', 'basin', '"Harbour"', '»pier«'],
  spaces: ['kilograms', 'of', 'coal', 'from', 'wales', 'then', 'home', 'tomorrow', 'ten\u00a0kilograms'],
  punctuation:
    'anchor chain rope buoy mast sail keel hull deck helm bow stern crew cargo oar rudder sail…keel'.split(
      ' ',
    ),
  file: 'final v2 tar gz pdf 20240117 invoice-20240117 invoice-20240117.pdf manifest html ledger files.example.test/a'.split(
    ' ',
  ),
  mail: ['keeper@lighthouse.example.test', 'lighthouse', '2345678', '+49-151-2345678', '49 151'],
  symbols: 'price cost fee toll tax sum low high peak tick tilde section owner brand times split arrow'.split(
    ' ',
  ),
  apostrophes: ["sailor's", 'sailor’s', 'captain’s', "o'malley", 'malley', "м'ята", 'ята'],
  composed: [
    'zürich',
    'ZU\u0308RICH',
    'zurich',
    'cafe',
    'cafe\u0301',
    'angstrom',
    'NAIVE',
    'da nang',
    'lodz',
    'smorrebrod',
  ],
  decomposed: ['münchen', 'MÜNCHEN', 'munchen', 'résumé', 'resume', 'ålgard', 'algard'],
  fullWidth: ['abc123', 'ABC', 'ＡＢＣ', 'wharfage', 'fireboat', 'no7', '1'],
  sharp: ['straße', 'STRASSE', 'gross', 'groß', 'οδυσσεύς', 'Οδυσσευσ', 'iskele'],
  invisible: ['lighthouse', 'light\u00adhouse', 'keystone', 'headland', 'foremast'],
  cyrillic: ['МАЯКА', 'маяк', 'ремонт', 'елка', 'БЕРЁЗЫ', 'березы'],
  greek: ['φαρος', 'ΦΆΡΟΣ', 'θαλασσας', 'ΘΑΛΑΣΣΑΣ'],
  arabic: ['منارة', 'مَنَارَة', 'البحر', 'كتاب'],
  hebrew: ['מגדלור', 'מִגְדַּלּוֹר', 'בים'],
  hindi: ['समुद्र', 'प्रकाश'],
  chinese: ['灯塔', '修理灯塔', '门', '我', '明天 灯塔', '去修'],
  japanese: ['東京', '京都', '東京都', '灯台', 'カタカナ', 'ｶﾀｶﾅ', '修理', 'データベース', 'ベース', 'る'],
  korean: ['서울', '대학교', '서울대학교', '등대', '등대를 서울'],
  thai: ['ทะเล', 'ริม', 'สวยงาม', 'ประภาคาร', 'อยู่'],
  khmer: ['សមុទ្រ', 'ភ្លើង'],
  lao: ['ທະເລ', 'ແຄມ'],
  burmese: ['ပင်လယ်', 'မီး'],
  mixed: ['widget', 'widget3000', '注文', '新しい', 'Widget3000を注文', 'v2版', '版'],
  emoji: ['🚢', '⚓', '🚢⚓', '👩‍💻', '❤️', '❤', 'boat', 'ahoy 🚢 boat'],
};

const ids = new Map<string, string>();
for (const [name, text] of Object.entries(texts))
  ids.set(name, await createTask(owner.client, projectId, { title: `T${ids.size}`, description: text }));

async function found(query: string): Promise<string[]> {
  const { tasks, search } = await owner.client.ask(
    `query ($q: String!) { tasks(filter: { search: $q }, first: 100) { nodes { id } }
      search(query: $q, first: 100) { task { id } } }`,
    { q: query },
  );
  const listed = tasks.nodes.map(({ id }) => id).toSorted();
  expect(search.map(({ task }) => task.id).toSorted()).toEqual(listed);
  return [...ids].filter(([, id]) => listed.includes(id)).map(([name]) => name);
}

describe('a search finds each word next to', () => {
  test.each(Object.entries(wanted))('%s', async (name, queries) => {
    const missed = [];
    for (const query of queries) if (!(await found(query)).includes(name)) missed.push(query);
    expect(missed).toEqual([]);
  });
});

test('a search finds the same words in comments and titles', async () => {
  const title = await createTask(owner.client, projectId, { title: '修理—Überseebrücke „Kai“ 東京都' });
  const comment = await createTask(owner.client, projectId, { title: 'Something' });
  await createComment(owner.client, comment, { body: '修理—Überseebrücke „Kai“ 東京都' });
  for (const query of ['überseebrücke', 'UBERSEE', 'kai', '京都', '修理']) {
    const { search } = await owner.client.ask(
      'query ($q: String!) { search(query: $q, first: 100) { task { id } } }',
      { q: query },
    );
    const listed = search.map((hit) => hit.task.id);
    expect([query, listed.includes(title), listed.includes(comment)]).toEqual([query, true, true]);
    expect(listed.indexOf(title)).toBeLessThan(listed.indexOf(comment));
  }
});

test('a search requires all words, and adjacent characters in scripts without spaces', async () => {
  expect(await found('灯塔 airplane')).toEqual([]);
  expect(await found('塔灯')).toEqual([]);
  expect(await found('都京')).toEqual([]);
  expect(await found('我门')).toEqual([]);
  expect(await found('oice')).toEqual([]);
});

test.each([
  ['lighthuose', 'Lighthouse keeper'],
  ['Überseebrüke', 'Überseebrücke reparieren'],
  ['Uberseebruke', 'Überseebrücke reparieren'],
  ['кораблестрение', 'Кораблестроение завтра'],
  ['θαλασσοπορια', 'Θαλασοπορία'],
])('small typing errors in a title are tolerated: %s', async (query, title) => {
  const id = await createTask(owner.client, projectId, { title });
  const { search } = await owner.client.ask('query ($q: String!) { search(query: $q) { task { id } } }', {
    q: query,
  });
  expect(search.map((hit) => hit.task.id)).toContain(id);
});

test('a search without words finds nothing', async () => {
  for (const query of [
    '',
    ' ',
    '\u00a0',
    '—',
    '„“',
    '!?…',
    '()&|:*',
    "'",
    '\\',
    '%',
    '_',
    '\u200b',
    '\u0301',
    '€',
  ])
    expect([query, await found(query)]).toEqual([query, []]);
});

test('a search with any words succeeds', async () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'].join(' ');
  for (const query of [
    letters,
    'x'.repeat(200),
    '🚢'.repeat(200),
    '灯'.repeat(200),
    'ﷺ'.repeat(200),
    '\u0301'.repeat(200),
  ])
    expect(
      await owner.client.codes('query ($q: String!) { search(query: $q) { rank } }', { q: query }),
    ).toEqual([]);
});

test.each([
  ['different characters', (at: number) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))],
  ['characters that normal forms expand', () => 'ﷺ'],
  ['emoji', (at: number) => String.fromCodePoint(0x1f300 + (at % 200))],
  ['one word', () => 'x'],
])('a description of 10,000 %s is stored and found', async (_, character) => {
  const description = Array.from({ length: 5000 }, (_each, at) => character(at)).join('') + ' lastword';
  const id = await createTask(owner.client, projectId, { title: 'Long', description });
  const { search } = await owner.client.ask('{ search(query: "lastword", first: 100) { task { id } } }');
  expect(search.map((hit) => hit.task.id)).toContain(id);
});
