using CasaServerless.Bench;

if (args is [AllocatingCity.Verb, .. var settings]) return await AllocatingCity.Run(settings);
// `bench NAME… [--write]`: each one measures us and a peer, or a physical limit, in the same run, and prints a table with the ratio.
var all = new Dictionary<string, Func<Task<Table>>>
{
    ["start"] = StartBench.Run,
    ["operations"] = OperationsBench.Run,
    ["tickets"] = OperationsBench.Tickets,
    ["sealing"] = SealingBench.Run,
    ["boundaries"] = BoundariesBench.Run,
    ["bot"] = BotBench.Run,
    ["crash"] = CrashBench.Run,
    ["crash-chat"] = CrashBench.Chats,
};
var write = args.Contains("--write");
string[] named = [.. args.Where(argument => argument != "--write")];
var wanted = named is [] or ["all"] ? [.. all.Keys] : named;
if (wanted.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}': {string.Join(" · ", all.Keys)} · all.");
    return 2;
}
var tables = new List<Table>();
foreach (var name in wanted)
{
    var table = await all[name]();
    Console.WriteLine(table);
    tables.Add(table);
}
if (write) Page.Keep(tables);
return tables.All(table => table.AimsMet) ? 0 : 1;
