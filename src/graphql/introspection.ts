import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** Refuses `__schema` and `__type`, in our words rather than those of a library for whoever runs the server. */
export const noIntrospectionRule = (context: ValidationContext): ASTVisitor => ({
  Field(node) {
    const { value } = node.name;
    if (value !== '__schema' && value !== '__type') return;
    context.reportError(
      new GraphQLError(`Introspection is off on this server: \`${value}\` cannot be asked for.`, {
        nodes: node,
      }),
    );
  },
});
