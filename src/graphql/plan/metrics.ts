import {
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { Counter } from 'prom-client';
import { fragmentsByName } from '../definitions.ts';
import type { Operation } from '../operation.ts';

export const plannedRootFields = new Counter({
  name: 'polity_planned_root_fields_total',
  help: 'Root fields of queries that one statement answered (yes) or resolvers (no).',
  labelNames: ['planned'],
  registers: [],
});

const counts = new WeakMap<OperationDefinitionNode, number>();

export function noteRootFields({ document, operationName }: Operation, planned: boolean): void {
  const definition = getOperationAST(document, operationName);
  if (definition?.operation !== OperationTypeNode.QUERY) return;
  const count = counts.get(definition) ?? countFields(definition.selectionSet, fragmentsByName(document));
  counts.set(definition, count);
  plannedRootFields.inc({ planned: planned ? 'yes' : 'no' }, count);
}

function countFields(
  { selections }: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
): number {
  return selections
    .map((selection) => {
      if (selection.kind === Kind.FIELD) return 1;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      return countFields(inner.selectionSet, fragments);
    })
    .reduce((sum, count) => sum + count, 0);
}
