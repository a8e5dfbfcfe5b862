/** The media types of answers, the one that is chosen among equals first. */
const offered = ['application/json', 'application/graphql-response+json'] as const;

/** For people, where there is a page for them. */
const page = 'text/html';

export type MediaType = (typeof offered)[number] | typeof page;

/** How much an `Accept` header wants a media type: its most specific range decides. */
function preference(ranges: Range[], offer: string): { quality: number; exact: boolean; place: number } {
  const [kind] = offer.split('/');
  const levels = [offer, `${kind}/*`, '*/*'];
  for (const [level, name] of levels.entries()) {
    const place = ranges.findIndex((range) => range.name === name);
    if (place >= 0) return { quality: ranges[place]!.quality, exact: level === 0, place };
  }
  return { quality: 0, exact: false, place: Infinity };
}

interface Range {
  name: string;
  quality: number;
}

function parseRange(text: string): Range[] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = new Map(
    parameters.map((each) => each.split('=').map((part) => part.trim()) as [string, string]),
  );
  const charset = given.get('charset')?.replaceAll('"', '') ?? 'utf-8';
  const quality = Number(given.get('q') ?? 1);
  if (!isUtf8(charset) || !(quality >= 0 && quality <= 1)) return [];
  return [{ name, quality }];
}

export const isUtf8 = (charset: string) => /^utf-?8$/i.test(charset);

/** The media type of the answer that an `Accept` header wants most; undefined when it takes none of ours. */
export function chooseMediaType(accept: string | undefined, hasPage = false): MediaType | undefined {
  if (!accept?.trim()) return offered[0];
  const ranges = accept.split(',').flatMap(parseRange);
  const wanted = [...offered, ...(hasPage ? ([page] as const) : [])]
    .map((type) => ({ type, ...preference(ranges, type) }))
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality || Number(b.exact) - Number(a.exact) || a.place - b.place);
  return wanted[0]?.type;
}
