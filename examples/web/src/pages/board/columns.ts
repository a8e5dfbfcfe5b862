import type { CardFragment as Card, TaskStatus } from '../../api/gql/graphql.ts';

export type { Card };

export const STATUSES: TaskStatus[] = ['TODO', 'IN_PROGRESS', 'DONE'];

export const statusNames: Record<TaskStatus, string> = {
  TODO: 'To do',
  IN_PROGRESS: 'In progress',
  DONE: 'Done',
};

/** Where a card goes: into this column, before this card; without one at the end. */
export interface Place {
  status: TaskStatus;
  beforeId?: string | undefined;
}

/** Returns the cards of a column in the manual order. Positions are compared character by character, as the server does. */
export const columnOf = (cards: readonly Card[], status: TaskStatus): Card[] =>
  cards
    .filter((card) => card.status === status)
    .toSorted((one, other) => (one.position < other.position ? -1 : 1));

/** Returns the neighbours that a card would have, without the card itself. */
function neighbours(cards: readonly Card[], id: string, { status, beforeId }: Place) {
  const column = columnOf(cards, status).filter((card) => card.id !== id);
  const found = column.findIndex((card) => card.id === beforeId);
  const index = found === -1 ? column.length : found;
  return { previous: column[index - 1], next: column[index] };
}

/**
 * Returns the variables that move a card, and the card as it will probably be. The server computes the position itself:
 * until then, the card has one directly behind its neighbour's.
 */
export function planMove(cards: readonly Card[], card: Card, place: Place) {
  const { previous, next } = neighbours(cards, card.id, place);
  const neighbour = previous ? { afterId: previous.id } : next ? { beforeId: next.id } : undefined;
  return {
    variables: {
      update: { id: card.id, status: place.status },
      move: { id: card.id, ...neighbour },
      isPlaced: neighbour !== undefined,
    },
    expected: {
      ...card,
      status: place.status,
      position: previous ? `${previous.position}0` : next ? '' : card.position,
    },
  };
}

/** Returns where a card goes that is moved up or down by one; undefined at the end of the column. */
export function step(cards: readonly Card[], card: Card, by: -1 | 1): Place | undefined {
  const column = columnOf(cards, card.status);
  const index = column.findIndex(({ id }) => id === card.id) + by;
  if (index < 0 || index >= column.length) return undefined;
  return { status: card.status, beforeId: column[by === -1 ? index : index + 1]?.id };
}
