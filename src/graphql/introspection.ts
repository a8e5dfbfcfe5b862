import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** A validation rule that rejects `__schema` and `__type`. Apollo's own message addresses operators, not clients. */
export const noIntrospectionRule = (context: ValidationContext): ASTVisitor => ({
  Field(node) {
    const { value } = node.name;
    if (value !== '__schema' && value !== '__type') return;
    context.reportError(
      new GraphQLError(`Introspection is disabled on this server: \`${value}\` is not available.`, {
        nodes: node,
      }),
    );
  },
});
