using System.CommandLine;

namespace Casa;

/// <summary><c>demo</c>: plays a whole story as real calls against a running city, a line a step.</summary>
static class Demo
{
    public static Command Verb()
    {
        var port = CityClient.Port();
        var pdf = new Option<string?>("--pdf") { HelpName = "F", Description = "the citizen's document (one is made when absent)" };
        var saved = new Option<string?>("--out") { HelpName = "S", Description = "where the sealed file is left" };
        var story = new Argument<string>("STORY") { HelpName = "legalisation", Description = "legalisation" };
        story.AcceptOnlyFromAmong("legalisation");
        var verb = new Command("demo", "plays a whole story against a running city, a line a step") { story, port, pdf, saved };
        verb.SetAction(async (said, stop) =>
        {
            using var city = new CityClient(said.GetValue(port));
            await new LegalisationStory(city, Console.Out).Play(said.GetValue(pdf), said.GetValue(saved), stop);
            return 0;
        });
        return verb;
    }
}
