using System.CommandLine;

namespace Casa;

/// <summary><c>bench</c>: the benchmarks, a program of their own (tests/Bench), in Release.</summary>
static class Bench
{
    public static Command Verb()
    {
        var names = new Argument<string[]>("names") { HelpName = "NAME…", Arity = ArgumentArity.ZeroOrMore };
        var write = new Option<bool>("--write") { Description = "keep what is measured in BENCHMARKS.md" };
        var verb = new Command("bench", "benchmarks, each with its peer or limit in the same run") { names, write };
        verb.SetAction(async (said, stop) =>
        {
            var project = Repository.In("tests", "Bench");
            if (!Directory.Exists(project)) throw new Failure("There are no benchmarks: tests/Bench is missing.");
            return await Tool.Run(new("dotnet", ["run", "--project", project, "--configuration", "Release", "--", .. said.GetValue(names) ?? [], .. said.GetValue(write) ? (string[])["--write"] : []]), stop) == 0 ? 0 : 1;
        });
        return verb;
    }
}
