using CasaServerless.Tests.Given;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

/// <summary>How the caller of a bot may prove itself, and what Microsoft's adapter and ours say to it.</summary>
/// <param name="Theirs">The status that the JavaScript adapter 4.23.3 answers.</param>
/// <param name="Because">Why ours differs; null where it must not.</param>
sealed record TokenCase(string Name, int Theirs, Func<PlayedBotService, string?> Authorization, int? Ours = null, string? Because = null)
{
    const string NeverFails = "a token that does not hold is the caller's failure, never ours: 401 and not 500";

    /// <summary>What the activity says, where that is the point.</summary>
    public Action<System.Text.Json.Nodes.JsonObject>? Activity { get; init; }

    public override string ToString() => Name;

    public static IReadOnlyList<TokenCase> All { get; } =
    [
        new("as it should be", 200, bots => Bearer(bots.Token())),
        new("RS384", 200, bots => Bearer(bots.Token(algorithm: SecurityAlgorithms.RsaSha384))),
        new("RS512", 200, bots => Bearer(bots.Token(algorithm: SecurityAlgorithms.RsaSha512))),
        new("PS256", 500, bots => Bearer(bots.Token(algorithm: SecurityAlgorithms.RsaSsaPssSha256)), 401, NeverFails),
        new("for another bot", 401, bots => Bearer(bots.Token(but: claims => claims["aud"] = "somebody"))),
        new("for nobody", 401, bots => Bearer(bots.Token(but: claims => claims["aud"] = null))),
        new("for us among others", 401, bots => Bearer(bots.Token(but: claims => claims["aud"] = new[] { PlayedBotService.AppId, "somebody" }))),
        new("of another issuer", 401, bots => Bearer(bots.Token(but: claims => claims["iss"] = "https://api.botframework.com.evil.test"))),
        new("of an issuer but for a slash", 401, bots => Bearer(bots.Token(but: claims => claims["iss"] = PlayedBotService.Issuer + "/"))),
        new("over for 4 minutes", 200, bots => Bearer(bots.Token(but: claims => claims["exp"] = In(-4)))),
        new("over for 6 minutes", 401, bots => Bearer(bots.Token(but: claims => claims["exp"] = In(-6)))),
        new("without an end", 200, bots => Bearer(bots.Token(but: claims => claims["exp"] = null)), 401, "a token that never ends is none: channels always write exp"),
        new("good in 4 minutes", 200, bots => Bearer(bots.Token(but: claims => claims["nbf"] = In(4)))),
        new("good in 6 minutes", 500, bots => Bearer(bots.Token(but: claims => claims["nbf"] = In(6))), 401, NeverFails),
        new("without serviceurl", 401, bots => Bearer(bots.Token(but: claims => claims["serviceurl"] = null))),
        new("with another serviceurl", 401, bots => Bearer(bots.Token(but: claims => claims["serviceurl"] = "https://smba.trafficmanager.net/teams/"))),
        new("with serviceurl in other letters", 401, bots => Bearer(bots.Token(but: claims => claims["serviceurl"] = bots.ServiceUrl.ToUpperInvariant()))),
        new("with serviceurl but for a slash", 401, bots => Bearer(bots.Token(but: claims => claims["serviceurl"] = bots.ServiceUrl.TrimEnd('/')))),
        new("with serviceurl that is no text", 401, bots => Bearer(bots.Token(but: claims => claims["serviceurl"] = new[] { bots.ServiceUrl }))),
        new("of a key endorsed for another channel", 401, bots => Bearer(bots.Token(bots.Keys[1]))),
        new("of a key without endorsements", 200, bots => Bearer(bots.Token(bots.Keys[2])), 401, "as the .NET adapter 4.23: a key that is endorsed for no channel speaks for none"),
        new("of an unknown key", 401, bots => Bearer(bots.Token(PlayedBotService.Key.New("msteams")))),
        new("of a known key's name, by another key", 500, bots => Bearer(bots.Token(Forged(bots))), 401, NeverFails),
        new("without a signature", 401, bots => Bearer(bots.Token(unsigned: true))),
        new("signed with the public key as a secret", 500, bots => Bearer(bots.Token(signedWith: PublicAsSecret(bots))), 401, NeverFails),
        new("garbage", 401, _ => "Bearer a.b.c"),
        new("garbage of one part", 401, _ => "Bearer garbage"),
        new("none", 401, _ => null),
        new("a password", 401, _ => "Basic dXNlcjpwYXNz"),
        new("in three words", 401, bots => $"Bearer {bots.Token()} more"),
        new("under a name in small letters", 401, bots => $"bearer {bots.Token()}", 200, "the name of a scheme is compared without regard to case (RFC 9110, 11.1)"),
        new("of the Emulator", 200, bots => Bearer(bots.Token(but: Emulator)), 401, "the Emulator is archived; only channels call"),
        new("of another bot, as of a skill", 401, bots => Bearer(bots.Token(but: claims => { Emulator(claims); claims["ver"] = "1.0"; claims["appid"] = "another"; }))),
        new("and an activity that says no serviceUrl", 200, bots => Bearer(bots.Token()), 401, "without serviceUrl the claim cannot be compared") { Activity = its => its.Remove("serviceUrl") },
        new("and an activity of no channel", 500, bots => Bearer(bots.Token()), 401, NeverFails) { Activity = its => its.Remove("channelId") },
        new("and an activity of an empty channel", 200, bots => Bearer(bots.Token()), 401, "a key speaks for channels; for none it speaks not") { Activity = its => its["channelId"] = "" },
        new("and an activity of another tenant", 200, bots => Bearer(bots.Token()), 401, "the staff's bot is for the city's own directory")
        {
            Activity = its =>
            {
                its["conversation"]!["tenantId"] = "99999999-0000-4000-8000-000000000000";
                its["channelData"]!["tenant"]!["id"] = "99999999-0000-4000-8000-000000000000";
            },
        },
        new("and an activity of two tenants", 200, bots => Bearer(bots.Token()), 401, "what the two places say must agree") { Activity = its => its["channelData"]!["tenant"]!["id"] = "99999999-0000-4000-8000-000000000000" },
        new("and an activity of no tenant", 200, bots => Bearer(bots.Token()), 401, "Teams always names one")
        {
            Activity = its =>
            {
                its.Remove("channelData");
                its["conversation"]!.AsObject().Remove("tenantId");
            },
        },
        new("and a serviceUrl that is not listed", 200, bots => Bearer(bots.Token(but: claims => claims["serviceurl"] = "https://evil.test/")), 401, "nothing is taken from where nothing may be answered")
        {
            Activity = its => its["serviceUrl"] = "https://evil.test/",
        },
    ];

    static string Bearer(string token) => $"Bearer {token}";

    static long In(int minutes) => TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    static void Emulator(Dictionary<string, object?> claims)
    {
        claims["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
        claims["ver"] = "1.0";
        claims["appid"] = PlayedBotService.AppId;
    }

    static PlayedBotService.Key Forged(PlayedBotService bots)
    {
        var forged = PlayedBotService.Key.New("msteams");
        forged.Rsa.KeyId = bots.Good.Rsa.KeyId;
        return forged;
    }

    static SigningCredentials PublicAsSecret(PlayedBotService bots) =>
        new(new SymmetricSecurityKey(bots.Good.Rsa.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = bots.Good.Rsa.KeyId }, SecurityAlgorithms.HmacSha256);
}
