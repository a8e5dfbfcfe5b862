/** Whether an `Accept-Encoding` header takes a content coding: what it says of that very coding decides, then `*`. */
export function takesCoding(accepted: string | string[] | undefined, coding: string): boolean {
  const qualities = new Map(
    String(accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((each) => {
        const [name = '', ...parameters] = each.split(';').map((part) => part.trim());
        const [, quality = '1'] = /(?:^|;)q\s*=\s*([^;]*)/.exec(parameters.join(';')) ?? [];
        return [name, Number(quality)] as const;
      }),
  );
  return (qualities.get(coding) ?? qualities.get('*') ?? 0) > 0;
}
