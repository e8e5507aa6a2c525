using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Language.Rules;
using CasaServerless.Bot.Training;

// train [--without BATCH] · understand FILE.jsonl [--out FILE] [--wrong] [--wrong-entities KIND] [--why]; from the project's root.
var root = new DirectoryInfo(Environment.CurrentDirectory);
while (root is not null && !File.Exists(Path.Combine(root.FullName, "CasaServerless.sln"))) root = root.Parent;
var bot = Path.Combine(root?.FullName ?? ".", "bot");
string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
switch (args)
{
    case ["train", ..]:
        var without = Option("--without");
        var batches = Directory.GetFiles(Path.Combine(bot, "Training", "Utterances"), "*.jsonl").Order(StringComparer.Ordinal).ToList();
        var held = batches.Find(file => Path.GetFileNameWithoutExtension(file) == without);
        if (without is not null && held is null) return Misused($"There is no batch {without}.");
        List<Labelled> utterances;
        try
        {
            utterances = [.. batches.Where(file => file != held).SelectMany(Labelled.Read)];
        }
        catch (InvalidDataException ill)
        {
            return Misused(ill.Message);
        }
        Console.WriteLine($"Learning from {utterances.Count} utterances of {batches.Count - (held is null ? 0 : 1)} batches; this takes a minute.");
        var model = Trainer.Learn(utterances);
        if (held is not null) return Understand.Run(held, null, LanguageModel.Read(model), args.Contains("--wrong"), args.Contains("--why"), Option("--wrong-entities"));
        var kept = Path.Combine(bot, "Language", "understanding.model");
        var same = File.Exists(kept) && File.ReadAllBytes(kept).AsSpan().SequenceEqual(model);
        if (!same) File.WriteAllBytes(kept, model);
        Console.WriteLine($"{Path.GetRelativePath(Environment.CurrentDirectory, kept)}: {model.Length} bytes, {(same ? "the same as before" : "changed; the city has it with its next build")}.");
        return 0;
    case ["understand", var file, ..] when Directory.Exists(file):
        return Misused($"{file} is a folder: a file of utterances is wanted.");
    case ["understand", var file, ..] when !File.Exists(file):
        return Misused($"There is no file {file}.");
    case ["understand", ..] when Option("--out") is { } into && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(into))):
        return Misused($"There is no folder for {into}.");
    case ["understand", var file, ..]:
        return Understand.Run(file, Option("--out"), LanguageModel.Own, args.Contains("--wrong"), args.Contains("--why"), Option("--wrong-entities"));
    default:
        return Misused("train [--without BATCH] · understand FILE.jsonl [--out FILE] [--wrong] [--wrong-entities KIND] [--why]");
}

static int Misused(string why)
{
    Console.Error.WriteLine(why);
    return 2;
}

static class Understand
{
    static readonly LabelledJson json = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static int Run(string file, string? into, LanguageModel model, bool wrong, bool why, string? kind = null)
    {
        List<Labelled> lines;
        try
        {
            lines = Labelled.Read(file, Console.Error.WriteLine);
            if (lines.Count == 0) throw new InvalidDataException($"There is no utterance in {file}.");
        }
        catch (InvalidDataException ill)
        {
            Console.Error.WriteLine(ill.Message);
            return 1;
        }
        var scores = new Scores();
        using var told = into is null ? null : new StreamWriter(into);
        foreach (var line in lines)
        {
            var answer = Answer(line.Text, model);
            scores.Add(line, answer);
            if (why) Console.WriteLine($"{Understanding.Of(line.Text, model).Ruling?.ToString() ?? $"the model: {answer.Intent}"}, danger {IntentRules.Evidence(new(line.Text))} · {line.Text}");
            told?.WriteLine(JsonSerializer.Serialize(answer, json.Told));
            if (wrong && line.Intent is not null && (line.Intent != answer.Intent)) Console.WriteLine($"{line.Intent} → {answer.Intent} ({answer.Confidence.ToString("F2", CultureInfo.InvariantCulture)}): {line.Text}");
            if (kind is not null) Entities(kind, line, answer);
        }
        scores.Print(Console.Out);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {Median(lines, model):F1} µs an utterance"));
        return 0;
    }

    // What was wanted of a kind and what was found, where they differ.
    static void Entities(string kind, Labelled line, Told answer)
    {
        var wanted = line.Pairs().Where(pair => pair.Kind == kind).Select(pair => pair.Value).ToList();
        var found = answer.Values(kind).ToList();
        if (!wanted.ToHashSet().SetEquals(found)) Console.WriteLine($"{kind} [{string.Join(" | ", wanted)}] → [{string.Join(" | ", found)}] {line.Intent}: {line.Text}");
    }

    static Told Answer(string text, LanguageModel model)
    {
        var its = Understanding.Of(text, model);
        var named = its.Entities.Where(each => !each.Denied).GroupBy(each => each.Kind.ToString().ToLowerInvariant()).ToLookup(each => Labelled.Kinds.Contains(each.Key));
        return new(text, its.Form.ToString().ToLowerInvariant(), its.Intent.Id(), Math.Round(its.Confidence, 4), ByKind(named[true]), named[false].Any() ? ByKind(named[false]) : null);
    }

    static Dictionary<string, JsonElement> ByKind(IEnumerable<IGrouping<string, Entity>> kinds) => kinds.ToDictionary(
        each => each.Key,
        each => each.Select(one => one.Value).Distinct().ToArray() is var values && values is [var single]
            ? JsonSerializer.SerializeToElement(single, json.String) : JsonSerializer.SerializeToElement(values, json.StringArray));

    static double Median(List<Labelled> lines, LanguageModel model)
    {
        foreach (var line in lines.Take(2000)) Understanding.Of(line.Text, model);
        var times = new List<double>();
        foreach (var line in lines)
        {
            var started = Stopwatch.GetTimestamp();
            for (var again = 0; again < 5; again++) Understanding.Of(line.Text, model);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / 5);
        }
        times.Sort();
        return times[times.Count / 2];
    }
}
