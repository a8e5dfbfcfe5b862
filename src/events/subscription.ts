import type { Change } from '../core/change.ts';
import type { Context } from '../core/context.ts';
import type { EventFilter, Topic } from './hub.ts';

/** The resolver of a subscription to changes of one kind of entity in the selected organization. */
export const eventsOf = (topic: Topic) => ({
  subscribe: (_parent: unknown, filter: EventFilter, { services, scope }: Context) =>
    services.events.subscribe(scope, topic, filter),
  resolve: (change: Change) => change,
});

export const isDeleted = ({ type }: Change): boolean => type === 'DELETED';
