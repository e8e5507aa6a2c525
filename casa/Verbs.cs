using System.CommandLine;

namespace Casa;

/// <summary>
/// What people do with the project: <c>dotnet run casa.cs VERB</c>. A verb is one file of this folder, whose <c>Verb()</c> describes it
/// and is listed here; nothing else knows it.
/// </summary>
public static class Verbs
{
    internal static Command[] All { get; } =
    [
        Run.Verb(), Test.Verb(), Publish.Verb(), Bench.Verb(), Understanding.UnderstandVerb(), Understanding.TrainVerb(), Token.Verb(), Demo.Verb(), Explain.Verb(), RegisterVerify.Verb(), Erase.Verb(),
        Poison.Verb(), Rebuild.Verb(), Import.Verb(), Playground.Verb(), Help.Verb(),
    ];

    /// <summary>0 when all is well, 1 when not, 2 for wrong usage (one line on the error output says what is right).</summary>
    public static Task<int> Invoke(string[] args) => Invoke(args, Console.Out, Console.Error);

    internal static async Task<int> Invoke(string[] args, TextWriter output, TextWriter error)
    {
        // `run` is what somebody means who says nothing.
        if (args.Length == 0 || args[0].StartsWith('-')) args = ["run", .. args];

        if (Named(args[0]) is not { } verb) return await Wrong(error, Unknown(args[0]));
        var said = verb.Parse(args[1..], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (said.Errors is [var first, ..]) return await Wrong(error, $"{first.Message} Usage: {Usage(verb)}");

        try
        {
            _ = Parent.Watch();
            // SIGINT and SIGTERM cancel the verb, which then has this long to stop what it started.
            return await said.InvokeAsync(new()
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(40),
            });
        }
        catch (Failure failure)
        {
            await error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (Exception silent) when (LocalCity.NoStorage(silent))
        {
            await error.WriteLineAsync("No storage answers: start the city (`dotnet run casa.cs`), or name its port with --storage-port.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
    }

    internal static Command? Named(string name) => All.FirstOrDefault(verb => verb.Name == name);

    internal static string Unknown(string name) =>
        $"There is no verb '{name}': {string.Join(" · ", All.Select(verb => verb.Name))} (help tells what each does).";

    /// <summary>A verb with its options, as the table of the command line writes them.</summary>
    internal static string Usage(Command verb) => string.Join(' ',
    [
        verb.Name,
        .. verb.Arguments.Select(a => a.Arity.MinimumNumberOfValues > 0 ? a.HelpName : $"[{a.HelpName}]"),
        .. verb.Options.Select(o => o.ValueType == typeof(bool) ? $"[{o.Name}]" : $"[{o.Name} {o.HelpName}]"),
    ]);

    static async Task<int> Wrong(TextWriter error, string line)
    {
        await error.WriteLineAsync(line.ReplaceLineEndings(" "));
        return 2;
    }
}
