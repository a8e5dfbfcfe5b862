interface CommentBodyProps {
  body: string;
  mentions: readonly { id: string; fullName: string }[];
}

/** The text of a comment, with the names of those whom it mentions. Who has another name by now is named below. */
export function CommentBody({ body, mentions }: CommentBodyProps) {
  const names = mentions.map(({ fullName }) => fullName);
  const others = names.filter((name) => !isIn(body, name));
  return (
    <>
      <p className="comment">
        {split(body, names).map((part, index) =>
          // Every second part is a name.
          index % 2 === 0 ? part : <strong key={index}>{part}</strong>,
        )}
      </p>
      {others.length > 0 && <p className="quiet">Mentions {others.join(', ')}</p>}
    </>
  );
}

/** Returns whether a text mentions this name. */
export const isIn = (body: string, fullName: string): boolean => body.includes(`@${fullName}`);

function split(body: string, names: readonly string[]): string[] {
  if (names.length === 0) return [body];
  // The longest first: “Ann Lee” before “Ann”.
  const sorted = names.toSorted((one, other) => other.length - one.length);
  const pattern = sorted.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  return body.split(new RegExp(`(@(?:${pattern}))`));
}
