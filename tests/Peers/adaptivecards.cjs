// Microsoft's own reader of Adaptive Cards (npm adaptivecards) judges the cards that come on standard input, a JSON array; a line of faults for each.
global.window = global;
const cards = require('adaptivecards/dist/adaptivecards.js');

let given = '';
process.stdin.on('data', part => { given += part; }).on('end', () => {
  for (const json of JSON.parse(given)) {
    const context = new cards.SerializationContext(cards.Versions.v1_5);
    const card = new cards.AdaptiveCard();
    // As Teams draws cards; the reader's own measure is five.
    card.hostConfig = new cards.HostConfig({ actions: { maxActions: 6 } });
    card.parse(json, context);
    const faults = [];
    for (let at = 0; at < context.eventCount; at++) faults.push(context.getEventAt(at).message);
    for (const found of card.validateProperties().validationEvents) faults.push(found.message);
    const back = card.toJSON();
    const actions = card.getItemCount() ? Array.from({ length: card.getItemCount() }, (_, at) => card.getItemAt(at).toJSON()) : [];
    console.log(JSON.stringify({ faults, version: back.version, rtl: card.rtl ?? null, items: actions }));
  }
});
