import {
  type ASTNode,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  visit,
} from 'graphql';
import { isRealInstant } from '../util/calendar.ts';

/** Returns the last day before removal that a deprecation reason names, as `2027-06-30`; undefined when it names none. */
export function lastDayOf(reason: string): string | undefined {
  const day = /(?:^|\. )Removed after (\d{4}-\d{2}-\d{2})\.$/.exec(reason)?.[1];
  return day && isRealInstant(`${day}T00:00Z`) ? day : undefined;
}

/** Returns the reason of a `@deprecated` directive; empty when it has none. */
export function reasonOf({ arguments: given = [] }: DirectiveNode): string {
  const reason = given.find(({ name }) => name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING ? reason.value : '';
}

/** Returns the last days that the deprecations of a schema name, the earliest first. */
export function lastDaysIn(schema: DocumentNode): string[] {
  const days = new Set<string>();
  visit(schema, {
    Directive(node) {
      const day = node.name.value === 'deprecated' && lastDayOf(reasonOf(node));
      if (day) days.add(day);
    },
  });
  return [...days].toSorted();
}

/**
 * Returns the schema without the elements whose last day is over, and without the types that were reachable only through
 * those elements.
 */
export function withoutDeprecated(schema: DocumentNode, isOver: (lastDay: string) => boolean): DocumentNode {
  const reached = reachedFrom(schema, schema.definitions.filter(isRoot));
  const left: DocumentNode = visit(schema, {
    enter: (node) => (lastDaysOf(node).some(isOver) ? null : undefined),
  });
  const stays = (definition: DefinitionNode) => isRoot(definition) || !reached.has(nameOf(definition));
  const still = reachedFrom(left, left.definitions.filter(stays));
  return {
    ...left,
    definitions: left.definitions.filter((each) => stays(each) || still.has(nameOf(each))),
  };
}

function lastDaysOf(node: ASTNode): string[] {
  const directives = 'directives' in node ? (node.directives ?? []) : [];
  const deprecated = directives.filter(({ name }) => name.value === 'deprecated');
  return deprecated.flatMap((directive) => lastDayOf(reasonOf(directive)) ?? []);
}

/** Returns the name of a type; empty for other definitions. */
function nameOf(definition: DefinitionNode): string {
  return isTypeDefinitionNode(definition) || isTypeExtensionNode(definition) ? definition.name.value : '';
}

function isRoot(definition: DefinitionNode): boolean {
  return ['', 'Query', 'Mutation', 'Subscription'].includes(nameOf(definition));
}

/** Returns the types that these definitions reference, directly or through other types. */
function reachedFrom(schema: DocumentNode, from: DefinitionNode[]): Set<string> {
  const reached = new Set<string>();
  const reach = (definition: DefinitionNode) => {
    visit(definition, {
      NamedType({ name: { value } }) {
        if (reached.has(value)) return;
        reached.add(value);
        for (const each of schema.definitions) if (nameOf(each) === value) reach(each);
      },
    });
  };
  from.forEach(reach);
  return reached;
}
