import { type FieldNode, getNamedType, type GraphQLObjectType } from 'graphql';
import type { Viewer } from '../../core/access.ts';
import { serializeDateTime } from '../scalars.ts';
import type { PlannedTypes } from './declaration.ts';
import { NotPlanned } from './not-planned.ts';
import type { ViewerField } from './planned-read.ts';
import type { SelectedFields } from './selection.ts';

/** The name of the type, as a field of the viewer. */
const TYPE_NAME = '__typename';

/** Returns the selected fields of the viewer. @throws NotPlanned if one is no column of the viewer's row */
export const viewerFields = (
  type: GraphQLObjectType,
  selected: SelectedFields,
  types: PlannedTypes,
): ViewerField[] =>
  [...selected].map(([name, [node]]) => {
    const property = (node as FieldNode).name.value;
    if (property === TYPE_NAME) return { name, property, isInstant: false };
    const planned = types[type.name]?.[property];
    if (planned?.kind !== 'column' || !planned.same) throw new NotPlanned(property);
    const isInstant = getNamedType(type.getFields()[property]!.type).name === 'DateTime';
    return { name, property, isInstant };
  });

/** Returns the viewer as JSON. */
export function viewerText(viewer: Viewer | undefined, fields: ViewerField[]): string {
  if (!viewer) return 'null';
  const row: Record<string, unknown> = { ...viewer, [TYPE_NAME]: 'User' };
  const values = fields.map(({ name, property, isInstant }) => {
    const value = row[property];
    return `"${name}":${JSON.stringify(isInstant && value !== null ? serializeDateTime(value) : value)}`;
  });
  return `{${values.join(',')}}`;
}
