import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  [field: string]: unknown;
}

interface Kustomization {
  namespace?: string;
  resources?: string[];
  labels?: { pairs: Record<string, string> }[];
  images?: { name: string; newName: string; newTag: string }[];
  patches?: { target: { kind: string; name: string }; patch: string }[];
  [field: string]: unknown;
}

type Node = Record<string, unknown>;

export function readManifests(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    if (document.errors.length > 0) throw document.errors[0]!;
    return document.toJS() as Manifest;
  });
}

/**
 * Builds a folder as Kustomize does, as far as our files use it: resources, namespace, labels, images and JSON patches that
 * add or replace. @throws for anything else, for a resource that does not exist and for a patch without a target
 */
export function build(folder: string): Manifest[] {
  const read = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as Kustomization;
  const { apiVersion: _version, kind: _kind, namespace, resources = [], labels = [], images = [] } = read;
  const { patches = [] } = read;
  const known = new Set(['apiVersion', 'kind', 'namespace', 'resources', 'labels', 'images', 'patches']);
  const unknown = Object.keys(read).filter((field) => !known.has(field));
  if (unknown.length > 0) throw new Error(`${folder}: ${unknown.join()} is not understood.`);
  const built = resources.flatMap((each) =>
    each.endsWith('.yaml') ? readManifests(join(folder, each)) : build(join(folder, each)),
  );
  for (const { target, patch } of patches) {
    const found = built.find(({ kind, metadata }) => kind === target.kind && metadata.name === target.name);
    if (!found) throw new Error(`${folder}: nothing is ${target.kind} ${target.name}.`);
    for (const step of parse(patch) as { op: string; path: string; value: unknown }[]) apply(found, step);
  }
  for (const manifest of built) {
    if (namespace) manifest.metadata.namespace = namespace;
    for (const { pairs } of labels)
      Object.assign(((manifest.metadata as Node)['labels'] ??= {}) as Node, pairs);
    for (const container of containersOf(manifest)) {
      const { newName, newTag } = images.find(({ name }) => name === container['image']) ?? {};
      if (newName) container['image'] = `${newName}:${newTag}`;
    }
  }
  return built;
}

/** The containers of a Deployment or Job. */
export function containersOf(manifest: Manifest): Node[] {
  const template = (manifest['spec'] as { template?: { spec?: { containers?: Node[] } } } | undefined)
    ?.template;
  return template?.spec?.containers ?? [];
}

function apply(manifest: Manifest, { op, path, value }: { op: string; path: string; value: unknown }): void {
  const names = path.split('/').slice(1);
  const last = names.pop()!;
  const parent = names.reduce<Node>((node, name) => node[name] as Node, manifest);
  if (!parent) throw new Error(`${path} does not exist.`);
  if (op !== 'add' && op !== 'replace') throw new Error(`${op} is not understood.`);
  if ((op === 'replace') !== last in parent) throw new Error(`${op} ${path} does not fit.`);
  parent[last] = value;
}
