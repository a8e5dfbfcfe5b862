/** What stands in the words on both sides of a dot that makes an address of them; marks and joiners belong to letters. */
const inWord = String.raw`[\p{L}\p{N}\p{M}\p{So}\p{Cf}\p{Pc}\p{Emoji_Modifier}-]`;
const dotInWord = new RegExp(String.raw`(?<=${inWord})[.\u3002\uff0e\uff61](?=${inWord})`, 'gu');

/** Four numbers, as in an IP address: of fewer, mail programs make no link unless a scheme is before them. */
const fourNumbers = /\d+(?:[.\u3002\uff0e\uff61]\d+){3,}/g;

/** What mail programs make a link of though no slashes follow. A longer word that ends in it does no harm. */
const scheme =
  /(https?|ftp|file|mailto|tel|sms|callto|skype|sips?|xmpp|facetime(?:-audio)?|webcal|news|magnet|geo|data|javascript|vbscript):(?=\S)/gi;

/**
 * A text of somebody else's, such as a name or a title, as it may stand in a mail: on one line, without control
 * characters, and without anything that mail programs make a link of.
 * Security: names are written by people whom the recipient may not know. "Pay at evil.example" would be a link in a
 * mail from us; with U+2024 in place of the dot it reads the same and leads nowhere. What is removed could join what is
 * around it to a new link, as in `http:http:////evil.example`: so a space comes into each colon and slash that are left.
 */
export const plainText = (text: string) =>
  text
    .replaceAll(/\p{Bidi_Control}/gu, '')
    .replaceAll(/(?<![a-z])[a-z][a-z\d+.-]*:[/\\]{2,}/gi, '')
    .replaceAll(/:(?=[/\\])/g, ': ')
    // Some mail programs make links of `\\server\share`.
    .replaceAll(/\\{2,}/g, '\\')
    .replaceAll(scheme, '$1: ')
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(fourNumbers, (numbers) => numbers.replaceAll(/\D/g, '\u2024'))
    .replaceAll(dotInWord, (dot, index: number, all: string) =>
      /\d/.test(all[index - 1]!) && /\d/.test(all[index + 1]!) ? dot : '\u2024',
    );
