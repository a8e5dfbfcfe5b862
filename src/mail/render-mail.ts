import escapeHtml from 'escape-html';
import { plainText } from './plain-text.ts';

/** A part of a mail's body: a paragraph, a link, or a list whose items may have a quote and a link. */
export type Part = string | { link: string; label: string } | { list: Item[] };

interface Item {
  text: string;
  quote?: string | undefined;
  link?: string;
}

const toText = (part: Part): string => {
  if (typeof part === 'string') return part;
  if ('link' in part) return part.link;
  return part.list
    .map(({ text, quote, link }) => [`- ${text}`, quote && `> ${quote}`, link].filter(Boolean).join('\n  '))
    .join('\n');
};

const anchor = (link: string, text: string) => `<a href="${escapeHtml(link)}">${escapeHtml(text)}</a>`;

const toHtml = (part: Part): string => {
  if (typeof part === 'string') return `<p>${escapeHtml(part)}</p>`;
  if ('link' in part) return `<p>${anchor(part.link, part.label)}</p>`;
  const items = part.list.map(
    ({ text, quote, link }) =>
      `<li>${link ? anchor(link, text) : escapeHtml(text)}${quote ? `<blockquote>${escapeHtml(quote)}</blockquote>` : ''}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
};

/** Returns the part with all texts made harmless: only `link` becomes a link. */
const plain = (part: Part): Part => {
  if (typeof part === 'string') return plainText(part);
  if ('link' in part) return { link: part.link, label: plainText(part.label) };
  return {
    list: part.list.map(({ text, quote, link }) => ({
      text: plainText(text),
      quote: quote && plainText(quote),
      ...(link && { link }),
    })),
  };
};

/** Renders the text and the HTML of a mail with these parts and a separate footer. It loads nothing from elsewhere. */
export function renderMail(written: Part[], writtenFooter: Part[] = []): { text: string; html: string } {
  const parts = written.map(plain);
  const footer = writtenFooter.map(plain);
  const closing = footer.length > 0 ? ['--', footer.map(toText).join('\n')] : [];
  const small = footer.length > 0 ? `<hr><small>${footer.map(toHtml).join('')}</small>` : '';
  return {
    text: [parts.map(toText).join('\n\n'), closing.join('\n')].filter(Boolean).join('\n\n'),
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><body style="font: 16px/1.5 sans-serif; max-width: 36em">${parts
      .map(toHtml)
      .join('')}${small}</body></html>`,
  };
}
