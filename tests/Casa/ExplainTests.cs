using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Casa;
using CasaServerless.Kernel;

namespace CasaServerless.Tests.Casa;

public sealed class ExplainTests
{
    static JsonObject Told(string what, string status) => new()
    {
        ["reference"] = "LEG-00000-000000",
        ["kind"] = "signature",
        ["bureau"] = "maarif-1",
        ["status"] = "submitted",
        ["statusText"] = status,
        ["history"] = new JsonArray(new JsonObject { ["at"] = "2026-11-30T09:00:00+00:00", ["what"] = what, ["by"] = "citizen" }),
    };

    [Fact]
    public void A_story_is_told_in_one_language()
    {
        Assert.Equal("""
            LEG-00000-000000 · Légalisation de signature · Bureau du Maârif
              30 novembre 2026 à 09:00:00  Demande enregistrée (demandeur)
              déposé · le demandeur est attendu au bureau, pour signer

            """, Tells(Told("Demande enregistrée", "déposé"), Language.French));
        var arabic = Tells(Told("تسجيل الطلب", "مودع"), Language.Arabic);
        Assert.Contains("صاحب الطلب", arabic, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("[A-Za-zÀ-ÿ]"), arabic.Replace("LEG", ""));
    }

    [Fact]
    public void A_moment_is_told_as_the_city_s_clocks_showed_it()
    {
        var told = Told("Demande enregistrée", "déposé");
        // Until 20 September 2026 an hour ahead of UTC.
        told["history"]![0]!["at"] = "2026-05-01T08:00:00Z";
        Assert.Contains("1er mai 2026 à 09:00:00", Tells(told, Language.French), StringComparison.Ordinal);
        Assert.Contains("فاتح ماي 2026 على الساعة 09:00:00", Tells(told, Language.Arabic), StringComparison.Ordinal);
    }

    [Fact]
    public void At_an_earlier_moment_nothing_is_told_of_later()
    {
        using var output = new StringWriter { NewLine = "\n" };
        Explain.Tell(Told("Demande enregistrée", "déposé"), null, new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero), Language.French, output);
        Assert.Equal("LEG-00000-000000 · Légalisation de signature · maarif-1\n", output.ToString());
    }

    [Theory]
    [InlineData("certified", "4", "certifié · la taxe de 4,00\u00a0DH est attendue", "أداء الرسم، وقدره 4.00 درهم، منتظر")]
    [InlineData("certified", "0", "certifié · rien n’est attendu", "لا يُنتظر أي إجراء")]
    [InlineData("submitted", "2.5", "certifié · le demandeur est attendu au bureau, pour signer, et la taxe de 2,50\u00a0DH est attendue", "للتوقيع، وأداء الرسم، وقدره 2.50 درهم، منتظر")]
    public void A_fee_that_is_owed_is_awaited(string status, string owed, string french, string arabic)
    {
        var told = Told("Demande enregistrée", "certifié");
        told["status"] = status;
        told["fee"] = new JsonObject { ["owed"] = decimal.Parse(owed, System.Globalization.CultureInfo.InvariantCulture), ["currency"] = "MAD" };
        Assert.EndsWith($"  {french}\n", Tells(told, Language.French), StringComparison.Ordinal);
        Assert.Contains(arabic, Tells(told, Language.Arabic), StringComparison.Ordinal);
    }

    static string Tells(JsonNode told, Language language)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Explain.Tell(told, language == Language.French ? "Bureau du Maârif" : "مكتب المعاريف", DateTimeOffset.MaxValue, language, output);
        return output.ToString();
    }
}
