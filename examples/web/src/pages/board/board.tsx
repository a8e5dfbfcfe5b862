import { useQuery, useSubscription } from '@apollo/client/react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { readFragment } from '../../api/gql/index.ts';
import type { TaskStatus } from '../../api/gql/graphql.ts';
import { More } from '../../ui/more.tsx';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { NotFound } from '../routes.tsx';
import { placeOnBoard, removeFromBoard } from './board-cache.ts';
import { menuId, TaskCard } from './card.tsx';
import { type Card, columnOf, type Place, statusNames, STATUSES } from './columns.ts';
import { NewTask } from './new-task.tsx';
import { BoardDocument, CardFragment, TaskChanges } from './operations.ts';
import { useMove } from './use-move.ts';

const PAGE = 100;

/** The tasks of a project, by status. What others change appears at once. */
export function Board({ projectId }: { projectId: string }) {
  const { data, error, refetch, fetchMore } = useQuery(BoardDocument, {
    variables: { projectId, first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  useSubscription(TaskChanges, {
    variables: { projectId },
    onData({ client: { cache }, data: { data: change } }) {
      const event = change?.taskEvents;
      if (event?.task) placeOnBoard(cache, projectId, event.task);
      else if (event) removeFromBoard(cache, projectId, event.taskId);
    },
  });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data) return <Loading />;
  const { project, organization } = data;
  if (!project) return <NotFound what="project" />;
  const { edges, totalCount, pageInfo } = project.tasks;
  const cards = edges.map(({ node }) => readFragment(CardFragment, node));
  const after = pageInfo.endCursor;
  return (
    <Page title={project.name}>
      {organization?.viewerCanCreateTasks && <NewTask projectId={projectId} />}
      <Columns cards={cards} />
      <More
        shown={cards.length}
        total={totalCount}
        load={pageInfo.hasNextPage && (() => fetchMore({ variables: { projectId, first: PAGE, after } }))}
      />
    </Page>
  );
}

function Columns({ cards }: { cards: readonly Card[] }) {
  const [target, setTarget] = useState<Place>();
  const focused = useRef<string>(undefined);
  const { move, pending } = useMove(cards);
  // A card that changes its column is another element: the focus must follow it.
  useEffect(() => {
    if (focused.current) document.getElementById(menuId(focused.current))?.focus();
    focused.current = undefined;
  }, [cards]);

  function moveByMenu(card: Card, place: Place) {
    focused.current = card.id;
    void move(card, place);
  }
  const over = (place: Place) => (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (target?.status !== place.status || target.beforeId !== place.beforeId) setTarget(place);
  };
  const drop = (place: Place) => (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTarget(undefined);
    const dragged = cards.find(({ id }) => id === event.dataTransfer.getData('text/plain'));
    if (dragged && dragged.id !== place.beforeId) void move(dragged, place);
  };

  function column(status: TaskStatus) {
    const column = columnOf(cards, status);
    return (
      <section
        key={status}
        className={`column${target?.status === status ? ' target' : ''}`}
        aria-labelledby={`column-${status}`}
        onDragOver={over({ status })}
        onDrop={drop({ status })}
        onDragLeave={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget as Node | null)) setTarget(undefined);
        }}
      >
        <h2 id={`column-${status}`}>
          {statusNames[status]} <span className="quiet">{column.length}</span>
        </h2>
        <ul className="list" aria-busy={column.some(({ id }) => pending.has(id))}>
          {column.map((card) => (
            <TaskCard
              key={card.id}
              card={card}
              cards={cards}
              isTarget={target?.beforeId === card.id}
              onMove={moveByMenu}
              onDragOver={over({ status, beforeId: card.id })}
              onDrop={drop({ status, beforeId: card.id })}
            />
          ))}
        </ul>
      </section>
    );
  }
  return <div className="columns">{STATUSES.map(column)}</div>;
}
