using CasaServerless.Bench;

// `dotnet run casa.cs bench NAME…`: each benchmark is one file and one line here; it answers whether it held.
var all = new Dictionary<string, Func<Task<bool>>>
{
    ["crash"] = CrashBench.Run,
};
string[] names = args is [] or ["all"] ? [.. all.Keys] : args;
if (names.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}': {string.Join(" · ", all.Keys)}, or all.");
    return 2;
}
var held = true;
foreach (var name in names)
{
    Console.WriteLine($"== {name}");
    held &= await all[name]();
}
return held ? 0 : 1;
