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

/** The last day on which what is deprecated for this reason is there, as `2027-06-30`; undefined when none is told. */
export function lastDayOf(reason: string): string | undefined {
  const day = /(?:^|\. )Removed after (\d{4}-\d{2}-\d{2})\.$/.exec(reason)?.[1];
  if (!day) return undefined;
  const date = new Date(`${day}T00:00Z`);
  // A 30th of February is taken for the 2nd of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

/** What a `@deprecated` gives as its reason. */
export function reasonOf({ arguments: given = [] }: DirectiveNode): string {
  const reason = given.find(({ name }) => name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING ? reason.value : '';
}

/** The last days that a schema names, the earliest first. */
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

/** A schema without the elements whose last day is over, nor the types that clients reach through those alone. */
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

/** The name of a type; empty for what is none. */
function nameOf(definition: DefinitionNode): string {
  return isTypeDefinitionNode(definition) || isTypeExtensionNode(definition) ? definition.name.value : '';
}

function isRoot(definition: DefinitionNode): boolean {
  return ['', 'Query', 'Mutation', 'Subscription'].includes(nameOf(definition));
}

/** The types that these definitions name, and what those name. */
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
