import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { mutate } from '../../api/client.ts';
import { explain, isUserError } from '../../api/errors.ts';
import type { PlanChangeTime } from '../../api/gql/graphql.ts';
import { useMessages } from '../../ui/messages.tsx';
import { focusTitle } from '../../ui/page.tsx';
import { ChangePlan, OpenBillingPortal, StartCheckout, StartTrial } from './operations.ts';

/** What comes next: a question, or a page of the payment provider. */
type Step = 'ask' | 'pay' | 'portal';

interface PlanSwitchProps {
  code: string;
  name: string;
  /** Null if the plan cannot be tried. */
  trialDays: number | null;
  onChange(): Promise<unknown>;
}

/** The change to a plan. The server is asked first whether it is possible, then the owner when. */
export function PlanSwitch({ code, name, trialDays, onChange }: PlanSwitchProps) {
  const client = useApolloClient();
  const { say } = useMessages();
  const [step, setStep] = useState<Step>();
  const [refusal, setRefusal] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function run(work: () => Promise<unknown>) {
    setBusy(true);
    setRefusal(undefined);
    try {
      await work();
    } catch (error) {
      setStep(undefined);
      if (isUserError(error, 'SUBSCRIPTION_REQUIRED')) setStep('pay');
      else if (isUserError(error, 'SUBSCRIPTION_EXISTS')) setStep('portal');
      else setRefusal(error);
    }
    setBusy(false);
  }
  const check = () =>
    run(async () => {
      await mutate(client, ChangePlan, { variables: { input: { plan: code, dryRun: true } } });
      setStep('ask');
    });
  const change = (at: PlanChangeTime) =>
    run(async () => {
      await mutate(client, ChangePlan, { variables: { input: { plan: code, at } } });
      setStep(undefined);
      focusTitle();
      say(at === 'NOW' ? `The plan is ${name}.` : `The plan ${name} begins later.`);
      await onChange();
    });
  const startTrial = () =>
    run(async () => {
      await mutate(client, StartTrial, { variables: { input: { plan: code } } });
      say(`The trial of ${name} has begun.`);
      await onChange();
    });
  const pay = () =>
    run(async () => {
      const { startCheckout } = await mutate(client, StartCheckout, { variables: { input: { plan: code } } });
      if (startCheckout?.url) location.assign(startCheckout.url);
    });
  const openPortal = () =>
    run(async () => {
      const { openBillingPortal } = await mutate(client, OpenBillingPortal, { variables: { input: {} } });
      if (openBillingPortal?.url) location.assign(openBillingPortal.url);
    });

  return (
    <div aria-busy={isBusy} className={isBusy ? 'working' : undefined}>
      <div role="alert" className="fault">
        {refusal !== undefined && explain(refusal)}
      </div>
      {!step && (
        <div className="actions">
          <button type="button" onClick={() => void check()}>
            Change to {name}
          </button>
          {trialDays !== null && (
            <button type="button" onClick={() => void startTrial()}>
              Try {name} for {trialDays} days
            </button>
          )}
        </div>
      )}
      {step && (
        <div role="group" aria-label={`Change to ${name}?`} className="actions">
          {step === 'ask' && (
            <>
              <button type="button" autoFocus onClick={() => void change('NOW')}>
                Change to {name} now
              </button>
              <button type="button" onClick={() => void change('PERIOD_END')}>
                When the month or trial ends
              </button>
            </>
          )}
          {step === 'pay' && (
            <button type="button" autoFocus onClick={() => void pay()}>
              Pay for {name} at the payment provider
            </button>
          )}
          {step === 'portal' && (
            <button type="button" autoFocus onClick={() => void openPortal()}>
              Change the subscription at the payment provider
            </button>
          )}
          <button type="button" onClick={() => setStep(undefined)}>
            Keep the present plan
          </button>
        </div>
      )}
    </div>
  );
}
