import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLType,
  astFromValue,
  getNamedType,
  print,
} from 'graphql';
import { html, type Html } from '../pages/template.ts';

interface Described {
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}

export function section(
  { id, name, ...described }: Described & { id: string; name: string },
  kind: string,
  details: Html,
): Html {
  return html`<section id="${id}">
    <h3 class="${described.deprecationReason != null && 'deprecated'}">
      <a href="#${id}">${name}</a> <small>${kind}</small>
    </h3>
    ${describe(described)} ${details}
  </section>`;
}

export function values(caption: string, fields: readonly (GraphQLArgument | GraphQLInputField)[]): Html {
  return table(
    caption,
    fields.map((field) =>
      row(field, html`<code>${field.name}</code>: ${reference(field.type)}${preset(field)}`),
    ),
  );
}

export function fieldRow(field: GraphQLField<unknown, unknown>): Html {
  const args = field.args.map(
    (argument) =>
      html`<li>
        <code>${argument.name}</code>: ${reference(argument.type)}${preset(argument)}.
        ${inline(argument.description)}
      </li>`,
  );
  return row(
    field,
    html`<code>${field.name}</code>: ${reference(field.type)}`,
    args.length > 0 &&
      html`<ul>
        ${args}
      </ul>`,
  );
}

export function table(caption: string, rows: Html[]): Html {
  if (rows.length === 0) return html``;
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

export function row(described: Described, name: Html, more: Html | false = false): Html {
  return html`<tr class="${described.deprecationReason != null && 'deprecated'}">
    <th scope="row">${name}</th>
    <td>${describe(described)} ${more}</td>
  </tr>`;
}

function describe({ description, deprecationReason }: Described): Html {
  return html`${description?.split(/\n{2,}/).map((paragraph) => html`<p>${inline(paragraph)}</p>`)}
  ${deprecationReason != null && html`<p>Deprecated: ${inline(deprecationReason)}</p>`}`;
}

/** Renders text, with code between backticks. */
function inline(text: string | null | undefined): Html {
  return html`${text?.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}`;
}

export function reference(type: GraphQLType): Html {
  const { name } = getNamedType(type);
  const [before, after] = String(type).split(name);
  return html`<code>${before}<a href="#${name}">${name}</a>${after}</code>`;
}

function preset({ type, defaultValue }: GraphQLArgument | GraphQLInputField): Html {
  const value = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return value ? html` = <code>${print(value)}</code>` : html``;
}

export function list(types: readonly GraphQLNamedType[]): Html {
  return html`${types.map((type, index) => html`${index > 0 && ', '}${reference(type)}`)}`;
}
