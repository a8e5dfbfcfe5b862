import { type ASTVisitor, Kind, type ValueNode } from 'graphql';

const places = new WeakMap<ValueNode, string>();

/** Where a literal stands in its document, for example `createTask.input.dueAt`; undefined when that is not known. */
export const placeOfLiteral = (node: ValueNode): string | undefined => places.get(node);

/**
 * A validation rule that refuses nothing. It notes where literals stand, because a scalar that refuses one is given the
 * literal alone.
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
