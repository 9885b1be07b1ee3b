// An OpenID Connect provider for tests: node provider.mjs FOLDER, where FOLDER has node_modules.
//
// Prints its address, and serves until it is ended. Whoever is sent to log in is whoever they say
// they are: the address of the interaction takes ?sub=, ?acr=, ?ago= (seconds since the login) or
// ?refuse=. Consent is given by itself.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const library = join(process.argv[2], 'node_modules', 'oidc-provider', 'lib', 'index.js');
const { default: Provider } = await import(pathToFileURL(library).href);

const rsa = { modulusLength: 2048 };
const jwk = (kind, options) => generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' });
const client = (algorithm) => ({
  client_id: `sdk-desktop-${algorithm}`,
  application_type: 'native',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: ['http://127.0.0.1/login'],
  token_endpoint_auth_method: 'none',
  id_token_signed_response_alg: algorithm,
});

const server = createServer();
await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
  clients: ['RS256', 'PS256', 'ES256'].map(client),
  jwks: { keys: [jwk('rsa', rsa), jwk('ec', { namedCurve: 'P-256' })] },
  cookies: { keys: ['for tests only'] },
  pkce: { methods: ['S256'], required: () => true },
  acrValues: ['loa2', 'loa3'],
  claims: { openid: ['sub'], acr: null, auth_time: null },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { prompt, uid }) => `/interaction/${prompt.name}/${uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});

async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'consent') {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
    return;
  }
  const said = new URL(request.url, provider.issuer).searchParams;
  if (said.has('refuse')) {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
    return;
  }
  const ts = Math.floor(Date.now() / 1000) - Number(said.get('ago') ?? 0);
  const login = { accountId: said.get('sub'), acr: said.get('acr'), ts };
  await provider.interactionFinished(request, response, { login });
}

const protocol = provider.callback();
server.on('request', (request, response) => {
  if (request.url.startsWith('/interaction/')) {
    interact(request, response).catch((error) => { response.writeHead(500).end(String(error)); });
  } else {
    protocol(request, response);
  }
});
console.log(provider.issuer);
