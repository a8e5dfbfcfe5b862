/** Returns whether PostgreSQL can store a text: it has no NUL and no half of a surrogate pair. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');
