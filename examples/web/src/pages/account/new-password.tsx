import { Field } from '../../ui/form.tsx';

/** The server says what a password lacks. */
export const NewPassword = ({ name = 'newPassword' }: { name?: string }) => (
  <Field
    name={name}
    label="New password (8 characters or more)"
    type="password"
    autoComplete="new-password"
    required
    maxLength={128}
  />
);

export const CurrentPassword = () => (
  <Field
    name="password"
    label="Password of the account"
    type="password"
    autoComplete="current-password"
    required
  />
);
