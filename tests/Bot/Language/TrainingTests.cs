using System.Security.Cryptography;
using CasaServerless.Bot.Training;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>The model that is kept is the one that its utterances give, to the byte: nothing was added by hand and nothing forgotten.</summary>
public sealed class TrainingTests
{
    [Fact]
    public void What_is_learned_from_the_utterances_is_the_model_that_is_kept()
    {
        var utterances = Directory.GetFiles(Path.Combine(Root.Path, "bot", "Training", "Utterances"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(Labelled.Read).ToList();
        var model = Trainer.Learn(utterances);
        Assert.True(model.Length < 1_000_000);
        Assert.Equal(Hash(File.ReadAllBytes(Path.Combine(Root.Path, "bot", "Language", "understanding.model"))), Hash(model));
    }

    static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
