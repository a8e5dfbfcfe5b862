import { type SelectHTMLAttributes, useId } from 'react';

type ChoiceProps = SelectHTMLAttributes<HTMLSelectElement> & {
  label: string;
  /** The texts by their values, in their order. */
  options: Record<string, string>;
};

/** A field for one of several values. */
export function Choice({ label, options, ...select }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} {...select}>
        {Object.entries(options).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ChecksProps {
  legend: string;
  /** The fields of a form have the names `NAME.VALUE`: see `checkedValues`. */
  name: string;
  options: Record<string, string>;
  chosen?: readonly string[];
}

/** Fields for any number of values. */
export function Checks({ legend, name, options, chosen = [] }: ChecksProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {Object.entries(options).map(([value, text]) => (
        <label key={value} className="check">
          <input type="checkbox" name={`${name}.${value}`} defaultChecked={chosen.includes(value)} /> {text}
        </label>
      ))}
    </fieldset>
  );
}

/** Returns the values that are checked, of the fields of a form. */
export const checkedValues = (fields: Record<string, string>, name: string): string[] =>
  Object.keys(fields)
    .filter((field) => field.startsWith(`${name}.`))
    .map((field) => field.slice(name.length + 1));
