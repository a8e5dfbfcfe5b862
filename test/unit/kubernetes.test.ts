import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { variables } from '../../src/config/variables.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { generateSigningKey } from '../../src/crypto/signing-key.ts';
import { build, containersOf, type Manifest, readManifests } from '../support/kustomize.ts';

const folder = join(import.meta.dirname, '../../deploy/kubernetes');
const overlays = globSync('overlays/*', { cwd: folder });
const everywhere = ['base', ...overlays];
const secrets = readManifests(join(folder, 'secrets.example.yaml'))[0]!;

type Model = new (manifest: object) => { validate(): void };

/** Validates a manifest against the schema of its kind, which Kubernetes publishes. */
async function validate(manifest: Manifest): Promise<void> {
  const { apiVersion, kind } = manifest;
  const models = (await import(
    /* @vite-ignore */ ['kubernetes-models', apiVersion, kind].join('/')
  )) as Record<string, Model>;
  new models[kind]!(manifest).validate();
}

const settingsOf = (built: Manifest[]) =>
  built.find(({ kind }) => kind === 'ConfigMap')!['data'] as Record<string, string>;
const given = (manifest: Manifest) => manifest['stringData'] as Record<string, string>;
const workloads = (built: Manifest[]) => built.filter((each) => containersOf(each).length > 0);

test('there are overlays, each with all files of its folder', () => {
  expect(overlays.length).toBeGreaterThan(1);
  for (const each of everywhere) {
    const files = globSync('*.yaml', { cwd: join(folder, each) }).filter(
      (file) => file !== 'kustomization.yaml',
    );
    const kinds = build(join(folder, each)).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    for (const file of files)
      for (const { kind, metadata } of readManifests(join(folder, each, file)))
        expect(kinds).toContain(`${kind} ${metadata.name}`);
    expect(new Set(kinds).size).toBe(kinds.length);
  }
});

test.each(everywhere)('%s is valid by the schemas of Kubernetes', async (each) => {
  const built = build(join(folder, each));
  expect(built.length).toBeGreaterThan(10);
  for (const manifest of built) await validate(manifest);
  await validate(secrets);
});

test('the schemas find a mistyped field and a wrong type', async () => {
  const api = build(join(folder, 'base')).find(({ metadata }) => metadata.name === 'polity-api')!;
  await expect(validate({ ...api, spec: { ...(api['spec'] as object), replicas: 'two' } })).rejects.toThrow();
  await expect(validate({ ...api, spec: { replicas: 2 } })).rejects.toThrow();
});

test.each(everywhere)(
  '%s names only variables that exist, and the server accepts its settings',
  async (each) => {
    const settings = settingsOf(build(join(folder, each)));
    const known = Object.keys(variables.shape);
    expect(known).toEqual(expect.arrayContaining([...Object.keys(settings), ...Object.keys(given(secrets))]));
    const config = readConfig({
      ...settings,
      DATABASE_URL: 'postgres://a:b@localhost/polity',
      DATABASE_APP_URL: 'postgres://c:d@localhost/polity',
      JWT_KEYS: JSON.stringify([await generateSigningKey()]),
      SECRETS_KEY: generateSecretsKey(),
      SMTP_URL: 'smtp://localhost',
    });
    expect(config.development).toBe(false);
  },
);

test.each(everywhere)(
  'the pods of %s are not privileged, hold no secret in their manifests and name an image',
  (each) => {
    const built = build(join(folder, each));
    expect(workloads(built).map(({ metadata }) => metadata.name)).toEqual([
      'polity-migrate',
      'polity-api',
      'polity-worker',
    ]);
    for (const manifest of workloads(built)) {
      const { template } = manifest['spec'] as { template: { spec: object } };
      expect(template.spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const container of containersOf(manifest)) {
        expect(container).toMatchObject({
          image:
            each === 'base' ? 'polity' : expect.stringMatching(/^registry\.example\.com\/polity:[\w.-]+$/),
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          envFrom: [
            { configMapRef: { name: 'polity-settings' } },
            { secretRef: { name: secrets.metadata.name } },
          ],
          resources: { requests: expect.anything(), limits: { memory: expect.any(String) } },
        });
        expect(container).not.toHaveProperty('env');
      }
    }
    expect(built.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    for (const name of Object.keys(given(secrets))) expect(settingsOf(built)).not.toHaveProperty(name);
  },
);

test('what refers to something refers to something that exists', () => {
  const built = build(join(folder, 'overlays/production'));
  const names = built.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  const components = workloads(built).map(
    (each) =>
      (each['spec'] as { template: { metadata: { labels: Record<string, string> } } }).template.metadata
        .labels['app.kubernetes.io/component'],
  );
  for (const { kind, spec } of built as (Manifest & { spec: Record<string, unknown> })[]) {
    if (kind === 'HorizontalPodAutoscaler') {
      const target = spec['scaleTargetRef'] as { kind: string; name: string };
      expect(names).toContain(`${target.kind} ${target.name}`);
    }
    const text = JSON.stringify(spec ?? {});
    for (const [, component] of text.matchAll(/"app\.kubernetes\.io\/component":"([^"]+)"/g))
      expect(components).toContain(component);
  }
});
