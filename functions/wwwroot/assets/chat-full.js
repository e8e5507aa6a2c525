import { tell } from './facts.js';
import { steadyAjax } from './chat/steady.js';
import { current, enter } from './chat/talk.js';

const { lang, dir } = document.documentElement;
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const rest = ms => new Promise(done => setTimeout(done, ms));

start();

async function start() {
  const { WebChat, DirectLine: library } = window;
  if (!WebChat || !library) return tell({ full: 'failed' });
  tell({ full: 'opening' });
  for (let tries = 0; (await enter()).status !== 200; tries++) {
    tell({ full: 'offline' });
    await rest(Math.min(30_000, 1000 * 2 ** tries));
  }
  const { conversationId, token } = current();
  const line = new library.DirectLine({
    domain: `${location.origin}/v3/directline`,
    token,
    // It has begun, with its token: all that was said is read again.
    conversationId,
    webSocket: false,
    ajax: steadyAjax(() => line, state => tell({ full: state })),
  });
  line.connectionStatus$.subscribe(status => {
    if (status === library.ConnectionStatus.Ended) tell({ full: 'ended' });
    if (status === library.ConnectionStatus.FailedToConnect) tell({ full: 'failed' });
  });
  // Who speaks, the token says: the library wants no user id that begins with dl_.
  WebChat.renderWebChat({
    directLine: line,
    locale: `${lang}-MA`,
    dir,
    nonce: document.querySelector('#nonce').textContent,
    styleOptions: styleOptions(),
    overrideLocalizedStrings: Object.fromEntries([...document.querySelectorAll('#words > *')].map(one => [one.dataset.word, one.textContent])),
    sendTypingIndicator: false,
  }, document.querySelector('#webchat'));
  return undefined;
}

function styleOptions() {
  const [paper, ink, soft, line, sea, wash] = ['paper', 'ink', 'soft', 'line', 'sea', 'wash'].map(colour);
  return {
    accent: sea,
    subtle: soft,
    backgroundColor: paper,
    primaryFont: colour('text'),
    bubbleMaxWidth: 560,
    bubbleBorderColor: line,
    bubbleBorderRadius: 12,
    bubbleTextColor: ink,
    // Names of files are in the accent's colour, whoever sent them.
    bubbleBackground: paper,
    bubbleFromUserBackground: wash,
    bubbleFromUserBorderColor: sea,
    bubbleFromUserBorderRadius: 12,
    bubbleFromUserTextColor: ink,
    botAvatarInitials: '',
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: paper,
    suggestedActionBorderColor: sea,
    suggestedActionTextColor: sea,
    suggestedActionBorderRadius: 22,
    sendBoxBackground: paper,
    sendBoxTextColor: ink,
    sendBoxPlaceholderColor: soft,
    sendBoxButtonColor: sea,
    sendBoxBorderTop: `solid 1px ${line}`,
    timestampColor: soft,
    hideTelephoneKeypadButton: true,
    uploadAccept: 'image/*,application/pdf',
    uploadMultiple: false,
    // It would draw them in a worker made of text, which the policy refuses.
    enableUploadThumbnail: false,
    maxMessageLength: 4000,
  };
}
