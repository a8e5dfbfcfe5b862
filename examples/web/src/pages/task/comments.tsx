import { useQuery, useSubscription } from '@apollo/client/react';
import { useRef } from 'react';
import { makeFragmentData, readFragment } from '../../api/gql/index.ts';
import { useQueue } from '../../queue/context.ts';
import { newId } from '../../queue/provisional.ts';
import { Form } from '../../ui/form.tsx';
import { More } from '../../ui/more.tsx';
import { Failure, Loading } from '../../ui/page.tsx';
import { CommentBody, isIn } from './comment-body.tsx';
import { MentionField, type Person } from './mention-field.tsx';
import { CommentChanges, CommentFragment, CommentsDocument } from './operations.ts';
import { addComment, createComment } from './writes.ts';

const PAGE = 20;

/** The comments of a task, newest first. New ones appear at once. */
export function Comments({ taskId, title }: { taskId: string; title: string }) {
  const queue = useQueue();
  const chosen = useRef(new Map<string, Person>());
  const { data, error, refetch, fetchMore } = useQuery(CommentsDocument, {
    variables: { taskId, first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  useSubscription(CommentChanges, {
    variables: { taskId },
    onData({ client: { cache }, data: { data: change } }) {
      const event = change?.commentEvents;
      if (event?.comment) addComment(cache, taskId, event.comment.id);
      else if (event) cache.evict({ id: cache.identify({ __typename: 'Comment', id: event.commentId })! });
    },
  });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.task) return <Loading />;
  const { edges, totalCount, pageInfo } = data.task.comments;
  const { me } = data;

  function send({ body = '' }: Record<string, string>) {
    const id = newId();
    const mentioned = [...chosen.current.values()].filter(({ fullName }) => isIn(body, fullName));
    const expected = {
      __typename: 'Comment' as const,
      id,
      body,
      createdAt: new Date().toISOString(),
      author: me && { __typename: 'User' as const, id: me.id, fullName: me.fullName },
      mentions: mentioned.map((person) => ({ __typename: 'User' as const, ...person })),
    };
    return queue.write(createComment, {
      what: `Comment on “${title}”`,
      variables: { input: { taskId, body, mentionedUserIds: mentioned.map((person) => person.id) } },
      expected: {
        createComment: {
          __typename: 'CreateCommentPayload' as const,
          comment: { __typename: 'Comment' as const, id, ...makeFragmentData(expected, CommentFragment) },
          userErrors: [],
        },
      },
    });
  }

  return (
    <section aria-labelledby="comments">
      <h2 id="comments">Comments</h2>
      <Form label="New comment" button="Send" onSubmit={send} resets>
        <MentionField
          name="body"
          label="New comment"
          onChoose={(person) => chosen.current.set(person.id, person)}
        />
      </Form>
      <ul className="list" aria-label="Comments">
        {edges.map(({ node }) => {
          const { id, body, author, createdAt, mentions } = readFragment(CommentFragment, node);
          return (
            <li key={id} className="sheet">
              <p className="quiet">
                {author?.fullName ?? 'Somebody who left'},{' '}
                <time dateTime={createdAt}>{new Date(createdAt).toLocaleString()}</time>
              </p>
              <CommentBody body={body} mentions={mentions} />
            </li>
          );
        })}
      </ul>
      <More
        shown={edges.length}
        total={totalCount}
        load={
          pageInfo.hasNextPage &&
          (() => fetchMore({ variables: { taskId, first: PAGE, after: pageInfo.endCursor } }))
        }
      />
    </section>
  );
}
