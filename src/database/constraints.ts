import pg from 'pg';
import { userError, type UserErrors } from '../errors.ts';
import { constraintMeanings } from '../generated/features.ts';

/** Converts the violation of a known constraint to user errors. Returns undefined for all other errors. */
export function constraintErrors(error: unknown): UserErrors | undefined {
  const meaning = error instanceof pg.DatabaseError && constraintMeanings[error.constraint ?? ''];
  return meaning ? userError(meaning.code, meaning.message, meaning.field) : undefined;
}

/** Whether a statement failed because a referenced row does not exist. */
export const isMissingReference = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '23503';
