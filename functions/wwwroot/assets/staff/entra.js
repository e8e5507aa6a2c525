// Entra ID by the authorization code flow with PKCE (RFC 7636), in the browser: the city's server sees the token and nothing of the sign-in.
import * as oauth from 'oauth4webapi';

const pending = 'counter.sign-in';
// The one address that the directory sends people back to, whichever page they came from.
const here = `${location.origin}/counter`;

/** Leaves for the directory; `page` is where to go on afterwards: path and hash. */
export async function leave(directory, page) {
  const server = await discover(directory);
  const [verifier, state, nonce] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState(), oauth.generateRandomNonce()];
  sessionStorage.setItem(pending, JSON.stringify({ verifier, state, nonce, page }));
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: directory.clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: here,
    scope: directory.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ui_locales: document.documentElement.lang,
  });
  location.assign(address);
}

/** Whether the directory has just sent the reader back. */
export const isBack = () => /[?&](code|error)=/.test(location.search) && sessionStorage.getItem(pending) !== null;

/**
 * Takes the directory's answer out of the address; answers the tokens, and the page to go on at where that is another one. Throws when the
 * directory refused or was not asked.
 */
export async function comeBack(directory) {
  const { verifier, state, nonce, page } = JSON.parse(sessionStorage.getItem(pending));
  const address = new URL(location.href);
  sessionStorage.removeItem(pending);
  const elsewhere = page.startsWith('/counter') ? undefined : page;
  history.replaceState(null, '', elsewhere ? '/counter' : page);
  const server = await discover(directory);
  const client = { client_id: directory.clientId };
  const answer = oauth.validateAuthResponse(server, client, address, state);
  const reply = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), answer, here, verifier, loosely(directory));
  const found = await oauth.processAuthorizationCodeResponse(server, client, reply, { expectedNonce: nonce, requireIdToken: true });
  return { tokens: tokens(found), elsewhere };
}

/** New tokens for an old one's refresh token. Throws when the session is over. */
export async function renew(directory, refresh) {
  const server = await discover(directory);
  const client = { client_id: directory.clientId };
  const reply = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh, loosely(directory));
  return { refresh, ...tokens(await oauth.processRefreshTokenResponse(server, client, reply)) };
}

/** Where to end the directory's own session; undefined if it has no such place. */
export async function exit(directory) {
  const place = (await discover(directory)).end_session_endpoint;
  return place && `${place}?post_logout_redirect_uri=${encodeURIComponent(here)}`;
}

async function discover(directory) {
  const issuer = new URL(directory.authority);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, loosely(directory)));
}

// Without TLS only where the page itself has none: on a developer's machine.
const loosely = directory => ({ [oauth.allowInsecureRequests]: location.protocol === 'http:' && directory.authority.startsWith('http:') });

const tokens = found => ({
  access: found.access_token,
  ...(found.refresh_token && { refresh: found.refresh_token }),
});
