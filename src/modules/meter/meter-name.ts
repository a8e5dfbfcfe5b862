import { fault, text } from '../../graphql/input.ts';

/** The meter that the server itself counts. */
export const REQUESTS_METER = 'api.requests';

const pattern = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

export const meterName = text({ min: 1, max: 100, trim: true }).superRefine((value, context) => {
  if (!pattern.test(value))
    context.addIssue(
      fault('INVALID', 'must have only letters, digits, "_", "-" and single dots between them'),
    );
});

/** The name of a meter that clients record. */
export const recordedMeterName = meterName.superRefine((value, context) => {
  if (value === REQUESTS_METER)
    context.addIssue(fault('INVALID', 'must not be a meter of the server itself'));
});
