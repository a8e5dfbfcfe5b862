import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { mutate } from '../../api/client.ts';
import { makeFragmentData } from '../../api/gql/index.ts';
import { useAction, useMessages } from '../../ui/messages.tsx';
import { type Card, type Place, planMove, statusNames } from './columns.ts';
import { CardFragment, MoveCard } from './operations.ts';

/** Returns a function that moves a card at once, and back if the server refuses it, and the ids of cards that are being moved. */
export function useMove(cards: readonly Card[]) {
  const client = useApolloClient();
  const run = useAction();
  const { say } = useMessages();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());

  async function move(card: Card, place: Place): Promise<void> {
    const { variables, expected } = planMove(cards, card, place);
    const task = {
      __typename: 'Task' as const,
      id: card.id,
      ...makeFragmentData(expected, CardFragment),
    };
    const updateTask = { __typename: 'UpdateTaskPayload' as const, task, userErrors: [] };
    const moveTask = { __typename: 'MoveTaskPayload' as const, task, userErrors: [] };
    setPending((ids) => new Set(ids).add(card.id));
    await run(async () => {
      const optimisticResponse = { updateTask, ...(variables.isPlaced && { moveTask }) };
      await mutate(client, MoveCard, { variables, optimisticResponse });
      say(`“${card.title}” is in “${statusNames[place.status]}”.`);
    });
    setPending((ids) => new Set([...ids].filter((id) => id !== card.id)));
  }
  return { move, pending };
}
