using CasaServerless.Tests.Given;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CasaServerless.Tests.Infra;

/// <summary>
/// The settings that the program reads, found in its source: every text in quotes that has the form of one of our keys. A key is written in
/// full where it is read; one that is put together of parts is found as its first part, which nothing explains, and so fails the comparison.
/// </summary>
static partial class SettingNames
{
    /// <summary>Read by the program and rightly absent in Azure.</summary>
    public static readonly Dictionary<string, string> NotInAzure = new()
    {
        ["AzureWebJobsStorage"] = "a connection string holds a key; in Azure the identity opens the account",
        ["Casa:Assistant:KeepDays"] = "thirty by default; a city that decides otherwise sets it",
        ["Casa:Assistant:MessagesAMinute"] = "thirty of one person by default; benches ask for more",
        ["Casa:Assistant:SilenceMinutes"] = "two hours by default; a city that decides otherwise sets it",
        ["Casa:Bot:Issuer"] = "Bot Framework's; other clouds set it",
        ["Casa:Bot:Login"] = "follows from the tenant; other clouds set it",
        ["Casa:Bot:Metadata"] = "Bot Framework's; other clouds set it",
        ["Casa:Bot:Scope"] = "as above",
        ["Casa:Bot:ServiceHosts"] = "Teams and the channels of Azure Bot Service; other clouds set it",
        ["Casa:Bot:Tenants"] = "the bot's own directory; a city with several sets it",
        ["Casa:Bot:TeamsUrl"] = "Teams' own address; other clouds and tests set it",
        ["Casa:Chat:Secret"] = "no program makes chat tokens unless one is given the secret, as a reference to the vault",
        ["Casa:Cases:DeadlineSeconds"] = "the default is right; crash tests shorten it",
        ["Casa:Cases:InsuranceSeconds"] = "as above",
        ["Casa:Cases:PauseSeconds"] = "as above",
        ["Casa:Clock"] = "Development only",
        ["Casa:Documents:MaxBytes"] = "the default is what the pages say",
        ["Casa:Documents:MaxPages"] = "as above",
        ["Casa:EndWithParent"] = "said by casa.cs run",
        ["Casa:Entra:Authority"] = "follows from the tenant; other clouds set it",
        ["Casa:Limits:*:Calls"] = "each limit's default stands where its endpoint is mapped; set while an attack lasts",
        ["Casa:Limits:*:Seconds"] = "as above",
        ["Casa:Map:TileUrl"] = "maps draw the city's own layers; a city that has tiles of its own sets it",
        ["Casa:Map:TileAttribution"] = "as above",
        ["Casa:Operators"] = "the operators that have a system of their own",
        ["Casa:Operators:*:Jurisdiction"] = "each operator's, set when it joins; its secret as a reference to the vault",
        ["Casa:Operators:*:Secret"] = "as above",
        ["Casa:Operators:*:Speaks"] = "as above",
        ["Casa:Operators:*:Url"] = "as above",
        ["Casa:Notices:SmtpTls"] = "may be off in Development alone",
        ["Casa:Seal:Algorithm"] = "of the seal that Development makes",
        ["Casa:Publishing:Path"] = "of a key in a file; in Azure the vault signs",
        ["Casa:Tickets:DigestAt"] = "eight in the morning by default; a city that decides otherwise sets it",
        ["Casa:Specimens:Years"] = "five by default; a city that decides otherwise sets it",
        ["Casa:WhatsApp:GraphUrl"] = "Meta’s own; Development plays it",
        ["Casa:WhatsApp:GraphVersion"] = "the default is tested; set when Meta ends it before the next release",
        ["Casa:Runner:Enabled"] = "the runner stands in for the Functions host where there is none",
        ["Casa:Runner:StopWithin"] = "the runner's",
        ["Casa:Runner:TimerLease"] = "the runner's",
        ["Casa:Runner:TimerTakeover"] = "the runner's",
        ["Casa:Runner:Visibility"] = "the runner's",
    };

    /// <summary>Set in Azure and not read by the program.</summary>
    public static readonly Dictionary<string, string> ForTheHost = new()
    {
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "the Functions host's own telemetry",
    };

    /// <summary>The program's source.</summary>
    public static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Root.Path, "functions"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText);

    public static SortedSet<string> ReadIn(IEnumerable<string> sources) =>
        [.. sources.SelectMany(source => Key().Matches(Comment().Replace(source, ""))).Select(found => Name(Hole().Replace(found.Groups[1].Value, "*")))];

    /// <summary>The settings of a compiled template, as the program spells them.</summary>
    public static SortedSet<string> SetBy(JsonElement template) =>
        [.. Bicep.Resources(template).Single(r => r.GetProperty("type").GetString() == "Microsoft.Web/sites/config")
            .GetProperty("properties").EnumerateObject().Select(setting => Name(setting.Name))];

    /// <summary>What is wrong between the two, a sentence each.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlySet<string> read, IReadOnlySet<string> set) =>
    [
        .. read.Where(key => !set.Contains(key) && !NotInAzure.ContainsKey(key)).Select(key => $"The program reads {key}; infra/ does not set it."),
        .. set.Where(key => !read.Contains(key) && !ForTheHost.ContainsKey(key)).Select(key => $"infra/ sets {key}; the program does not read it."),
        .. NotInAzure.Keys.Where(key => !read.Contains(key)).Select(key => $"{key} is explained as absent in Azure, and nobody reads it."),
        .. NotInAzure.Keys.Where(set.Contains).Select(key => $"{key} is explained as absent in Azure, and infra/ sets it."),
        .. ForTheHost.Keys.Where(key => !set.Contains(key)).Select(key => $"{key} is explained as set in Azure, and is not."),
    ];

    static string Name(string setting) => setting.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex("""(?m)^\s*//.*$""")]
    private static partial Regex Comment();

    [GeneratedRegex(@"""(Casa(?:(?::|__)[\w{}]+)+|AzureWebJobsStorage(?::\w+)?|MicrosoftApp\w+|APPLICATIONINSIGHTS_\w+|OTEL_\w+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();
}
