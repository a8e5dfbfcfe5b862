import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Field } from '../../ui/form.tsx';
import { useMentionable } from './use-mentionable.ts';

export interface Person {
  id: string;
  fullName: string;
}

interface MentionFieldProps {
  name: string;
  label: string;
  /** Somebody is named in the text. They are mentioned if the name still is there when the comment is sent. */
  onChoose(person: Person): void;
}

/**
 * A text in which `@` and a part of a name offer members. The focus stays in the text: the arrow keys choose from the list,
 * Enter or Tab inserts, Escape closes it.
 */
export function MentionField({ name, label, onChoose }: MentionFieldProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const [named, setNamed] = useState<readonly string[]>([]);
  const people = useMentionable(typed);
  const index = Math.min(active, people.length - 1);
  const optionId = (position: number) => `${id}-${position}`;

  function look(): void {
    const { value, selectionStart } = area.current!;
    const found = /(?:^|[\s(])@([^\n@]{0,40})$/.exec(value.slice(0, selectionStart))?.[1];
    // What follows a complete name is text.
    setTyped(named.some((each) => found?.startsWith(each)) ? undefined : found);
    setActive(0);
  }

  function choose({ id: userId, fullName }: Person): void {
    const { selectionStart } = area.current!;
    area.current!.setRangeText(`@${fullName} `, selectionStart - typed!.length - 1, selectionStart, 'end');
    onChoose({ id: userId, fullName });
    setNamed((names) => [...names, fullName]);
    setTyped(undefined);
  }

  function press(event: KeyboardEvent): void {
    if (people.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: people.length - 1 }[event.key];
    const person = people[index];
    if (step) setActive((index + step) % people.length);
    else if (event.key === 'Escape') setTyped(undefined);
    else if ((event.key === 'Enter' || event.key === 'Tab') && person) choose(person);
    else return;
    event.preventDefault();
  }

  return (
    <div className="mention">
      <Field
        name={name}
        label={label}
        rows={3}
        required
        area={{
          ref: area,
          'aria-autocomplete': 'list',
          'aria-haspopup': 'listbox',
          'aria-controls': people.length > 0 ? `${id}-list` : undefined,
          'aria-activedescendant': people.length > 0 ? optionId(index) : undefined,
          placeholder: 'Type @ and a name to mention somebody',
          maxLength: 10_000,
          onInput: look,
          onClick: look,
          onKeyDown: press,
          onBlur: () => setTyped(undefined),
        }}
      />
      <p role="status" className="unseen">
        {people.length > 0 && `${countOf(people.length)} Choose with the arrow keys and Enter.`}
      </p>
      {people.length > 0 && (
        <ul role="listbox" id={`${id}-list`} aria-label="Members to mention">
          {people.map((person, position) => (
            <li
              key={person.id}
              role="option"
              id={optionId(position)}
              aria-selected={position === index}
              // The text keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              {person.fullName} <span className="quiet">{person.email}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const countOf = (count: number) => (count === 1 ? '1 member is offered.' : `${count} members are offered.`);
