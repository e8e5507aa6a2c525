// The real thing: Microsoft's CloudAdapter (npm botbuilder) with its handler of Teams' calls, its directory and keys played by the test. Answers on a
// free port, which it prints. What express does around it (reading JSON, answering) is done here, in its way.
const http = require('node:http');
const { CloudAdapter, ConfigurationBotFrameworkAuthentication, TeamsActivityHandler, CardFactory } = require('botbuilder');

const given = JSON.parse(process.argv[2]);
// The bot's own token is no part of the comparison.
const credentials = {
  isValidAppId: async id => id === given.appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({ appId: given.appId, signRequest: async request => { request.headers.set('authorization', 'Bearer peer'); return request; } }),
};
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({
  MicrosoftAppId: given.appId,
  ToBotFromChannelOpenIdMetadataUrl: given.metadata,
  ToBotFromEmulatorOpenIdMetadataUrl: given.metadata,
  ToBotFromChannelTokenIssuer: given.issuer,
  ToChannelFromBotLoginUrl: given.login,
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  OAuthUrl: given.login,
  CallerId: 'urn:botframework:azure',
}, credentials));

class Bot extends TeamsActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity({ type: 'message', text: 'bonjour', inputHint: 'acceptingInput' });
      await next();
    });
  }
  async onAdaptiveCardInvoke() { return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: { type: 'AdaptiveCard', version: '1.5', body: [] } }; }
  async handleTeamsTaskModuleFetch() { return { task: { type: 'message', value: 'non' } }; }
  async handleTeamsTaskModuleSubmit() { return { task: { type: 'message', value: 'non' } }; }
  async handleTeamsMessagingExtensionQuery() { return { composeExtension: { type: 'message', text: 'non' } }; }
  async handleTeamsMessagingExtensionFetchTask() { return { task: { type: 'message', value: 'non' } }; }
  async handleTeamsFileConsentAccept() { }
  async handleTeamsFileConsentDecline() { }
  async handleTeamsSigninVerifyState() { }
}
const bot = new Bot();
console.error = () => {};
console.warn = () => {};

http.createServer((request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', async () => {
    const express = {
      status(code) { response.statusCode = code; return this; },
      header(name, value) { response.setHeader(name, value); return this; },
      send(body) {
        if (typeof body === 'object') { response.setHeader('Content-Type', 'application/json'); body = JSON.stringify(body); }
        response.write(body);
        return this;
      },
      end() { response.end(); return this; },
    };
    try {
      request.body = parts.length ? JSON.parse(Buffer.concat(parts).toString()) : undefined;
    } catch {
      return express.status(400).end();
    }
    try {
      await adapter.process(request, express, context => bot.run(context));
    } catch (broken) {
      // Nothing catches this in a bot of express 4: the process ends.
      response.setHeader('x-crash', '1');
      express.status(500).send(String(broken.message)).end();
    }
  });
}).listen(0, '127.0.0.1', function () { console.log(JSON.stringify({ port: this.address().port })); });
process.stdin.on('end', () => process.exit()).resume();
