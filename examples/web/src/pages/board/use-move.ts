import { useState } from 'react';
import { makeFragmentData } from '../../api/gql/index.ts';
import { useQueue } from '../../queue/context.ts';
import { newVersion } from '../../queue/provisional.ts';
import { useAction, useMessages } from '../../ui/messages.tsx';
import { type Card, type Place, planMove, statusNames } from './columns.ts';
import { CardFragment } from './operations.ts';
import { moveCard } from './writes.ts';

/** Returns a function that moves a card at once, and back if the server refuses it, and the ids of cards that are being moved. */
export function useMove(cards: readonly Card[]) {
  const queue = useQueue();
  const run = useAction();
  const { say } = useMessages();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());

  async function move(card: Card, place: Place): Promise<void> {
    const { variables, expected } = planMove(cards, card, place);
    const version = newVersion();
    const task = {
      __typename: 'Task' as const,
      id: card.id,
      ...makeFragmentData({ ...expected, version }, CardFragment),
    };
    const updateTask = { __typename: 'UpdateTaskPayload' as const, task, userErrors: [] };
    const moveTask = { __typename: 'MoveTaskPayload' as const, task, userErrors: [] };
    const column = statusNames[place.status];
    setPending((ids) => new Set(ids).add(card.id));
    await run(async () => {
      const data = await queue.write(moveCard, {
        what: `Move “${card.title}” to “${column}”`,
        variables,
        expected: { updateTask, ...(variables.isPlaced && { moveTask }) },
        provides: { version, base: card.version, steps: Number(place.status !== card.status) },
      });
      say(data ? `“${card.title}” is in “${column}”.` : `“${card.title}” is moved as soon as possible.`);
    });
    setPending((ids) => new Set([...ids].filter((id) => id !== card.id)));
  }
  return { move, pending };
}
