using System.CommandLine;

namespace Casa;

/// <summary><c>bench</c>: the benchmarks, a program of their own (tests/Bench), in Release.</summary>
static class Bench
{
    public static Command Verb()
    {
        var names = new Argument<string[]>("names") { HelpName = "NAME…", Arity = ArgumentArity.ZeroOrMore };
        var verb = new Command("bench", "benchmarks, each with its peer or limit in the same run; `bench all` writes BENCHMARKS.md") { names };
        verb.SetAction(async (said, stop) =>
        {
            var project = Repository.In("tests", "Bench");
            if (!Directory.Exists(project)) throw new Failure("There are no benchmarks: tests/Bench is missing.");
            return await Tool.Run(new("dotnet", ["run", "--project", project, "--configuration", "Release", "--", .. said.GetValue(names) ?? []]), stop) == 0 ? 0 : 1;
        });
        return verb;
    }
}
