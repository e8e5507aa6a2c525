using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Rules;
using CasaServerless.Bot.Training;

// train [--without BATCH] [--to FILE] · understand FILE.jsonl [--out FILE] [--model FILE] [--wrong] [--why]
string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
switch (args)
{
    case ["train", ..]:
        var folder = Option("--from") ?? Path.Combine("bot", "Training", "Utterances");
        var batches = Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).Where(file => Option("--without") is not { } without || Path.GetFileNameWithoutExtension(file) != without);
        var utterances = batches.SelectMany(Labelled.Read).ToList();
        var started = Stopwatch.StartNew();
        var model = Trainer.Learn(utterances);
        File.WriteAllBytes(Option("--to") ?? Path.Combine("bot", "Language", "understanding.model"), model);
        Console.WriteLine($"{utterances.Count} utterances, {model.Length} bytes, {started.Elapsed.TotalSeconds:F1} s");
        return 0;
    case ["understand", var file, ..]:
        var its = Option("--model") is { } other ? LanguageModel.Read(File.ReadAllBytes(other)) : LanguageModel.Own;
        return Understand.Run(file, Option("--out"), its, args.Contains("--wrong"), args.Contains("--why"));
    default:
        Console.Error.WriteLine("train [--without BATCH] [--to FILE] · understand FILE.jsonl [--out FILE] [--model FILE] [--wrong] [--why]");
        return 2;
}

static class Understand
{
    static readonly LabelledJson json = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static int Run(string file, string? into, LanguageModel model, bool wrong, bool why)
    {
        var (scores, lines) = (new Scores(), Labelled.Read(file));
        using var told = into is null ? null : new StreamWriter(into);
        foreach (var line in lines)
        {
            var answer = Answer(line.Text, model);
            scores.Add(line, answer);
            if (why) Console.WriteLine($"{Understanding.Of(line.Text, model).Ruling?.ToString() ?? $"the model: {answer.Intent}"}, danger {IntentRules.Evidence(new(line.Text))} · {line.Text}");
            told?.WriteLine(JsonSerializer.Serialize(answer, json.Told));
            if (wrong && line.Intent is not null && (line.Intent != answer.Intent)) Console.WriteLine($"{line.Intent} → {answer.Intent} ({answer.Confidence.ToString("F2", CultureInfo.InvariantCulture)}): {line.Text}");
        }
        scores.Print(Console.Out);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {Median(lines, model):F1} µs an utterance"));
        return 0;
    }

    static Told Answer(string text, LanguageModel model)
    {
        var its = Understanding.Of(text, model);
        return new(text, its.Form.ToString().ToLowerInvariant(), its.Intent.Id(), Math.Round(its.Confidence, 4),
            its.Entities.Where(each => !each.Denied).GroupBy(each => each.Kind.ToString().ToLowerInvariant())
                .ToDictionary(each => each.Key, each => each.Select(one => one.Value).Distinct().ToArray()));
    }

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
