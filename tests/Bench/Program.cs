using CasaServerless.Bench;

// `bench NAME…`: each one measures us and a peer, or a physical limit, in the same run, and prints a table with the ratio.
var all = new Dictionary<string, Func<Task<Table>>>
{
    ["start"] = StartBench.Run,
    ["operations"] = OperationsBench.Run,
    ["sealing"] = SealingBench.Run,
    ["crash"] = CrashBench.Run,
};
var wanted = args.Length == 0 || args is ["all"] ? [.. all.Keys] : args;
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
if (args is ["all"]) await File.WriteAllTextAsync(Path.Combine(CasaServerless.Tests.Given.Root.Path, "BENCHMARKS.md"), Table.Page(tables));
return tables.All(table => table.AimsMet) ? 0 : 1;
