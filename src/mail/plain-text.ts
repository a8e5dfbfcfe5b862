/** The characters on both sides of a dot that make a domain name of it. Marks and joiners belong to letters. */
const inWord = String.raw`[\p{L}\p{N}\p{M}\p{So}\p{Cf}\p{Pc}\p{Emoji_Modifier}-]`;
const dotInWord = new RegExp(String.raw`(?<=${inWord})[.\u3002\uff0e\uff61](?=${inWord})`, 'gu');

/** Four numbers, as in an IP address. Mail programs turn fewer numbers into a link only after a scheme. */
const fourNumbers = /\d+(?:[.\u3002\uff0e\uff61]\d+){3,}/g;

/** Schemes that mail programs turn into a link without slashes. Matching the end of a longer word is harmless. */
const scheme =
  /(https?|ftp|file|mailto|tel|sms|callto|skype|sips?|xmpp|facetime(?:-audio)?|webcal|news|magnet|geo|data|javascript|vbscript):(?=\S)/gi;

/**
 * Returns a text by somebody else, such as a name or a title, in a form that is safe in a mail: on one line, without
 * control characters, and without anything that mail programs turn into a link.
 * Security: names are written by people whom the recipient may not know. "Pay at evil.example" would be a link in a
 * mail from us; with U+2024 instead of the dot it looks the same and is no link. Removing a part could join the parts
 * around it to a new link, as in `http:http:////evil.example`, so a space separates each remaining colon and slash.
 */
export const plainText = (text: string) =>
  text
    .replaceAll(/\p{Bidi_Control}/gu, '')
    .replaceAll(/(?<![a-z])[a-z][a-z\d+.-]*:[/\\]{2,}/gi, '')
    .replaceAll(/:(?=[/\\])/g, ': ')
    // Some mail programs turn `\\server\share` into a link.
    .replaceAll(/\\{2,}/g, '\\')
    .replaceAll(scheme, '$1: ')
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(fourNumbers, (numbers) => numbers.replaceAll(/\D/g, '\u2024'))
    .replaceAll(dotInWord, (dot, index: number, all: string) =>
      /\d/.test(all[index - 1]!) && /\d/.test(all[index + 1]!) ? dot : '\u2024',
    );
