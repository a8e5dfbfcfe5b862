import { useQuery } from '@apollo/client/react';
import { Failure, Loading } from '../../ui/page.tsx';
import { ContentDocument } from './delivery-operations.ts';

/** What was sent, and the beginning of what was answered. It is long, so it is loaded when somebody looks at it. */
export function DeliveryContent({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(ContentDocument, { variables: { id }, fetchPolicy: 'no-cache' });
  if (error) return <Failure error={error} retry={refetch} />;
  if (!data) return <Loading />;
  if (data.node?.__typename !== 'WebhookDelivery') return <p>The delivery was deleted.</p>;
  const response = data.node.attempts.at(-1)?.responseBody;
  return (
    <>
      <h3>Sent</h3>
      <pre tabIndex={0}>{JSON.stringify(data.node.payload, null, 2)}</pre>
      {response && (
        <>
          <h3>Last response</h3>
          <pre tabIndex={0}>{response}</pre>
        </>
      )}
    </>
  );
}
