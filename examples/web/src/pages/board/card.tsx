import { type DragEvent, useRef } from 'react';
import { Link } from '../../ui/router.tsx';
import { type Card, type Place, statusNames, STATUSES, step } from './columns.ts';

interface CardProps {
  card: Card;
  cards: readonly Card[];
  isTarget: boolean;
  onMove(card: Card, place: Place): void;
  onDragOver(event: DragEvent): void;
  onDrop(event: DragEvent): void;
}

/** Returns the id of the element that opens the menu of a card. It gets the focus back after a move. */
export const menuId = (taskId: string) => `move-${taskId}`;

/** A task on the board. It can be dragged; its menu does the same for keyboards, screen readers and touch. */
export function TaskCard({ card, cards, isTarget, onMove, onDragOver, onDrop }: CardProps) {
  return (
    <li
      className={`sheet card${isTarget ? ' before' : ''}`}
      draggable
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData('text/plain', card.id);
        dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={onDragOver}
      onDrop={onDrop}
    >
      <Link to={`/tasks/${card.id}`} draggable={false}>
        {card.title}
      </Link>
      <div>
        <span className="quiet">{card.assignee?.fullName ?? 'Nobody'}</span>
        <MoveMenu card={card} cards={cards} onMove={onMove} />
      </div>
    </li>
  );
}

function MoveMenu({ card, cards, onMove }: Pick<CardProps, 'card' | 'cards' | 'onMove'>) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    menu.current!.open = false;
  };
  const choices: [string, Place | undefined][] = [
    ...STATUSES.filter((status) => status !== card.status).map((status): [string, Place] => [
      `To “${statusNames[status]}”`,
      { status },
    ]),
    ['Up', step(cards, card, -1)],
    ['Down', step(cards, card, 1)],
  ];
  return (
    <details
      className="menu"
      ref={menu}
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Escape') return;
        close();
        currentTarget.querySelector('summary')?.focus();
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) close();
      }}
    >
      <summary id={menuId(card.id)} aria-label={`Move “${card.title}”`}>
        Move
      </summary>
      <ul>
        {choices.map(
          ([label, place]) =>
            place && (
              <li key={label}>
                <button
                  type="button"
                  onClick={() => {
                    close();
                    onMove(card, place);
                  }}
                >
                  {label}
                </button>
              </li>
            ),
        )}
      </ul>
    </details>
  );
}
