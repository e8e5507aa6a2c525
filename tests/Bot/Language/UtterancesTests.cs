using System.Text.Json;
using CasaServerless.Bot.Language;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>The utterances that the model is trained from: labelled in words that exist, and nobody else's.</summary>
public class UtterancesTests
{
    static readonly string folder = Path.Combine(Root.Path, "bot", "Training", "Utterances");

    [Fact]
    public void Each_is_labelled_with_an_intent_a_form_and_what_stands_in_it()
    {
        foreach (var (text, line) in Lines(Directory.GetFiles(folder)))
        {
            Assert.True(Intents.Of(line.GetProperty("intent").GetString()!) is not null, text);
            Assert.True(Enum.TryParse<Form>(line.GetProperty("lang").GetString(), ignoreCase: true, out _), text);
            foreach (var entity in line.GetProperty("entities").EnumerateObject().Where(each => each.Name is "reference" or "cin" or "phone" or "date" or "time" or "address"))
            {
                var values = entity.Value.ValueKind == JsonValueKind.Array ? [.. entity.Value.EnumerateArray().Select(one => one.GetString()!)] : new[] { entity.Value.GetString()! };
                Assert.All(values, value => Assert.Contains(value, text, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void None_is_near_an_utterance_that_understanding_is_measured_with()
    {
        var measured = Path.Combine(Root.Shared, "nlu", "dev.jsonl");
        Assert.SkipUnless(File.Exists(measured), "The utterances to measure with are not here.");
        var theirs = Lines([measured]).Where(NoGreeting).Select(each => Pieces(each.Text)).ToList();
        foreach (var (text, _) in Lines(Directory.GetFiles(folder)).Where(NoGreeting))
        {
            var ours = Pieces(text);
            Assert.True(theirs.TrueForAll(its => Alike(ours, its) < 0.5), text);
        }

        static bool NoGreeting((string Text, JsonElement Line) each) => each.Line.GetProperty("intent").GetString() != "greeting";
    }

    static IEnumerable<(string Text, JsonElement Line)> Lines(IEnumerable<string> files) => files.SelectMany(File.ReadLines).Select(line =>
    {
        var read = JsonDocument.Parse(line).RootElement;
        return (read.GetProperty("text").GetString()!, read);
    });

    // Pieces of four letters.
    static HashSet<string> Pieces(string text)
    {
        var small = text.ToLowerInvariant();
        return small.Length < 4 ? [small] : [.. Enumerable.Range(0, small.Length - 3).Select(at => small.Substring(at, 4))];
    }

    static double Alike(HashSet<string> one, HashSet<string> other)
    {
        var both = one.Count(other.Contains);
        return both / (double)(one.Count + other.Count - both);
    }
}
