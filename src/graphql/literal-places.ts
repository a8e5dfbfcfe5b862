import { type ASTVisitor, Kind, type ValueNode } from 'graphql';

const places = new WeakMap<ValueNode, string>();

/** Returns the path of a literal in its document, such as `createTask.input.dueAt`; undefined when it is unknown. */
export const placeOfLiteral = (node: ValueNode): string | undefined => places.get(node);

/**
 * A validation rule that reports no errors. It records the paths of literals for error messages, because graphql-js
 * passes only the literal to a scalar.
 */
export function literalPlacesRule(): ASTVisitor {
  const fields: string[] = [];
  return {
    Field: {
      enter: ({ name, alias }) => void fields.push((alias ?? name).value),
      leave: () => void fields.pop(),
    },
    Argument: ({ name, value }) => note(value, [...fields, name.value].join('.')),
    VariableDefinition: ({ variable, defaultValue }) =>
      defaultValue && note(defaultValue, `$${variable.name.value}`),
  };
}

function note(value: ValueNode, place: string): void {
  if (value.kind === Kind.VARIABLE) return;
  places.set(value, place);
  if (value.kind === Kind.OBJECT)
    for (const field of value.fields) note(field.value, `${place}.${field.name.value}`);
  if (value.kind === Kind.LIST) value.values.forEach((item, index) => note(item, `${place}[${index}]`));
}
