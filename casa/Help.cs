using System.CommandLine;

namespace Casa;

/// <summary><c>help</c>: every verb with one line; <c>help VERB</c>: that verb and its options.</summary>
static class Help
{
    public static Command Verb()
    {
        var about = new Argument<string?>("verb") { HelpName = "VERB", Arity = ArgumentArity.ZeroOrOne };
        about.Validators.Add(given =>
        {
            if (given.Tokens.SingleOrDefault()?.Value is { } name && Verbs.Named(name) is null) given.AddError(Verbs.Unknown(name));
        });
        var verb = new Command("help", "this list; help VERB tells a verb's options") { about };
        verb.SetAction(said => said.InvocationConfiguration.Output.Write(said.GetValue(about) is { } name ? One(Verbs.Named(name)!) : All()));
        return verb;
    }

    static string All() => string.Concat(["dotnet run casa.cs VERB\n", .. Verbs.All.Select(each => $"  {each.Name,-10} {each.Description}\n")]);

    static string One(Command verb) => string.Concat(
        [$"{Verbs.Usage(verb)}\n  {verb.Description}\n", .. verb.Options.Select(each => $"  {each.Name,-15} {each.Description}\n")]);
}
