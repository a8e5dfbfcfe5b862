import {
  type ComponentProps,
  createContext,
  type InputHTMLAttributes,
  type ReactNode,
  useContext,
  useId,
  useState,
} from 'react';
import { explain, isUserError, type UserError } from '../api/errors.ts';

const Faults = createContext<readonly UserError[]>([]);

interface FormProps {
  label: string;
  button: string;
  children: ReactNode;
  /** Sends the fields. What it throws is shown at the field that it concerns, else above the button. */
  onSubmit(fields: Record<string, string>): Promise<unknown>;
  /** Whether the form is emptied after it was accepted. */
  resets?: boolean;
}

export function Form({ label, button, children, onSubmit, resets = false }: FormProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [names, setNames] = useState<readonly string[]>([]);
  const faults = isUserError(error) ? error.errors : [];
  const isShownAtField =
    faults.length > 0 && faults.every(({ field }) => names.includes(field?.at(-1) ?? ''));

  async function send(form: HTMLFormElement) {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit(Object.fromEntries(new FormData(form)) as Record<string, string>);
      if (resets) form.reset();
    } catch (thrown) {
      setNames([...new FormData(form).keys()]);
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      aria-label={label}
      aria-busy={isBusy}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <Faults value={faults}>{children}</Faults>
      <div role="alert" className="fault">
        {error !== undefined && !isShownAtField && explain(error)}
      </div>
      <button className={isBusy ? 'working' : undefined}>{button}</button>
    </form>
  );
}

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'name'> & {
  name: string;
  label: string;
  rows?: number;
  /** Of a field with several rows. */
  area?: ComponentProps<'textarea'>;
};

/** A field with its label and, if the server refused its value, the reason. */
export function Field({ name, label, rows, area, ...input }: FieldProps) {
  const id = useId();
  const fault = useContext(Faults).find(({ field }) => field?.at(-1) === name);
  const described = {
    id,
    name,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault && `${id}-fault`,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows ? (
        <textarea
          {...described}
          rows={rows}
          required={input.required}
          defaultValue={input.defaultValue as string | undefined}
          {...area}
        />
      ) : (
        <input {...described} {...input} />
      )}
      {fault && (
        <p role="alert" className="fault" id={`${id}-fault`}>
          {fault.message}
        </p>
      )}
    </div>
  );
}
