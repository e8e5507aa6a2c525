import { bureauChoice } from './bureaus.js';
import { tell } from './facts.js';
import { tellWaiting } from './waiting.js';

tell({ script: 'on' });
bureauChoice(document.querySelector('.bureau-choice'), { each: (card, { id, capacity }) => capacity && tellWaiting(card, id) });
