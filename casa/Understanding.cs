using System.CommandLine;

namespace Casa;

/// <summary><c>understand</c> and <c>train</c>: the assistant's understanding, measured and learnt (bot/Training).</summary>
static class Understanding
{
    public static Command UnderstandVerb()
    {
        var file = new Argument<string>("file") { HelpName = "FILE.jsonl" };
        var into = new Option<string?>("--out") { HelpName = "O.jsonl", Description = "write there what was understood, a line each" };
        var wrong = new Option<bool>("--wrong") { Description = "print what was understood wrongly" };
        var why = new Option<bool>("--why") { Description = "print the rule or the model behind each" };
        var kind = new Option<string?>("--wrong-entities") { HelpName = "KIND", Description = "print the entities of a kind that were found wrongly" };
        var verb = new Command("understand", "what the assistant understands of each line; scores where the lines are labelled") { file, into, wrong, why, kind };
        verb.SetAction((said, stop) => Run(
            ["understand", Path.GetFullPath(said.GetValue(file)!), .. said.GetValue(into) is { } kept ? (string[])["--out", Path.GetFullPath(kept)] : [], .. said.GetValue(wrong) ? (string[])["--wrong"] : [],
             .. said.GetValue(why) ? (string[])["--why"] : [], .. said.GetValue(kind) is { } one ? (string[])["--wrong-entities", one] : []], stop));
        return verb;
    }

    public static Command TrainVerb()
    {
        var without = new Option<string?>("--without") { HelpName = "BATCH", Description = "leave a batch out, to be measured with; the model is not kept" };
        var verb = new Command("train", "learns the assistant's model from bot/Training/Utterances, the same bytes each time") { without };
        verb.SetAction((said, stop) => Run(["train", .. said.GetValue(without) is { } batch ? (string[])["--without", batch] : []], stop));
        return verb;
    }

    static async Task<int> Run(string[] arguments, CancellationToken stop) =>
        await Tool.Run(new("dotnet", ["run", "--project", Repository.In("bot", "Training"), "--configuration", "Release", "--", .. arguments]), stop);
}
